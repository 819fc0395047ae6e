import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine } from "@/lib/audit/csv";
import { manifestColumns, readManifest } from "./manifest";
import { exampleManifest, manifestGuide } from "./manifest-guide";
import { readCsv } from "./read-csv";

describe("CSV", () => {
  test("reads back whatever cells a writer of RFC 4180 wrote", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", "漢", '"', ",", ";", " ", "\n"), maxLength: 8 }).map((text) => text.trim()).filter((text) => !/^[=+\-@]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }).filter((cells) => cells.some((one) => one !== "")), { minLength: 1, maxLength: 5 }), (lines) => {
        // The head decides on the separator: commas here.
        const text = csvLine(["a", "b", "c", "d"]) + lines.map((cells) => csvLine(cells)).join("");
        const read = readCsv(text);
        expect(typeof read === "string" ? read : read.slice(1).map(({ cells }) => cells)).toEqual(lines);
      }),
    );
  });

  test("reads what spreadsheets write, and says where a quote stays open", () => {
    expect(readCsv("\uFEFFa;b\r\n1;\"x;\r\ny\"\r\n\r\n;\r\n2;3")).toEqual([{ line: 1, cells: ["a", "b"] }, { line: 2, cells: ["1", "x;\ny"] }, { line: 6, cells: ["2", "3"] }]);
    expect(readCsv('a,b\n1,"open\n2,3')).toContain("line 2");
  });
});

describe("a manifest", () => {
  test("is explained column by column, and its example can be imported", () => {
    expect(manifestGuide.map(({ name }) => name)).toEqual(manifestColumns);
    const rows = readManifest(exampleManifest);
    if (typeof rows === "string") throw new Error(rows);
    expect(rows.map(({ problems }) => problems)).toEqual([[], []]);
    expect(rows[1]?.row).toMatchObject({ kind: "BRIDGE_LETTER", extendsVersion: 1, series: "soc-2-cloud" });
  });

  test.each([
    ["", "is empty"],
    ["file,series,title", "no rows"],
    ["file,title\na.pdf,A", "lacks the columns series"],
    ["file,series,title,colour\na,b,c,d", "not known: colour"],
    ["file,series,title,title\na,b,c,d", "more than once"],
  ])("that cannot be read as a whole says why: %j", (text, sentence) => {
    expect(readManifest(text)).toContain(sentence);
  });

  test("names every bad cell of a row by its column, and leaves the other rows alone", () => {
    const head = "file,series,title,kind,period_start,period_end,extends,category";
    const rows = readManifest(`${head}\n,Not A Slug,,poem,2026-02-30,,x,Reports\na.pdf,a,A,report,2026-12-31,2026-01-01,,\nb.pdf,b,B,bridge letter,,,,\nc.pdf,c,C,,,,,Self-assessments\nd.pdf,d,D,,,,,,,too many`);
    if (typeof rows === "string") throw new Error(rows);
    const [bad, period, letter, good, long] = rows;
    expect(bad?.problems.join(" ")).toMatch(/file is empty.*series: .*title is empty.*kind: report or bridge letter.*period_start: .*extends: /);
    expect(period?.problems).toEqual(["period_end: The period ends before it starts."]);
    expect(letter?.problems).toEqual(["extends: A bridge letter, and only a bridge letter, names the version it extends."]);
    expect(good).toMatchObject({ line: 5, problems: [], row: { category: "SELF_ASSESSMENTS" } });
    expect(long?.problems[0]).toContain("quotes");
  });
});

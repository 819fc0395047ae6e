import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { idAlphabet } from "./code/download-code";
import { UndrawableMark } from "./errors";
import type { Mark } from "./mark";
import { personalise } from "./personalise";
import { type Prepared, prepare } from "./prepare";
import { utf16 } from "./text/glyph-set";
import { a4, documentOf } from "./testing/documents";
import { hasCommand, readPages, runOn, withoutSpaces } from "./testing/read-pdf";
import { mark, serve } from "./testing/serve";

let prepared: Prepared;
beforeAll(async () => {
  prepared = await prepare(await documentOf([a4, { width: 120, height: 60 }]));
});

const names: [script: string, name: string][] = [
  ["Latin", "Łukasz Żółć-Nguyễn"],
  ["Cyrillic", "Владимир Щербаков"],
  ["Greek", "Ελένη Παπαδοπούλου"],
  ["Japanese", "山田 太郎 ヤマダ"],
  ["Chinese", "李小龍 张伟"],
  ["Korean", "김민수"],
  ["Arabic", "محمد العربي"],
  ["Arabic with vowels", "مُحَمَّدٌ الأَحْمَر"],
  ["Hebrew", "שרה לוי"],
  ["Hebrew with vowels", "שָׂרָה לֵוִי"],
  ["Latin and Hebrew", "Anna שרה Müller"],
  ["Devanagari", "आरती क्षत्रिय शर्मा"],
  ["Thai", "สมชาย ใจดี"],
  ["Tamil", "தமிழ்ச்செல்வி"],
  ["Georgian", "გიორგი"],
  ["a rare Han character", "𠮷野家"],
];

describe("names in any script", () => {
  const readers: [string, boolean, (served: Uint8Array) => Promise<string>][] = [
    ["pdf.js", true, async (served) => (await readPages(served))[0]?.text ?? ""],
    ["pdftotext", hasCommand("pdftotext"), async (served) => runOn(served, "pdftotext", (file) => ["-l", "1", file, "-"])],
  ];
  for (const [reader, there, read] of readers) {
    it.runIf(there).each(names)(`are read in their place in the line by ${reader}: %s`, async (_, name) => {
      const text = withoutSpaces(await read(await serve(prepared, { ...mark, name, organization: name })));
      expect(text).toContain(withoutSpaces(`Downloaded by ${name} · ${mark.email} · ${name} · ${mark.account} (${mark.accountId}) · `));
      expect(text).toContain(mark.downloadId);
    });
  }

  it("are said as ActualText where one glyph is several characters, and are whole without it where it does not fit", async () => {
    const said = (text: string): string => `/Span <</ActualText <FEFF${utf16(text)}>>> BDC`;
    expect((await serve(prepared, { ...mark, name: "आरती शर्मा" })).toString("latin1")).toContain(said("आरती शर्मा"));
    const name = "क्षत्रिय ".repeat(270).trim();
    const served = await serve(prepared, { ...mark, name });
    expect(served.includes("/ActualText")).toBe(false);
    const [page] = await readPages(served);
    expect(withoutSpaces(page?.text ?? "")).toContain(withoutSpaces(name));
  });

  it("are letter by letter: no ligature that a reader must take apart", async () => {
    const widths = (await serve(prepared, { ...mark, name: "Steffi Fjord", email: "office@example.com" })).toString("latin1");
    expect(widths).not.toMatch(/<[0-9A-F]{4}><(?:[0-9A-F]{4}){2,}>/);
  });

  it("spells out what no font can draw, and what would deceive the eye", async () => {
    const name = "A\u202eB\u0000C\u{10ffff}D\ud800E\u{1f9ff}\u{12000}";
    const [page] = await readPages(await serve(prepared, { ...mark, name }));
    const text = withoutSpaces(page?.text ?? "");
    expect(text).toContain("A‹U+202E›B‹U+0000›C‹U+10FFFF›D‹U+D800›E");
    expect(text).toContain("‹U+12000›");
    expect(text).not.toContain("?");
  });
});

describe("the slots", () => {
  const downloadId = fc.stringMatching(new RegExp(`^[${idAlphabet}]{14}$`));
  const arbitraryMark: fc.Arbitrary<Mark> = fc.record({
    name: fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
    email: fc.oneof(fc.emailAddress(), fc.string({ unit: "grapheme", maxLength: 60 })),
    organization: fc.string({ unit: "grapheme", maxLength: 60 }),
    account: fc.string({ unit: "grapheme", maxLength: 40 }),
    accountId: fc.stringMatching(/^\d{12}$/),
    at: fc.date({ min: new Date("1970-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
    downloadId,
  });

  it("keep their lengths and never lose the download id, whatever the names are", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryMark, async (person) => {
        const { splices, length } = await personalise(prepared.manifest, person);
        expect(length).toBe(prepared.bytes.length);
        expect(splices.map(({ offset, bytes }) => [offset, bytes.length])).toEqual(
          prepared.manifest.slots.map((slot) => [slot.offset, slot.length]),
        );
        const pages = await readPages(await serve(prepared, person));
        for (const { text } of pages) expect(withoutSpaces(text)).toContain(person.downloadId);
      }),
      { numRuns: 25 },
    );
  });

  it("hold the longest e-mail address, name and organization in full", async () => {
    const email = `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(59)}`;
    const name = "ŵ".repeat(200);
    const pages = await readPages(await serve(prepared, { ...mark, email, name, organization: "Ö".repeat(200) }));
    for (const { text } of pages) {
      expect(withoutSpaces(text)).toContain(email);
      expect(withoutSpaces(text)).toContain(name);
    }
  });

  it("hold 250 different Chinese characters", async () => {
    const name = Array.from({ length: 250 }, (_, index) => String.fromCodePoint(0x4e00 + index * 79)).join("");
    const [page] = await readPages(await serve(prepared, { ...mark, name }));
    const text = withoutSpaces(page?.text ?? "");
    for (const character of name) {
      const notation = `‹U+${character.codePointAt(0)?.toString(16).toUpperCase()}›`;
      expect(text.includes(character) || text.includes(notation), character).toBe(true);
    }
  });

  it("are refused rather than filled in part", async () => {
    await expect(personalise(prepared.manifest, { ...mark, name: "x y ".repeat(5_000) })).rejects.toBeInstanceOf(UndrawableMark);
    await expect(personalise(prepared.manifest, { ...mark, downloadId: " " })).rejects.toBeInstanceOf(UndrawableMark);
    await expect(personalise(prepared.manifest, { ...mark, at: new Date("never") })).rejects.toBeInstanceOf(UndrawableMark);
  });

  it("give every copy an identifier of its own, and the same one for the same download", async () => {
    const idOf = async (person: Mark): Promise<string | undefined> =>
      /\/ID \[<\w+> <(\w+)>\]/.exec((await serve(prepared, person)).toString("latin1"))?.[1];
    const first = await idOf(mark);
    expect(first).toMatch(/^[0-9A-F]{32}$/);
    expect(await idOf({ ...mark, name: "Someone Else" })).toBe(first);
    expect(await idOf({ ...mark, downloadId: "00000000000000" })).not.toBe(first);
  });
});

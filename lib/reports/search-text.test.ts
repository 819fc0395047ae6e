import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/database/testing";
import { rawPool } from "@/lib/database/client";
import { searchQueryOf, searchTextOf } from "./search-text";

useTestDatabase();

const finds = async (parts: readonly (string | null)[], typed: string): Promise<boolean> => {
  const query = searchQueryOf(typed);
  if (query === null) return false;
  const { rows } = await rawPool().query<{ found: boolean }>("SELECT to_tsvector('simple', $1) @@ to_tsquery('simple', $2) AS found", [searchTextOf(parts), query]);
  return rows[0]?.found === true;
};

describe("the search of the catalogue", () => {
  test.each([
    ["SOC 2 Type II Report", "soc2"],
    ["SOC 2 Type II Report", "Soc 2"],
    ["SOC 2 Type II Report", "type rep"],
    ["ISO/IEC 27001:2022", "iso 27001"],
    ["ISO/IEC 27001:2022", "iec27001"],
    ["Übersicht für Prüfer", "ubersicht fur prufer"],
    ["Ubersicht", "Übersicht"],
    ["Έκθεση ελέγχου", "εκθεση"],
    ["金融庁 FISC 安全対策基準", "fisc"],
    ["C5:2020", "c5"],
  ])("in %s finds %s", async (title, typed) => expect(await finds([title], typed)).toBe(true));

  test.each([
    ["SOC 2 Type II", "soc 1"],
    ["Period of 2026", "2"],
    ["SOC 2", "soc 2 iso"],
    ["SOC 2", "!!! & | ( ) :* '"],
    ["SOC 2", ""],
  ])("in %s does not find %s", async (title, typed) => expect(await finds([title], typed)).toBe(false));

  test("takes whatever is typed: it never becomes an operator of the query language, and the database never complains", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: "grapheme", maxLength: 200 }), fc.string({ unit: "binary", maxLength: 200 }), fc.stringMatching(/^[a-z&|!()<>:*'"\\ -]{0,60}$/)), async (typed) => {
        const query = searchQueryOf(typed);
        if (query === null) return;
        expect(query).toMatch(/^[\p{L}\p{N}]+(:\*)?( & [\p{L}\p{N}]+(:\*)?){0,11}$/u);
        expect(query.isWellFormed()).toBe(true);
        await expect(finds(["any"], typed)).resolves.toBeDefined();
      }),
      { numRuns: 150 },
    );
  });

  test("finds every text by the beginnings of its own words", async () => {
    const word = fc.stringMatching(/^[a-zà-öø-ÿα-ω]{3,12}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), fc.integer({ min: 2, max: 12 }), async (words, which, length) => {
        const typed = Array.from(words[which % words.length] ?? "").slice(0, length).join("");
        expect(await finds([words.join(" ")], typed)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("keeps its text within what is indexed", () => {
    expect(searchTextOf([Array.from({ length: 5000 }, (_, index) => `word${index}`).join(" "), null]).length).toBeLessThanOrEqual(8000);
    expect(searchTextOf([null, ""])).toBe("");
  });
});

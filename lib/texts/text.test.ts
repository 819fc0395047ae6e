import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inLocale } from "./in-locale";
import type { Catalogue, Locale } from "./locale";
import { speechKey } from "./locale";
import { msg, pieces, t, tn, translated } from "./text";

/** Says something with a catalogue of the test's own. */
function saying<T>(locale: Locale, texts: Catalogue, work: () => T): T {
  const shared: { [key: symbol]: { run<R>(speech: { locale: Locale; texts: Catalogue }, work: () => R): R } | undefined } = globalThis;
  return inLocale(locale, () => shared[speechKey]?.run({ locale, texts }, work) ?? work());
}

/** What people have typed, and what would go wrong if a value were read as a pattern or as marks. */
const value = fc.oneof(fc.string({ unit: "grapheme", maxLength: 30 }), fc.constantFrom("$&", "$1", "$$", "$`", "{b}", "{a}", "<b>bold</b>", "</a>", "##", "\\", "", "constructor"));

describe("a text", () => {
  test("takes its values exactly as they are, in any language", () => {
    const texts = { "Move {a} to {b}": "{b} bekommt {a}" };
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(t("Move {a} to {b}", { a, b })).toBe(`Move ${a} to ${b}`);
        expect(saying("de", texts, () => t("Move {a} to {b}", { a, b }))).toBe(`${b} bekommt ${a}`);
      }),
    );
  });

  test("writes numbers as the reader does, and leaves strings alone", () => {
    expect(t("{n} of {year}", { n: 12_345, year: "2026" })).toBe("12\u202f345 of 2026");
    expect(saying("de", {}, () => t("{n} of {year}", { n: 12_345, year: "2026" }))).toBe("12.345 of 2026");
    expect(saying("en-US", {}, () => t("{n} of {year}", { n: 12_345, year: "2026" }))).toBe("12,345 of 2026");
  });

  test("that has no translation is said in English; what tells alike texts apart is never shown", () => {
    const texts = { "Open##adjective": "Offen" };
    expect(saying("de", texts, () => t(msg("Open##adjective")))).toBe("Offen");
    expect(saying("de", texts, () => t("Open##verb"))).toBe("Open");
    expect(t("Open##adjective")).toBe("Open");
    expect(saying("de", texts, () => translated("__proto__"))).toBe("__proto__");
  });
});

describe("a count", () => {
  const texts = { "{n} reports of {who}": { one: "{n} Bericht von {who}", other: "{n} Berichte von {who}" }, "{n} pages": "{n} Seiten" };
  const reports = (n: number) => tn(n, "{n} report of {who}", "{n} reports of {who}", { who: "$&" });

  test.each([
    [0, "0 reports of $&", "0 Berichte von $&"],
    [1, "1 report of $&", "1 Bericht von $&"],
    [2, "2 reports of $&", "2 Berichte von $&"],
    [1000, "1\u202f000 reports of $&", "1.000 Berichte von $&"],
  ])("of %d has the form of its language", (n, english, german) => {
    expect(reports(n)).toBe(english);
    expect(saying("de", texts, () => reports(n))).toBe(german);
  });

  test("may have one form for all in a language", () => {
    expect(saying("de", texts, () => tn(1, "{n} page", "{n} pages"))).toBe("1 Seiten");
  });
});

describe("the pieces of a text", () => {
  test("are cut at the marks of the text, never at those in its values, and lose nothing", () => {
    fc.assert(
      fc.property(value, value, (name, place) => {
        const found = pieces("For <b>{name}</b>, in {place}.", { name, place });
        expect(found).toEqual(["For ", { mark: "b", words: name }, `, in ${place}.`]);
      }),
    );
  });

  test("stand where the translation puts them, and a mark may hold no words", () => {
    const texts = { "It works until <at></at>, <b>once</b>": "<b>Einmal</b> gültig bis <at></at>" };
    expect(saying("de", texts, () => pieces("It works until <at></at>, <b>once</b>"))).toEqual([{ mark: "b", words: "Einmal" }, " gültig bis ", { mark: "at", words: "" }]);
    expect(pieces("Nothing marked")).toEqual(["Nothing marked"]);
  });
});

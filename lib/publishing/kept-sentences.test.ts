import { describe, expect, test } from "vitest";
import { inLocale } from "@/lib/texts/in-locale";
import { keptSentence, sayKept } from "./kept-sentences";

const inGerman = (kept: string): string => inLocale("de", () => sayKept(kept));

describe("what is kept about documents and rows", () => {
  test("is English, whoever found it, and stays so for whoever reads English", () => {
    const kept = inLocale("de", () => keptSentence("noFile", { file: "soc2.pdf" }));
    expect(kept).toBe("There is no file soc2.pdf.");
    expect(sayKept(kept)).toBe(kept);
  });

  test("is said in the language of whoever reads it, with what it names", () => {
    expect(inGerman(keptSentence("extendsNothing", { version: 2, series: "soc-2" }))).toBe("extends: Fassung 2 von soc-2 ist kein Bericht oder nicht da.");
    expect(inGerman("page 3")).toBe("Seite 3");
  });

  test("says a problem within another, and each line by itself", () => {
    const late = keptSentence("late", { problem: "This document was refused. Upload another one." });
    const column = keptSentence("wrongColumn", { column: "title", problem: "Give the version a title." });
    expect(inGerman(`${late}\n${column}`)).toBe("Er wurde nicht zu seiner Zeit veröffentlicht: Dieses Dokument wurde abgelehnt. Laden Sie ein anderes hoch.\ntitle: Geben Sie der Fassung einen Titel.");
  });

  test("stays as it was kept where it is not known", () => {
    expect(inGerman("Something from another time.")).toBe("Something from another time.");
  });
});

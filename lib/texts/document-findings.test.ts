import { expect, test } from "vitest";
import { saidFinding } from "./document-findings";
import { inLocale } from "./in-locale";

const german = (recorded: string): string => inLocale("de", () => saidFinding(recorded));

test("what was recorded of a document in English is said with its values in the reader's language", () => {
  expect(german("12 unreadable objects were left out.")).toBe("12 unlesbare Objekte wurden weggelassen.");
  expect(german("1 unreadable object was left out.")).toBe("1 unlesbares Objekt wurde weggelassen.");
  expect(german("2 unreadable objects were left out. Compare the copy with the original.")).toMatch(/^2 unlesbare .* Original\.$/);
  expect(german("Removed: media (2), XFA form.")).toBe("Entfernt: Medien (2), XFA-Formular.");
  expect(german("Signed by Dr. A. Berg (field S1); field S2. A marked copy cannot keep the signature: offer the SHA-256 of the original for checking.")).toMatch(/^Signiert von Dr\. A\. Berg \(field S1\); field S2\. Ein/);
  expect(german("This PDF is damaged: the content of page 3 is packed in a way that no reader supports. Open it in a PDF reader, save or print it to a new PDF file, and upload that.")).toMatch(/beschädigt: Der Inhalt von Seite 3 ist/);
  expect(german("This PDF has no pages. Check the file and upload it again.")).toMatch(/keine Seiten/);
});

test("a sentence that no text fits, and every sentence in English, is said as it was recorded", () => {
  expect(german("Something else was found.")).toBe("Something else was found.");
  expect(saidFinding("1234 unreadable objects were left out.")).toBe("1234 unreadable objects were left out.");
});

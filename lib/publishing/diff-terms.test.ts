import fc from "fast-check";
import { expect, test } from "vitest";
import { diffTerms } from "./diff-terms";

test("the parts of either side alone, put together, are that text", () => {
  const word = fc.constantFrom("may", "not", "copy", "share", "the", "report");
  const text = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" ")), { minLength: 1, maxLength: 4 }).map((paragraphs) => paragraphs.join("\n\n"));
  const sections = fc.array(fc.record({ heading: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")), text }), { minLength: 1, maxLength: 4 });
  const plain = (all: readonly { heading: string; text: string }[]): string => all.flatMap((one) => [one.heading, ...one.text.split("\n\n")]).join("|");
  fc.assert(
    fc.property(sections, sections, (from, to) => {
      const side = (without: "added" | "removed"): string =>
        diffTerms(from, to)
          .filter(({ kind }) => kind !== without)
          .map(({ parts }) => parts.filter(({ kind }) => kind !== without).map((part) => part.text).join(""))
          .join("|");
      expect([side("added"), side("removed")]).toEqual([plain(from), plain(to)]);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { diffPolicies } from "./policy-diff";

const documents = fc.array(fc.constantFrom("{", "}", "  a", "  b", "", "    c"), { maxLength: 12 }).map((lines) => lines.join("\n"));

test("either side of a comparison is its document, line for line and number for number", () => {
  fc.assert(
    fc.property(documents, documents, (from, to) => {
      const { lines, added, removed } = diffPolicies(from, to);
      const before = lines.filter((line) => line.from !== null);
      const after = lines.filter((line) => line.to !== null);
      expect(before.map(({ text }) => text).join("\n")).toBe(from);
      expect(after.map(({ text }) => text).join("\n")).toBe(to);
      expect(before.map((line) => line.from)).toEqual(before.map((_, index) => index + 1));
      expect(after.map((line) => line.to)).toEqual(after.map((_, index) => index + 1));
      expect(lines.length).toBe(before.length + added);
      expect(lines.length).toBe(after.length + removed);
      if (from === to) expect(added + removed).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});

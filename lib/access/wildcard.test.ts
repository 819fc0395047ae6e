import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesWildcard } from "./wildcard";

/** The definition, written down as it reads: slow, and plainly right. */
function reference(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === "*") return Array.from({ length: text.length + 1 }, (_, from) => text.slice(from)).some((tail) => reference(rest, tail));
  return text.length > 0 && (first === "?" || first === text[0]) && reference(rest, text.slice(1));
}

describe("the wildcard matcher", () => {
  test("is the slow reference, for any pattern and text, also beyond the basic plane", () => {
    const word = (letters: string[], maxLength: number) => fc.array(fc.constantFrom(...letters), { maxLength }).map((list) => list.join(""));
    fc.assert(
      fc.property(word(["a", "b", "*", "?", "𝒳", "é"], 8), word(["a", "b", "𝒳", "é", "*"], 9), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).toBe(reference([...pattern], [...text]));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ["*", "", true], ["", "", true], ["", "a", false], ["?", "", false], ["?", "𝒳", true], ["??", "𝒳", false], ["a.c", "abc", false], ["reports:Get*", "reports:GetReport", true],
    ["reports:Get*", "Reports:GetReport", false], ["(a+)+$", "aaaa", false], ["**a**", "a", true],
  ])("%j on %j is %s", (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test("takes a bounded number of steps on patterns made to be slow", () => {
    const text = "a".repeat(2_000);
    const begun = performance.now();
    for (const pattern of ["*a".repeat(1_000) + "b", `${"a*".repeat(1_000)}b`, `${"*".repeat(6_000)}b`, `${"?*".repeat(1_500)}b`]) expect(matchesWildcard(pattern, text)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

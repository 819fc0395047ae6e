import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverDays, standingOf, stretchesOf, type CoveringVersion, type CoverState } from "./stretches";

const dayMs = 86_400_000;
const origin = Date.parse("2024-01-01");
const iso = (day: number): string => new Date(origin + day * dayMs).toISOString().slice(0, 10);
const daysOf = (start: string, end: string): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(start); at <= Date.parse(end); at += dayMs) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

/** The same question, asked for every single day by itself. */
function naive(versions: readonly CoveringVersion[], day: string): { state: CoverState; version: number | null } {
  const covering = versions.filter(({ start, end }) => start <= day && day <= end);
  const best = (kind: CoveringVersion["kind"]): number | null => {
    const numbers = covering.filter((one) => one.kind === kind).map(({ version }) => version);
    return numbers.length === 0 ? null : Math.max(...numbers);
  };
  const report = best("REPORT");
  if (report !== null) return { state: "REPORT", version: report };
  const letter = best("BRIDGE_LETTER");
  return letter === null ? { state: "OPEN", version: null } : { state: "BRIDGE", version: letter };
}

const period = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 420 })).map(([start, length]) => ({ start: iso(start), end: iso(start + length) }));
// Some end before they start: they cover nothing, on either way of asking.
const someVersions = fc
  .array(fc.record({ kind: fc.constantFrom("REPORT" as const, "BRIDGE_LETTER" as const), from: fc.integer({ min: -200, max: 1000 }), length: fc.integer({ min: -3, max: 400 }) }), { maxLength: 9 })
  .map((all): CoveringVersion[] => all.map(({ kind, from, length }, index) => ({ version: index + 1, kind, start: iso(from), end: iso(from + length) })));

describe("what covers a period", () => {
  test("is for every day what asking for that day alone answers", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 9 }), someVersions, period, (order, versions, chosen) => {
        // The order in which versions come along makes no difference.
        const shuffled = versions.toSorted((a, b) => (order[a.version] ?? a.version) - (order[b.version] ?? b.version));
        const found = stretchesOf(shuffled, chosen).flatMap(({ start, end, state, version }) => daysOf(start, end).map((day) => ({ day, state, version })));
        expect(found).toEqual(daysOf(chosen.start, chosen.end).map((day) => ({ day, ...naive(versions, day) })));
      }),
      { numRuns: 400 },
    );
  });

  test("is divided into as few stretches as there are changes, with the right number of days", () => {
    fc.assert(
      fc.property(someVersions, period, (versions, chosen) => {
        const found = stretchesOf(versions, chosen);
        for (const { start, end, days } of found) expect(days).toBe(daysOf(start, end).length);
        for (const [index, one] of found.slice(1).entries()) expect({ state: one.state, version: one.version }).not.toEqual({ state: found[index]?.state, version: found[index]?.version });
      }),
    );
  });

  test("adds up to the days of the period, and counts as ahead what is open after today", () => {
    fc.assert(
      fc.property(someVersions, period, fc.integer({ min: -30, max: 1000 }), (versions, chosen, at) => {
        const today = iso(at);
        const found = stretchesOf(versions, chosen);
        const days = daysOf(chosen.start, chosen.end);
        const states = days.map((day) => ({ day, ...naive(versions, day) }));
        const count = (state: CoverState) => states.filter((one) => one.state === state).length;
        const sum = coverDays(found, today);
        expect(sum).toEqual({ total: days.length, report: count("REPORT"), bridge: count("BRIDGE"), open: count("OPEN"), ahead: states.filter(({ day, state }) => state === "OPEN" && day > today).length });
        expect(standingOf(sum) === "COVERED").toBe(states.every(({ state }) => state === "REPORT"));
        expect(standingOf(sum) === "NONE").toBe(states.every(({ state }) => state === "OPEN"));
      }),
    );
  });

  test("shows a report, the letter that bridges the rest of the year, and the days that stay open", () => {
    const versions = [
      { version: 3, kind: "REPORT", start: "2025-10-01", end: "2026-09-30" },
      { version: 4, kind: "BRIDGE_LETTER", start: "2026-10-01", end: "2026-11-30" },
    ] as const;
    expect(stretchesOf(versions, { start: "2026-01-01", end: "2026-12-31" })).toEqual([
      { start: "2026-01-01", end: "2026-09-30", days: 273, state: "REPORT", version: 3 },
      { start: "2026-10-01", end: "2026-11-30", days: 61, state: "BRIDGE", version: 4 },
      { start: "2026-12-01", end: "2026-12-31", days: 31, state: "OPEN", version: null },
    ]);
    expect(stretchesOf(versions, { start: "2026-02-01", end: "2026-01-31" })).toEqual([]);
  });
});

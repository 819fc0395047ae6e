import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshnessOf, reminderDue, type Period } from "./freshness";

const report = (start: string, end: string, version = 1): Period => ({ version, kind: "REPORT", start, end });
const letter = (start: string, end: string, version = 2): Period => ({ version, kind: "BRIDGE_LETTER", start, end });
const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe("freshness", () => {
  test("counts the days to the first day that nothing covers, letters included", () => {
    const periods = [report("2026-01-01", "2026-06-30"), letter("2026-07-01", "2026-09-30")];
    expect(freshnessOf(periods, "2026-06-30")).toMatchObject({ state: "BRIDGED", coveredUntil: "2026-09-30", auditedUntil: "2026-06-30", lapsesOn: "2026-10-01", daysLeft: 93 });
    expect(freshnessOf(periods, "2026-09-30")).toMatchObject({ state: "SOON", auditedUntil: null, daysLeft: 1 });
    expect(freshnessOf(periods, "2026-10-05")).toMatchObject({ state: "LAPSED", lapsesOn: "2026-10-01", daysLeft: -4 });
  });

  test("names gaps between periods, and has nothing to say of documents about one day", () => {
    expect(freshnessOf([report("2025-01-01", "2025-12-31"), report("2026-03-01", "2026-12-31", 2)], "2026-05-01").gaps).toEqual([{ start: "2026-01-01", end: "2026-02-28", days: 59 }]);
    expect(freshnessOf([report("2026-01-01", "2026-01-01")], "2026-05-01").state).toBe("UNDATED");
  });

  test("of what lies ahead altogether is neither lapsed nor running out: nobody is reminded day after day", () => {
    const ahead = freshnessOf([report("2026-07-01", "2026-12-31"), report("2027-02-01", "2027-12-31", 2)], "2026-05-01");
    expect(ahead).toMatchObject({ state: "AHEAD", startsOn: "2026-07-01", lapsesOn: null, daysLeft: null, coveredUntil: null });
    expect(reminderDue(ahead)).toBeNull();
    expect(freshnessOf([report("2026-07-01", "2026-12-31")], "2026-07-01").state).toBe("FRESH");
  });

  test("agrees with looking at every day", () => {
    const base = 20_000;
    const one = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 120 })).map(([from, length]) => report(iso(base + from), iso(base + from + length)));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), fc.integer({ min: 0, max: 450 }), (periods, day) => {
        const covered = (at: number): boolean => periods.some(({ start, end }) => start <= iso(base + at) && iso(base + at) <= end);
        const { lapsesOn, coveredUntil, gaps } = freshnessOf(periods, iso(base + day));
        if (covered(day)) {
          let open = day;
          while (covered(open)) open += 1;
          expect([lapsesOn, coveredUntil]).toEqual([iso(base + open), iso(base + open - 1)]);
        } else expect(coveredUntil).toBeNull();
        const days = gaps.reduce((sum, gap) => sum + gap.days, 0);
        const first = Array.from({ length: 451 }, (_, at) => at).find(covered) ?? 0;
        const last = Array.from({ length: 451 }, (_, at) => 450 - at).find(covered) ?? 0;
        expect(days).toBe(Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at).filter((at) => !covered(at)).length);
      }),
    );
  });

  test("reminds at the nearest distance that has been reached, and not for ever", () => {
    const due = (today: string) => reminderDue(freshnessOf([report("2026-01-01", "2026-12-31")], today));
    expect([due("2026-09-01"), due("2026-10-10"), due("2026-11-15"), due("2026-12-20"), due("2027-01-01"), due("2027-03-01")]).toEqual([null, 90, 60, 30, 0, null]);
  });
});

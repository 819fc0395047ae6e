import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { coverageOf, type CoveredVersion } from "./coverage";

const report = (version: number, periodStart: string, periodEnd: string): CoveredVersion => ({
  version,
  kind: "REPORT",
  periodStart,
  periodEnd,
});

describe("coverage of a series", () => {
  it("names the days between two periods that nothing covers", () => {
    const { gaps } = coverageOf([report(1, "2024-10-01", "2025-09-30"), report(2, "2025-10-15", "2026-09-30")], "2026-11-22");
    expect(gaps).toEqual([{ start: "2025-10-01", end: "2025-10-14", days: 14 }]);
  });

  it("has no gap where one period begins the day after another ends, or inside it", () => {
    const versions = [report(1, "2024-10-01", "2025-09-30"), report(2, "2025-10-01", "2026-09-30"), report(3, "2025-12-01", "2026-03-01")];
    expect(coverageOf(versions, "2026-11-22").gaps).toEqual([]);
  });

  it("prefers a report to a bridge letter for today, and says the last covered day when there is neither", () => {
    const letter: CoveredVersion = { version: 3, kind: "BRIDGE_LETTER", periodStart: "2026-10-01", periodEnd: "2026-12-31" };
    const ended = report(2, "2025-10-01", "2026-09-30");
    expect(coverageOf([ended, letter], "2026-11-22").today).toBe(letter);
    const current = report(4, "2026-10-01", "2027-09-30");
    expect(coverageOf([ended, letter, current], "2026-11-22").today).toBe(current);
    expect(coverageOf([ended], "2026-11-22")).toEqual({ gaps: [], today: null, lastEnd: "2026-09-30" });
  });

  it("does not count withdrawn versions or those without a period", () => {
    const withdrawn = { ...report(1, "2026-01-01", "2026-12-31"), withdrawn: true };
    const undated: CoveredVersion = { version: 2, kind: "REPORT", periodStart: null, periodEnd: null };
    expect(coverageOf([withdrawn, undated], "2026-11-22")).toEqual({ gaps: [], today: null, lastEnd: null });
  });

  it("never puts a covered day into a gap, in whatever order the versions come", () => {
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
    const period = fc.tuple(fc.nat(400), fc.nat(90)).map(([start, length]) => ({ start: day(start), end: day(start + length) }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), (periods) => {
        const versions = periods.map((one, index) => report(index + 1, one.start, one.end));
        const { gaps } = coverageOf(versions, "2025-01-01");
        expect(coverageOf([...versions].reverse(), "2025-01-01").gaps).toEqual(gaps);
        for (const gap of gaps) {
          expect(periods.some((one) => one.start <= gap.end && gap.start <= one.end)).toBe(false);
        }
      }),
    );
  });
});

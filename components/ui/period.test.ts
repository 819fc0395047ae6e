import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactScale, periodScale } from "./period";

const dayMs = 86_400_000;
const iso = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

describe("the shared scale of periods", () => {
  it("always holds today, and never spans more than its most years and a half on each side", () => {
    const day = fc.integer({ min: 14_000, max: 26_000 });
    const span = fc.tuple(day, fc.nat(2000)).map(([start, length]) => ({ start: iso(start), end: iso(start + length) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), day, (spans, today) => {
        const scale = periodScale(spans, iso(today));
        expect(scale.from).toBeLessThan(scale.today);
        expect(scale.to).toBeGreaterThan(scale.today);
        expect(scale.to - scale.from).toBeLessThanOrEqual(4 * 366 + 2 * 184);
      }),
    );
  });

  it("begins and ends on half-years and marks every first of January between", () => {
    const scale = periodScale([{ start: "2024-06-14", end: "2027-06-13" }], "2026-11-22");
    expect([iso(scale.from), iso(scale.to), scale.years]).toEqual(["2024-01-01", "2027-07-01", [2024, 2025, 2026, 2027]]);
  });
});

describe("exactScale", () => {
  const labels = (start: string, end: string) => exactScale(start, end, "2026-11-22").marks?.map(({ label }) => label);

  it("spans exactly the period and marks its quarters, or the years of a long one", () => {
    const { from, to } = exactScale("2026-04-01", "2027-03-31", "2026-11-22");
    expect(to - from).toBe(365);
    expect(labels("2026-04-01", "2027-03-31")).toEqual(["Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027"]);
    expect(labels("2026-01-15", "2026-12-31"), "a quarter that began before is not marked").toEqual(["Apr 2026", "Jul 2026", "Oct 2026"]);
    expect(labels("2020-07-01", "2024-06-30")).toEqual(["2021", "2022", "2023", "2024"]);
    expect(labels("2026-06-10", "2026-06-10")).toEqual([]);
  });
});

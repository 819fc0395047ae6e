import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageStatus, endsSoonDays } from "./coverage-status";

const day = fc.date({ min: new Date("2015-01-01"), max: new Date("2040-12-31"), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
const later = (from: string, days: number): string => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

describe("how a period lies to a day", () => {
  test.each([
    ["2025-10-01", "2026-09-30", "2026-01-15", "CURRENT"],
    ["2025-10-01", "2026-09-30", "2025-10-01", "CURRENT"],
    ["2025-10-01", "2026-09-30", "2026-08-01", "ENDS_SOON"],
    ["2025-10-01", "2026-09-30", "2026-07-31", "CURRENT"],
    ["2025-10-01", "2026-09-30", "2026-09-30", "ENDS_SOON"],
    ["2025-10-01", "2026-09-30", "2026-10-01", "ENDED"],
    ["2025-10-01", "2026-09-30", "2025-09-30", "FUTURE"],
    [null, "2026-09-30", "2026-10-01", "ENDED"],
    ["2026-03-31", "2026-03-31", "2030-01-01", "UNDATED"],
    ["2026-03-31", null, "2030-01-01", "UNDATED"],
    [null, null, "2030-01-01", "UNDATED"],
  ])("%s to %s is, on %s, %s", (start, end, today, status) => expect(coverageStatus({ start, end }, today)).toBe(status));

  test("is never 'ended' on a day inside the period, and never 'current' on one outside", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 1500 }), day, (start, days, today) => {
        const end = later(start, days);
        const status = coverageStatus({ start, end }, today);
        expect(status === "CURRENT" || status === "ENDS_SOON").toBe(start <= today && today <= end);
        expect(status === "FUTURE").toBe(today < start);
        expect(status === "ENDED").toBe(today > end);
      }),
    );
  });

  test("says that it ends soon for exactly the last days, across summer time and leap years", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 200 }), (end, before) => {
        const status = coverageStatus({ start: "2000-01-01", end }, later(end, -before));
        expect(status).toBe(before <= endsSoonDays ? "ENDS_SOON" : "CURRENT");
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { digestHour, isTimeZone, nextDigestAt } from "./digest-time";

const wall = (at: Date, timeZone: string) => new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);

test.each([
  ["2026-11-22T06:00:00Z", "Europe/Berlin", "DAILY", "2026-11-22T07:00:00.000Z"],
  ["2026-11-22T07:00:00Z", "Europe/Berlin", "DAILY", "2026-11-23T07:00:00.000Z"],
  ["2026-11-22T07:00:00Z", "Europe/Berlin", "WEEKLY", "2026-11-23T07:00:00.000Z"],
  ["2026-11-23T07:00:00Z", "Europe/Berlin", "WEEKLY", "2026-11-30T07:00:00.000Z"],
  ["2026-03-28T12:00:00Z", "Europe/Berlin", "DAILY", "2026-03-29T06:00:00.000Z"],
  ["2026-11-22T12:00:00Z", "Pacific/Kiritimati", "DAILY", "2026-11-22T18:00:00.000Z"],
  ["2026-11-22T12:00:00Z", "Asia/Kathmandu", "DAILY", "2026-11-23T02:15:00.000Z"],
] as const)("after %s in %s the %s digest leaves at %s", (at, zone, rhythm, expected) => {
  expect(nextDigestAt(new Date(at), zone, rhythm).toISOString()).toBe(expected);
});

test("a digest always leaves later than now, within its day or week, at eight on the wall", () => {
  const zone = fc.constantFrom("UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Tehran", "America/St_Johns", "Pacific/Chatham", "Africa/Casablanca");
  fc.assert(
    fc.property(fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }), zone, fc.constantFrom("DAILY" as const, "WEEKLY" as const), (at, timeZone, rhythm) => {
      const next = nextDigestAt(at, timeZone, rhythm);
      const ms = next.getTime() - at.getTime();
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual((rhythm === "DAILY" ? 25 : 169) * 3_600_000);
      expect(wall(next, timeZone)).toContain(`0${digestHour}:00`);
      if (rhythm === "WEEKLY") expect(wall(next, timeZone)).toContain("Mon");
    }),
    { numRuns: 500 },
  );
});

test("time zones are known by their names", () => {
  expect(["Europe/Berlin", "UTC", "Asia/Kolkata"].every(isTimeZone)).toBe(true);
  expect(["Mars/Olympus", "", "Europe/Berlin; DROP"].some(isTimeZone)).toBe(false);
});

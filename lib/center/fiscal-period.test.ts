import { describe, expect, test } from "vitest";
import { calendarYear, periodProblem, usualPeriods } from "./fiscal-period";

describe("a fiscal period", () => {
  test("is refused with a sentence that says what to do", () => {
    expect(periodProblem({ start: "2026-01-01", end: "2026-12-31" })).toBeNull();
    expect(periodProblem({ start: "2026-06-30", end: "2026-06-30" })).toBeNull();
    expect(periodProblem({ start: "2026-01-02", end: "2026-01-01" })).toEqual({ field: "end", message: "The period ends before it starts. Choose a last day that is not before the first." });
    expect(periodProblem({ start: "2016-01-01", end: "2026-12-31" })?.message).toMatch(/longer than ten years/);
    for (const start of [undefined, "", "2026-02-30", "01.01.2026", "0000-01-01"]) expect(periodProblem({ start, end: "2026-12-31" })?.field).toBe("start");
    expect(periodProblem({ start: "2026-01-01", end: "soon" })?.field).toBe("end");
  });

  test("is offered as the year around today, whenever it begins, also in a leap year", () => {
    expect(calendarYear("2028-02-29")).toEqual({ start: "2028-01-01", end: "2028-12-31" });
    expect(usualPeriods("2028-02-29").map(({ name, start, end }) => `${name}: ${start} ${end}`)).toEqual([
      "This calendar year: 2028-01-01 2028-12-31",
      "Last calendar year: 2027-01-01 2027-12-31",
      "From April: 2027-04-01 2028-03-31",
      "From July: 2027-07-01 2028-06-30",
      "From October: 2027-10-01 2028-09-30",
    ]);
  });
});

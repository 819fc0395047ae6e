import { expect, test } from "vitest";
import { countsOf, countsOfStep, sum } from "./test-counts";

const units = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 };
const browser = { stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 1 } };

test("reports of both runners are counted, and a flaky test is a failed one", () => {
  expect(countsOf(units)).toEqual({ passed: 7, failed: 1, skipped: 2 });
  expect(countsOf(browser)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  expect(sum([{ passed: 7, failed: 1, skipped: 2 }, { passed: 3, failed: 1, skipped: 1 }])).toEqual({ passed: 10, failed: 2, skipped: 3 });
});

test("a step that fails without a report still counts as a failure", async () => {
  expect(await countsOfStep("/nowhere/report.json", false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(await countsOfStep("/nowhere/report.json", true)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

import { readFile } from "node:fs/promises";
import { z } from "zod";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const Vitest = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int(), numTodoTests: z.int() });
const Playwright = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }) });

/** The counts of a JSON report of Vitest or Playwright. A test that passed only sometimes counts as failed. */
export function countsOf(report: unknown): Counts | undefined {
  const units = Vitest.safeParse(report);
  if (units.success) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = units.data;
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  }
  const browser = Playwright.safeParse(report);
  if (!browser.success) return undefined;
  const { expected, unexpected, flaky, skipped } = browser.data.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** The counts of a step that wrote a report, or should have: a step that failed counts at least one failure. */
export async function countsOfStep(reportFile: string, succeeded: boolean): Promise<Counts> {
  const text = await readFile(reportFile, "utf8").catch(() => undefined);
  const counts = (text === undefined ? undefined : countsOf(JSON.parse(text) as unknown)) ?? { passed: 0, failed: 0, skipped: 0 };
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** The sum of several counts. */
export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (total, one) => ({ passed: total.passed + one.passed, failed: total.failed + one.failed, skipped: total.skipped + one.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

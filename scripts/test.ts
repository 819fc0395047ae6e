import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "./command";
import { ensureBuilt, ensureClient } from "./ensure-built";
import { findBrowser, thisMachine } from "./find-browser";
import { progressPrinter } from "./progress";
import { runTool } from "./run-tool";
import { countsOfStep, sum } from "./test-counts";
import type { Counts } from "./test-counts";

const REPORTS = "test-results";
const UNIT_REPORT = path.join(REPORTS, "units.json");
const MATRIX_REPORT = path.join(REPORTS, "matrix.json");
const BROWSER_REPORT = path.join(REPORTS, "browser.json");

const longRun = process.argv.includes("--long");
const failedSteps: string[] = [];
const counts: Counts[] = [];

async function step(name: string, work: () => Promise<boolean>, report?: string): Promise<void> {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  let succeeded = false;
  try {
    succeeded = await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  if (!succeeded) failedSteps.push(name);
  counts.push(report === undefined ? { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 } : await countsOfStep(report, succeeded));
  console.log(`${name}: ${succeeded ? "good" : "FAILED"}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

async function browserTests(): Promise<boolean> {
  const browser = await findBrowser(await thisMachine((line) => console.log(line)));
  console.log(`Browser: ${browser}`);
  return (await runTool("@playwright/test", "cli.js", ["test"], { CHROMIUM: browser })) === 0;
}

await runCommand(async () => {
  if (longRun) process.env["LONG_TESTS"] = "1";
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  await ensureClient(progressPrinter());

  // Each works on one processor alone.
  await Promise.all([
    step("Types", async () => (await runTool("typescript", "bin/tsc", ["--noEmit", "-p", "tsconfig.json"])) === 0),
    step("Lint and import rules", async () => (await runTool("tsx", "dist/cli.mjs", ["scripts/lint.ts"])) === 0),
  ]);
  const unitArgs = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${UNIT_REPORT}`];
  await step("Unit and integration tests", async () => (await runTool("vitest", "vitest.mjs", unitArgs)) === 0, UNIT_REPORT);
  await step("Build", async () => {
    await ensureBuilt(progressPrinter());
    return true;
  });
  const matrixArgs = ["run", "--config", "vitest.http.config.ts", "--reporter=default", "--reporter=json", `--outputFile.json=${MATRIX_REPORT}`];
  await step("Who may do what over HTTP", async () => (await runTool("vitest", "vitest.mjs", matrixArgs)) === 0, MATRIX_REPORT);
  await step("Browser tests", browserTests, BROWSER_REPORT);

  const { passed, failed, skipped } = sum(counts);
  console.log(`\n${failedSteps.length === 0 ? "Everything is good." : `Failed: ${failedSteps.join(", ")}.`}${skipped > 0 ? ` ${skipped} skipped.` : ""}`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failedSteps.length > 0) process.exit(1);
  return undefined;
});

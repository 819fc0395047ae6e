import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "./fixtures";
import { pagesWithout } from "./pdf-text";
import { dataDir, person, signInAs } from "./people";

const run = promisify(execFile);
const folder = path.resolve("../shared/samples");
const samples = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".pdf")) : [];

test("real documents are published with the command, and downloaded with the mark on every page", async ({ page }, info) => {
  test.skip(samples.length === 0, "there are no documents in ../shared/samples here");
  test.setTimeout(240_000);
  const daniel = await person("daniel-okafor");
  await signInAs(page, daniel);
  for (const [index, name] of samples.entries()) {
    const slug = `real-${index}-${Date.now()}`;
    const facts = ["--series", slug, "--name", `Real ${index}`, "--description", "A real document.", "--program", "fedramp", "--product", "Platform", "--share-with", "Nobody.", "--everyone", "--terms", "standard"];
    const version = ["--title", `Real document ${index} ${slug}`, "--period", "2026-01-01..2026-12-31"];
    const env = { ...process.env, DATA_DIR: dataDir(), MUNIMENT_MODE: "demo", DATABASE_URL: "" };
    const { stdout } = await run(process.execPath, ["--import", "tsx", "scripts/publish-report.ts", path.join(folder, name), ...facts, ...version], { env });
    const reportId = /report-[A-Za-z0-9]{16}/.exec(stdout)?.[0] ?? "";
    expect(stdout).toContain("Published version 1");
    await page.goto(`/reports/${reportId}`);
    await page.getByRole("checkbox", { name: /I have read/ }).check();
    await page.getByRole("button", { name: "Accept and get your copy" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PDF" }).click()]);
    const file = info.outputPath(`${slug}.pdf`);
    await download.saveAs(file);
    const downloadId = /-([0-9A-Z]{14})\.pdf$/.exec(download.suggestedFilename())?.[1] ?? "no id";
    expect(await pagesWithout(file, [daniel.name, daniel.email, downloadId]), name).toEqual([]);
  }
});

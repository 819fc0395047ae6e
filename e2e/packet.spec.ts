import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { fromBufferPromise, type Entry } from "yauzl";
import { z } from "zod";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { pagesWithout } from "./pdf-text";
import { person, signInAs } from "./people";

const Manifest = z.object({ files: z.array(z.looseObject({ path: z.string(), sha256: z.string(), bytes: z.number(), what: z.string(), about: z.string().optional(), downloadId: z.string().optional() })) });
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function unpack(file: string, folder: string): Promise<string[]> {
  const zip = await fromBufferPromise(await readFile(file));
  const names: string[] = [];
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) pieces.push(piece);
    const to = path.join(folder, entry.fileName);
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, Buffer.concat(pieces));
    names.push(entry.fileName);
  }
  return names;
}

test("an evidence packet: chosen, its terms accepted, downloaded; every file has its hash, every copy its marks, every receipt verifies", async ({ page }, info) => {
  const eleni = await person("eleni-papadopoulou");
  await signInAs(page, eleni);
  await page.getByRole("link", { name: "Evidence packet" }).click();
  await page.getByLabel("Search", { exact: true }).fill("C5");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.getByRole("checkbox", { name: /C5 Type 2: Cloud Platform/ }).first().check();
  await page.getByLabel("Search", { exact: true }).fill("SOC 2 Type II");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByText("1 report chosen before stay in the packet", { exact: false })).toBeVisible();
  await page.getByRole("checkbox", { name: /SOC 2 Type II: Payments/ }).first().check();
  await page.getByLabel("First day").fill("2025-10-01");
  await page.getByLabel("Last day").fill("2026-09-30");
  await expectClean(page);
  await page.getByRole("button", { name: "Review the packet" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Review the packet" })).toBeVisible();
  await expect(page.getByRole("row", { name: /C5 Type 2: Cloud Platform/ })).toContainText("365 of 365");
  await expectClean(page);
  await page.getByRole("checkbox", { name: /I accept the terms above/ }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download the packet" }).click()]);
  const file = info.outputPath("packet.zip");
  await download.saveAs(file);

  const folder = info.outputPath("packet");
  const names = await unpack(file, folder);
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8")));
  expect(names.sort()).toEqual([...manifest.files.map((one) => one.path), "README.txt", "SHA256SUMS", "manifest.json"].sort());
  const sums = await readFile(path.join(folder, "SHA256SUMS"), "utf8");
  for (const one of manifest.files) {
    expect(sha256(await readFile(path.join(folder, one.path))), one.path).toBe(one.sha256);
    expect(sums).toContain(`${one.sha256}  ${one.path}\n`);
  }
  const copies = manifest.files.filter(({ what }) => what === "report");
  expect(copies).toHaveLength(2);
  for (const { path: copy, downloadId = "" } of copies) {
    expect(await pagesWithout(path.join(folder, copy), [eleni.email, downloadId]), copy).toEqual([]);
    const receipt = manifest.files.find(({ about }) => about === `download/${downloadId}`)?.path ?? "";
    // The outsider's tool, which knows nothing of the portal.
    const { stdout } = await promisify(execFile)(process.execPath, ["scripts/verify/muniment-verify.mjs", "receipt", path.join(folder, receipt), "--pdf", path.join(folder, copy)]);
    expect(stdout).toContain("reports:CompleteDownload");
  }
  const agreements = manifest.files.filter(({ what }) => what === "agreement");
  expect(agreements.length).toBeGreaterThan(0);
  expect(manifest.files.filter(({ what }) => what === "receipt")).toHaveLength(copies.length + agreements.length);
});

test("a packet with nothing in it, or with a period that ends before it begins, is refused with what to do, and the choice stays", async ({ page }) => {
  await signInAs(page, await person("jonas-weber"));
  await page.goto("/packet?from=2026-05-01&to=2026-01-01");
  await page.getByRole("checkbox").and(page.locator(":enabled")).first().check();
  await page.getByRole("button", { name: "Review the packet" }).click();
  await expect(page.getByText("Choose a day on or after the first.")).toBeVisible();
  await expect(page.getByLabel("First day")).toHaveValue("2026-05-01");
  await expect(page.getByRole("checkbox", { checked: true })).not.toHaveCount(0);
  await page.goto("/packet/review?from=2026-01-01&to=2026-05-01");
  await expect(page.getByText("Nothing was chosen.")).toBeVisible();
});

import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures";
import { person, signInAs } from "./people";

async function acceptFirst(page: import("@playwright/test").Page): Promise<void> {
  await page.goto("/reports?program=c5");
  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  await page.getByRole("checkbox", { name: /I have read the terms/ }).check();
  await page.getByRole("button", { name: "Accept and get your copy" }).click();
  await expect(page.getByText("Your copy is ready")).toBeVisible();
}

test("a copy is read in the browser, page by page, with search, zoom and keyboard", async ({ page }) => {
  await signInAs(page, await person("amara-osei"));
  await acceptFirst(page);
  await page.getByRole("link", { name: "Read in the browser" }).click();
  const reader = page.getByRole("region", { name: /^Page 1 of/ });
  await expect(reader).toBeVisible({ timeout: 30_000 });
  await expect(page.locator(".textLayer")).toContainText("Downloaded by Amara Osei");
  await reader.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("region", { name: /^Page 2 of/ })).toBeVisible();
  const width = (await page.locator(".reader-stage canvas").boundingBox())?.width ?? 0;
  await page.getByRole("button", { name: "Larger" }).click();
  await expect.poll(async () => (await page.locator(".reader-stage canvas").boundingBox())?.width ?? 0).toBeGreaterThan(width * 1.2);
  await page.getByRole("searchbox").fill("control");
  await expect(page.locator(".reader-hits")).toHaveText(/\d+ on \d+ pages?/);
  await page.reload();
  await expect(page.getByRole("region", { name: /^Page 1 of/ }), "the same copy again, while its ticket is valid").toBeVisible({ timeout: 30_000 });
});

test("a download that was cut off goes on, and staff find whose copy it is", async ({ page, browser }, info) => {
  await signInAs(page, await person("amara-osei"));
  await acceptFirst(page);
  const form = page.locator('form[action="/api/reports/GetReport"]');
  const field = (name: string) => form.locator(`input[name="${name}"]`).inputValue();
  const [csrf, reportId, version, ticket] = [await field("csrf"), await field("reportId"), await field("version"), await field("ticket")];
  const ask = (headers: Record<string, string>) =>
    page.request.post("/api/reports/GetReport", { data: { reportId, version: Number(version), ticket }, headers: { "X-CSRF-Token": csrf, Origin: new URL(page.url()).origin, ...headers } });
  const first = await ask({ Range: "bytes=0-9999" });
  expect(first.status()).toBe(206);
  const etag = first.headers()["etag"] ?? "";
  const rest = await ask({ Range: "bytes=10000-", "If-Range": etag });
  expect(rest.status()).toBe(206);
  expect(rest.headers()["etag"]).toBe(etag);
  const copy = Buffer.concat([await first.body(), await rest.body()]);
  expect(rest.headers()["content-range"]).toBe(`bytes 10000-${copy.length - 1}/${copy.length}`);
  expect((await ask({ Range: `bytes=${copy.length + 5}-` })).status()).toBe(416);
  expect((await ask({})).status(), "whole again").toBe(403);
  const file = info.outputPath("found.pdf");
  await (await import("node:fs/promises")).writeFile(file, copy);

  const other = await browser.newContext({ baseURL: process.env["PORTAL_URL"] ?? "" });
  const staff = await other.newPage();
  await signInAs(staff, await person("daniel-okafor"));
  await staff.goto("/trace");
  await staff.getByLabel("PDF or picture").setInputFiles(file);
  await staff.getByRole("button", { name: "Trace the file" }).click();
  await expect(staff.getByRole("heading", { name: "One download was found" })).toBeVisible({ timeout: 60_000 });
  await expect(staff.getByText("The file is, byte for byte, what was served.")).toBeVisible();
  await expect(staff.getByRole("heading", { name: "Amara Osei" })).toBeVisible();
  expect((await readFile(file)).length).toBe(copy.length);
  await other.close();
});

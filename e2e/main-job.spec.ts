import { expect, test } from "./fixtures";
import { pageTexts, pagesWithout } from "./pdf-text";
import { person, signInAs } from "./people";

test("an auditor signs in with MFA, finds a report, accepts its terms, gets a copy marked on every page, and sees it in the trail", async ({ page }, info) => {
  const amara = await person("amara-osei");
  await signInAs(page, amara);

  await page.getByRole("checkbox", { name: /^EMEA/ }).check();
  await expect(page).toHaveURL(/region=emea/);
  await page.getByRole("checkbox", { name: /^C5/ }).check();
  await expect(page).toHaveURL(/program=c5/);
  const rows = page.locator("table.reports tbody tr");
  await expect(rows.first()).toContainText("c5");
  await rows.first().getByRole("link").first().click();

  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: /Text of the terms/ })).toContainText("Your personal copy");
  await page.getByRole("checkbox", { name: /I have read the terms/ }).check();
  await page.getByRole("button", { name: "Accept and get your copy" }).click();
  await expect(page.getByText("Your copy is ready")).toBeVisible();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PDF" }).click()]);
  const file = info.outputPath("copy.pdf");
  await download.saveAs(file);
  expect(download.suggestedFilename()).toMatch(/-[0-9A-Z]{14}\.pdf$/);
  const downloadId = /-([0-9A-Z]{14})\.pdf$/.exec(download.suggestedFilename())?.[1] ?? "";
  const pages = await pageTexts(file);
  expect(pages.length).toBeGreaterThan(1);
  const stamp = /\d{4}-\d{2}-\d{2}\d{2}:\d{2}:\d{2}UTC/.exec(pages[0] ?? "")?.[0];
  expect(stamp, "the time is on the page").toBeDefined();
  expect(await pagesWithout(file, [amara.name, amara.email, "Meridian Bank", stamp ?? "no time", downloadId])).toEqual([]);

  await page.getByRole("link", { name: "Audit trail" }).click();
  const event = page.locator("tbody tr", { hasText: "reports:GetReport" }).filter({ hasText: downloadId });
  await expect(event).toContainText("Success");
  await event.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("reports:GetReport");
  await expect(page.getByText(downloadId).first()).toBeVisible();
  await expect(page.getByRole("table").getByText("reports:CompleteDownload")).toBeVisible();
});

test("a ticket is good for one download; the next copy needs the terms again", async ({ page }) => {
  const mei = await person("mei-lin-tan");
  await signInAs(page, mei);
  await page.goto("/reports?program=soc2");
  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  const tick = page.getByRole("checkbox", { name: /I have read/ });
  await tick.check();
  await page.getByRole("button", { name: "Accept and get your copy" }).click();
  const button = page.getByRole("button", { name: "Download PDF" });
  await Promise.all([page.waitForEvent("download"), button.click()]);
  await page.reload();
  await expect(button).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Accept and get your copy" }), "another copy needs another acceptance").toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole job works as well", async ({ page }, info) => {
    const jonas = await person("jonas-weber");
    await signInAs(page, jonas);
    await page.getByRole("searchbox", { name: "Search reports" }).fill("ISO 27001");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/q=ISO/);
    await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
    const tick = page.getByRole("checkbox", { name: /I have read/ });
    if ((await tick.count()) > 0) await tick.check();
    await page.getByRole("button", { name: /get your copy/i }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PDF" }).click()]);
    const file = info.outputPath("copy.pdf");
    await download.saveAs(file);
    expect(await pagesWithout(file, [jonas.name, jonas.email])).toEqual([]);
  });
});

for (const [slug, script] of [["misaki-sato", "Japanese"], ["layla-alhusseini", "Arabic"]] as const) {
  test(`a name in ${script} script stands on every page`, async ({ page }, info) => {
    const who = await person(slug);
    await signInAs(page, who);
    await page.goto("/reports?program=soc3");
    await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
    const tick = page.getByRole("checkbox", { name: /I have read/ });
    if ((await tick.count()) > 0) await tick.check();
    await page.getByRole("button", { name: /get your copy/i }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PDF" }).click()]);
    const file = info.outputPath("copy.pdf");
    await download.saveAs(file);
    expect(await pagesWithout(file, [...who.name.split(" "), who.email])).toEqual([]);
  });
}

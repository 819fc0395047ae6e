import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { pageTexts } from "./pdf-text";
import { person, signInAs, type DemoPerson } from "./people";

async function accept(page: Page, who: DemoPerson, button: string): Promise<void> {
  await expect(page.getByRole("button", { name: button })).toBeVisible();
  const boxes = page.getByRole("group", { name: "Tick every statement" }).getByRole("checkbox");
  expect(await boxes.count()).toBeGreaterThan(3);
  for (const box of await boxes.all()) {
    await expect(box, "no box is ticked before").not.toBeChecked();
    await box.check();
  }
  await page.getByLabel("Your title").fill("Responsible");
  await page.getByLabel("Your name, typed as a signature").fill(who.name);
  await page.getByRole("button", { name: button }).click();
}

const state = (page: Page, label: string) => page.getByRole("region", { name: "How it stands" }).getByRole("listitem").filter({ hasText: label });

test("a report that requires an agreement says which, leads to it, and gives no ticket without it", async ({ page }) => {
  const misaki = await person("misaki-sato");
  await signInAs(page, misaki);
  await page.goto("/reports?program=soc2&q=health");
  const row = page.locator("table.reports tbody tr", { hasText: "needs" }).first();
  await expect(row).toContainText("Business associate agreement");
  await row.getByRole("link").first().click();
  await expect(page.getByText("An agreement comes first")).toBeVisible();
  await expect(page.getByRole("button", { name: /get your copy/i })).toHaveCount(0);
  await page.getByRole("link", { name: "Go to: Business associate agreement" }).click();
  await expect(page).toHaveURL(/\/agreements\/baa/);
  await page.goto("/reports?program=soc2&q=platform");
  await expect(page.locator("table.reports tbody tr", { hasText: "under Non-disclosure agreement" }).first()).toBeVisible();
});

test("an admin accepts a BAA for an account, another for the organization; a member account sees that it is covered", async ({ browser, page }, info) => {
  test.setTimeout(120_000);
  const henrik = await person("henrik-vogel");
  await signInAs(page, henrik);
  await page.getByRole("link", { name: "Agreements" }).first().click();
  await page.getByRole("link", { name: "Business associate agreement" }).click();
  await expect(page.getByText("45 CFR 164.410")).toBeVisible();
  await expect(state(page, "Account")).toContainText("Not accepted");

  const [text] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PDF" }).click()]);
  const before = info.outputPath("text.pdf");
  await text.saveAs(before);
  expect((await pageTexts(before)).join("")).toContain("Safeguards");

  await accept(page, henrik, "Accept for the account");
  await expect(page.getByText(/Revision 2 was accepted for the account/)).toBeVisible();
  await expect(state(page, "Account")).toContainText("In force");

  const [certificate] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Certificate" }).first().click()]);
  const file = info.outputPath("certificate.pdf");
  await certificate.saveAs(file);
  const pages = await pageTexts(file);
  expect(pages.length).toBeGreaterThan((await pageTexts(before)).length);
  for (const part of ["Certificateofacceptance", henrik.email, "Responsible", "482913561183"]) expect(pages.join("").replace(/\s/g, "")).toContain(part);

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const second = await other.newPage();
  const isabel = await person("isabel-duarte");
  await signInAs(second, isabel);
  await second.goto("/agreements/coverage?gaps=1&slug=baa");
  await expect(second.getByRole("row", { name: /Meridian Cards Production/ })).toContainText("Not covered");
  await expect(second.getByRole("row", { name: /Meridian Consumer Production/ })).toHaveCount(0);
  await second.goto("/agreements/baa?for=ORGANIZATION");
  await accept(second, isabel, "Accept for the organization");
  await expect(second.getByText(/accepted for the organization and all its accounts/)).toBeVisible();
  await second.goto("/agreements/coverage?slug=baa");
  await expect(second.getByRole("row", { name: /Meridian Cards Production/ })).toContainText("Organization");
  await expect(second.getByRole("row", { name: /Meridian Consumer Production/ })).toContainText("Own");
  await other.close();

  await page.goto("/agreements/baa");
  await expect(state(page, "Meridian Bank"), "the member account sees that its organization covers it").toContainText("In force");
  await page.getByText("End it for Meridian Consumer Production", { exact: true }).click();
  await expect(page.getByText("No account loses its cover")).toBeVisible();
});

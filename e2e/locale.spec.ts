import type { Page } from "@playwright/test";
import { faultsOf } from "./faults";
import { expect, test } from "./fixtures";
import { claimCode, person } from "./people";

const catalogue = "/reports?program=soc2";
const language = (page: Page) => page.locator("html");

test("who chooses a language before signing in reads the portal in it, changes it in the menu, and stays on the page each time", async ({ page }) => {
  const who = await person("jonas-weber");
  await page.goto(catalogue);
  await expect(page).toHaveURL(/\/sign-in\?return=/);
  await page.getByRole("button", { name: /^Deutsch/ }).click();
  await expect(language(page)).toHaveAttribute("lang", "de");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anmelden");
  expect(await faultsOf(page)).toEqual([]);

  await page.getByLabel("E-Mail-Adresse").fill(who.email);
  await page.getByLabel("Passwort").fill("not the right words");
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await expect(page.getByText("E-Mail-Adresse oder Passwort stimmt nicht.")).toBeVisible();
  await page.getByLabel("E-Mail-Adresse").fill(who.email);
  await page.getByLabel("Passwort").fill(who.password);
  await page.getByRole("button", { name: "Weiter", exact: true }).click();
  await page.getByLabel("Code aus Ihrer Authenticator-App").fill(await claimCode(who));
  await page.getByRole("button", { name: "Anmelden", exact: true }).click();

  await expect(page, "what was asked for before").toHaveURL(/\/reports\?program=soc2$/);
  await expect(language(page)).toHaveAttribute("lang", "de");
  await expect(page.getByRole("link", { name: "Berichte", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.locator("table.reports tbody")).toContainText(/\d{2}\.\d{2}\.20\d{2}/);
  await expect(page.locator("table.reports tbody")).not.toContainText(/20\d{2}-\d{2}-\d{2}/);
  expect(await faultsOf(page)).toEqual([]);

  await page.locator(".person-menu summary").click();
  await page.getByRole("button", { name: /^English 20/ }).click();
  await expect(page).toHaveURL(/\/reports\?program=soc2$/);
  await expect(language(page)).toHaveAttribute("lang", "en");
  await expect(page.getByRole("link", { name: "Reports", exact: true })).toBeVisible();
  await expect(page.locator("table.reports tbody")).toContainText(/20\d{2}-\d{2}-\d{2}/);
});

test("a browser that asks for a language gets it without choosing; one that asks for others gets English", async ({ browser, baseURL }) => {
  for (const [locale, lang, heading] of [["de-AT", "de", "Anmelden"], ["fr-FR", "en", "Sign in"], ["en-US", "en-US", "Sign in"]] as const) {
    const context = await browser.newContext({ locale, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    await page.goto("/sign-in");
    await expect(language(page)).toHaveAttribute("lang", lang);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await context.close();
  }
});

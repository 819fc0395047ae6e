import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { claimCode, person, signInAs } from "./people";

const password = "plain words in a row 7";

async function secretOn(page: Page): Promise<string> {
  const text = await page.locator("code").filter({ hasText: /^[A-Z2-7 ]{32,}$/ }).first().textContent();
  return (text ?? "").replace(/\s/g, "");
}

test("an admin invites; the invited person chooses a password, must enrol, keeps recovery codes, and signs in with one of them", async ({ page, browser }) => {
  await signInAs(page, await person("thomas-brandt"));
  await page.getByRole("link", { name: "Organization" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Zoë Ångström");
  await page.getByLabel("E-mail address").fill("zoe.angstrom@meridian.example");
  await page.locator("#group").selectOption({ label: "Auditor" });
  await page.getByRole("button", { name: "Make the invitation" }).click();
  await expect(page).toHaveURL(/organization\/invitation/);
  const link = /http:\/\/\S+\/invitation\/[A-Za-z0-9_-]{43}/.exec((await page.locator("main").textContent()) ?? "")?.[0] ?? "";
  expect(link).not.toBe("");

  const fresh = await browser.newContext();
  const invited = await fresh.newPage();
  await invited.goto(link);
  await expect(invited.getByLabel("E-mail address")).toHaveValue("zoe.angstrom@meridian.example");
  await invited.locator("[name=password]").fill("short");
  await invited.getByRole("button", { name: /Continue/ }).click();
  const tooShort = invited.getByText(/at least 15 characters/i).first();
  await expect(tooShort).toBeVisible();
  await invited.locator("[name=password]").fill(password);
  await invited.getByRole("button", { name: /Continue/ }).click();

  await expect(invited).toHaveURL(/enrollment/);
  await invited.goto("/reports");
  await expect(invited, "nothing but enrolment is within reach").toHaveURL(/enrollment/);
  const secret = await secretOn(invited);
  await invited.locator("[name=code]").fill("000000");
  await invited.getByRole("button", { name: "Finish" }).click();
  await expect(invited.getByText(/code was not accepted/)).toBeVisible();
  expect(await secretOn(invited), "a wrong code changes nothing").toBe(secret);
  await invited.locator("[name=code]").fill(await claimCode({ secret }));
  await invited.getByRole("button", { name: "Finish" }).click();

  await expect(invited).toHaveURL(/recovery-codes/);
  const codes = ((await invited.locator("main").textContent()) ?? "").match(/(?:[0-9A-Z]{5}-){5}[0-9A-Z]/g) ?? [];
  expect(new Set(codes).size).toBe(10);
  await invited.getByRole("checkbox").check();
  await invited.getByRole("button", { name: "Continue" }).click();
  await expect(invited).toHaveURL(/^[^?]*\/reports/);
  await invited.goto("/recovery-codes");
  await expect(invited, "codes are shown once").toHaveURL(/^[^?]*\/reports/);

  await invited.goto(link);
  await expect(invited.getByRole("heading", { level: 1 }), "the link works once").toHaveText("This did not work");
  await invited.goto("/reports");
  await invited.locator(".person-menu summary").click();
  await invited.getByRole("button", { name: "Sign out" }).click();
  await expect(invited).toHaveURL(/signed-out/);

  await invited.goto("/sign-in");
  await invited.getByLabel("E-mail address").fill("zoe.angstrom@meridian.example");
  await invited.getByLabel("Password").fill(password);
  await invited.getByRole("button", { name: "Continue" }).click();
  await invited.getByRole("link", { name: "Use a recovery code" }).click();
  await invited.locator("[name=recoveryCode]").fill((codes[0] ?? "").toLowerCase());
  await invited.getByRole("button", { name: "Sign in" }).click();
  await expect(invited).toHaveURL(/security/);
  await expect(invited.getByText("9 codes left")).toBeVisible();
  await fresh.close();
});

test("a code is refused when it is used again, and the next one is taken", async ({ page }) => {
  const sofia = await person("sofia-marchetti");
  const code = await claimCode(sofia);
  await signInAs(page, sofia, code);
  await page.locator(".person-menu summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(sofia.email);
  await page.getByLabel("Password").fill(sofia.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Code from your authenticator app").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/code was not accepted/)).toBeVisible();
  await page.getByLabel("Code from your authenticator app").fill(await claimCode(sofia));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/^[^?]*\/reports/);
});

test("a session that is ended elsewhere is dead with its next request", async ({ page, browser }) => {
  // Nobody whom a test beside this one is: all their sessions end here.
  const thomas = await person("thomas-brandt");
  await signInAs(page, thomas);
  const other = await browser.newContext();
  const second = await other.newPage();
  await signInAs(second, thomas);
  await second.goto("/security");
  await second.getByRole("button", { name: /End the other session|End all/ }).click();
  await expect(second.getByText(/session.* ended/i).first()).toBeVisible();
  await page.goto("/reports");
  await expect(page).toHaveURL(/sign-in/);
  await other.close();
});

test("who may only look is told so and whom to ask, and a wrong address tells nothing", async ({ page, allowConsole }) => {
  allowConsole(/status of 404/);
  await signInAs(page, await person("priya-raman"));
  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /get your copy/i })).toHaveCount(0);
  await expect(page.locator("aside").getByText(/Ask |These people can let you/).first()).toBeVisible();
  const response = await page.goto("/reports/report-AAAAAAAAAAAAAAAA");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("wrong passwords and unknown people get the same answer", async ({ page }) => {
  for (const email of ["amara.osei@meridian.example", "nobody@meridian.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not the right words at all");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("E-mail address or password is not right.")).toBeVisible();
  }
});

import { letFactorAge } from "./aging";
import { expect, test } from "./fixtures";
import { claimCode, listening, person, signInAs } from "./people";

test("what was typed survives the fresh code that a form waits for: it comes back beside the sentence that nothing was done yet, and is sent once", async ({ page }) => {
  test.setTimeout(180_000);
  const staff = await person("mei-lin-tan");
  await signInAs(page, staff);
  await page.goto("/publishing");
  await page.locator('a[href^="/publishing/report-"]').first().click();
  await page.getByRole("link", { name: "Change", exact: true }).first().click();
  await expect(page).toHaveURL(/\/edit$/);
  const series = page.url();
  await listening(page);
  const description = page.getByLabel("Description");
  const before = await description.inputValue();
  const after = `${before} Read twice.`;
  await description.fill(after);
  const owner = page.getByLabel("Owner");
  const owned = await owner.inputValue();
  expect(owned).not.toBe("");
  await owner.selectOption("");
  await letFactorAge(staff.email);
  await page.getByRole("button", { name: /^Save/ }).click();

  await expect(page).toHaveURL(/\/step-up\?return=/);
  const code = page.getByLabel("Code from your authenticator app");
  await code.fill(await claimCode(staff));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/edit\?flash=/);
  const notice = page.getByRole("status").filter({ hasText: "is not done yet" });
  await expect(notice).toBeFocused();
  await expect(description).toHaveValue(after);
  await expect(owner, "what was emptied is empty, whatever is stored").toHaveValue("");
  await owner.selectOption(owned);

  // Whoever opens the page afresh sees what is stored, not what nobody has sent.
  const another = await page.context().newPage();
  await another.goto(series);
  await expect(another.getByLabel("Description")).toHaveValue(before);
  await another.close();

  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page).not.toHaveURL(/\/edit/);
  await page.goto(series);
  await expect(description).toHaveValue(after);
});

test("what was typed before the page's scripts began to work stays", async ({ page }) => {
  const staff = await person("freya-lindqvist");
  await signInAs(page, staff);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/publishing", { waitUntil: "commit" });
  await page.locator('a[href^="/publishing/report-"]').first().click({ noWaitAfter: true });
  await page.getByRole("link", { name: "Change", exact: true }).first().click({ noWaitAfter: true });
  const description = page.getByLabel("Description");
  const before = await description.inputValue();
  await description.press("Control+End");
  await description.pressSequentially(" Typed at once.");
  release();
  await listening(page);
  await description.pressSequentially(" And after.");
  await expect(description).toHaveValue(`${before} Typed at once. And after.`);
});

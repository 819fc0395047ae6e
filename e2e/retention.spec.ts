import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { person, signInAs } from "./people";

test("the operator decides how long the trail is kept, and holds what a dispute needs", async ({ page, allowConsole }) => {
  test.setTimeout(120_000);
  allowConsole(/status of 4\d\d/);
  const holds = page.getByRole("region", { name: "Legal holds" });
  await signInAs(page, await person("freya-lindqvist"));
  await page.goto("/trail");
  await page.getByRole("link", { name: "Retention" }).click();
  await expect(page).toHaveURL(/\/trail\/retention$/);
  await expect(page.getByRole("row", { name: /Downloads and acceptances/ })).toContainText("10 years");
  await expect(holds).toContainText("Helios Health");

  await page.getByLabel("Class", { exact: true }).selectOption("evidence");
  await page.getByLabel("Kept", { exact: true }).selectOption("365");
  await page.locator("#why-time").fill("As short as can be");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(page.getByRole("region", { name: "Change a time" })).toContainText("Choose 2190 days or more.");

  await page.getByText("Place a hold").click();
  await page.getByLabel("On", { exact: true }).selectOption("PERSON");
  await page.getByLabel("Which").fill("nobody@example.com");
  await page.locator("#why-hold").fill("Case 21");
  await page.getByRole("button", { name: "Place the hold" }).click();
  await expect(holds).toContainText("Name a person by their e-mail address or their id.");
  await page.getByLabel("On", { exact: true }).selectOption("PERSON");
  await page.getByLabel("Which").fill("omar.haddad@helios.example");
  await page.locator("#why-hold").fill("Case 21");
  await page.getByRole("button", { name: "Place the hold" }).click();
  const held = holds.getByRole("listitem").filter({ hasText: "Case 21" });
  await expect(held).toContainText("Omar Haddad");
  await expect(held).toContainText("Freya Lindqvist");

  await expectClean(page);

  await held.getByText("End", { exact: true }).click();
  await held.getByLabel("Why it ends").fill("Settled");
  await held.getByRole("button", { name: "End the hold" }).click();
  await page.getByText("Ended (1)").click();
  await expect(held).toContainText("Settled");
});

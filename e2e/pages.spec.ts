import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { listening, person, signInAs } from "./people";

const views = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "narrow and dark", viewport: { width: 360, height: 740 }, colorScheme: "dark" },
] as const;
const players = ["omar-haddad", "freya-lindqvist"] as const;

for (const [index, { name, viewport, colorScheme }] of views.entries()) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme });

    test("no page has a serious fault of accessibility, nor is wider than the window", async ({ page, allowConsole }) => {
      test.setTimeout(300_000);
      allowConsole(/status of 404/);
      const check = async (address: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => `${address}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${address} is not wider than the window`).toBeLessThanOrEqual(viewport.width);
        await expect(page.locator("h1"), `${address} has one heading`).toHaveCount(1);
      };
      await page.goto("/sign-in");
      await check("/sign-in");
      const who = await person(players[index] ?? "");
      await signInAs(page, who);
      const report = await page.locator("table.reports tbody tr").first().getByRole("link").first().getAttribute("href");
      const addresses = ["/reports", "/reports?region=emea&covers=2026-06-30&earlier=1", "/reports?q=nothinglikethis", report ?? "", "/agreements", "/agreements/baa", "/agreements/nda", "/agreements/coverage", "/trail", "/organization", "/security", "/step-up?return=/security", "/nowhere", "/signed-out"];
      if (who.slug === "freya-lindqvist") addresses.push("/trail/retention");
      for (const address of addresses) {
        await page.goto(address);
        await check(address);
      }
      await page.goto("/trail");
      await page.locator("tbody tr").first().getByRole("link").first().click();
      await expect(page).toHaveURL(/trail\/[0-9a-f-]{36}/);
      await check("an event");
    });
  });
}

test("the catalogue is found and opened by keyboard alone", async ({ page }) => {
  await signInAs(page, await person("daniel-okafor"));
  await listening(page);
  await page.keyboard.press("/");
  await page.keyboard.type("C5");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=C5/);
  await page.locator("table.reports tbody tr").first().getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports\/report-/);
});

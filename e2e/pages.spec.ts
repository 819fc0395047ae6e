import { brotliCompressSync } from "node:zlib";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { listening, person, signInAs } from "./people";

const views = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "narrow and dark", viewport: { width: 360, height: 740 }, colorScheme: "dark" },
] as const;
const players = ["isabel-duarte", "freya-lindqvist"] as const;

for (const [index, { name, viewport, colorScheme }] of views.entries()) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme });

    test("no page has a fault of accessibility, nor is wider than the window", async ({ page, allowConsole }) => {
      test.setTimeout(420_000);
      allowConsole(/status of 404/);
      await page.goto("/sign-in");
      await expectClean(page);
      const who = await person(players[index] ?? "");
      await signInAs(page, who);
      const report = await page.locator("table.reports tbody tr").first().getByRole("link").first().getAttribute("href");
      const addresses = ["/reports", "/reports?region=emea&covers=2026-06-30&earlier=1", "/reports?q=nothinglikethis", report ?? "", "/agreements", "/agreements/baa", "/agreements/nda", "/agreements/coverage", "/trail", "/organization", "/security", "/step-up?return=/security", "/nowhere", "/signed-out"];
      addresses.push("/roles", "/requests", "/verify", "/trail/activity", "/organization/review", "/security/access-key");
      if (who.slug === "freya-lindqvist") {
        await page.goto("/publishing");
        const series = await page.locator('a[href^="/publishing/report-"]').first().getAttribute("href");
        addresses.push("/trail/retention", "/trace", "/center/resources/new", `${series ?? ""}/edit`, "/publishing/import");
      }
      // Not there, or not for whom it is asked: what stands in its place is looked at as well.
      const refused = new Map([["/nowhere", 404]]);
      for (const address of addresses) {
        const answer = await page.goto(address);
        expect(answer?.status(), address).toBe(refused.get(address) ?? 200);
        await expectClean(page);
      }
      await page.goto("/trail");
      await page.locator("tbody tr").first().getByRole("link").first().click();
      await expect(page).toHaveURL(/trail\/[0-9a-f-]{36}/);
      await expectClean(page);
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

test("the catalogue loads less than 130 kB of scripts, and nothing in it moves once it is shown", async ({ page, request }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => ("value" in entry ? Number(entry.value) : 0)))).observe({ type: "layout-shift", buffered: true });
  });
  await signInAs(page, await person("daniel-okafor"));
  await page.goto("/reports", { waitUntil: "networkidle" });
  const scripts = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).pathname.endsWith(".js")));
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = await Promise.all(
    [...new Set(scripts)].map(async (address) => {
      const body = await (await request.get(address, { headers: { "Accept-Encoding": "identity" } })).body();
      return brotliCompressSync(body).length;
    }),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(130_000);
  expect(await page.evaluate(() => ("shifts" in window ? window.shifts : null))).toEqual([]);
});

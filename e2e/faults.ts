import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Every fault of accessibility that axe finds on the page, each with its rule and elements.
 * Only faults are worked out in full, and in the page itself: there are no foreign frames, and another page for putting results together takes as long as the look.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"], runOnly: { type: "tag", values: standards } }).setLegacyMode(true).analyze();
  return violations.map(({ id, nodes }) => `${new URL(page.url()).pathname}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Nothing for axe to find, nothing wider than the window, and one heading of the page. */
export async function expectClean(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} is not wider than ${width}`).toBeLessThanOrEqual(width);
  await expect(page.locator("h1"), `${page.url()} has one heading`).toHaveCount(1);
}

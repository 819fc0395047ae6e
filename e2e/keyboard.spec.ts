import type { ElementHandle, JSHandle, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { claimCode, listening, person } from "./people";

/** How many stops a person may have to make on the way: after the navigation is skipped, a page has its content close by. */
const mostStops = 70;

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

/** All that could mark an element: of itself, of what it stands in, and of what is drawn for a box that is hidden. */
const looksOf = (handle: JSHandle<HTMLElement>): Promise<string | null> =>
  handle.evaluate((element) => {
    if (!element.isConnected) return null;
    // A ring that fades in or out is judged by where it ends.
    if (document.adoptedStyleSheets.length === 0) {
      const still = new CSSStyleSheet();
      still.replaceSync("*, *::before, *::after { transition: none !important; }");
      document.adoptedStyleSheets.push(still);
    }
    const stands = element.matches("input[type=checkbox], input[type=radio]") ? element.nextElementSibling : null;
    return [element, element.parentElement, stands]
      .filter((one) => one !== null)
      .map((one) => {
        const style = getComputedStyle(one);
        const outline = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0 ? `${style.outlineWidth} ${style.outlineColor}` : "";
        return [outline, style.boxShadow, style.borderColor].join(";");
      })
      .join("|");
  });

/** What has the focus, when that is in the window: a person must see where they are. */
async function stopOf(page: Page): Promise<{ element: JSHandle<HTMLElement>; looks: string | null; what: string } | null> {
  const handle = await page.evaluateHandle(() => document.activeElement);
  // Past the last stop it is the browser's own turn, and then the page begins again.
  const what = await handle.evaluate((element) => {
    // The content, to which one skips, and the answer to a form, which has the focus to be read out, are no stops: they do nothing.
    if (!(element instanceof HTMLElement) || element === document.body || element.tabIndex < 0) return null;
    const { top, bottom, width, height } = element.getBoundingClientRect();
    const name = `${element.tagName} ${element.textContent.trim().slice(0, 40) || (element.getAttribute("name") ?? "")}`;
    return { name, seen: width * height === 0 || (bottom >= 0 && top <= window.innerHeight) };
  });
  if (!what) return null;
  expect(what.seen, `${what.name} has the focus outside of the window`).toBe(true);
  const element = handle as JSHandle<HTMLElement>;
  return { element, looks: await looksOf(element), what: what.name };
}

/** Goes on with Tab until `target` has the focus; every stop on the way has to look otherwise than it does when it is left, and the target otherwise than before. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  let left = await stopOf(page);
  const aim = (await target.elementHandle()) as ElementHandle<HTMLElement> | null;
  const before = aim && !(await hasFocus(target)) ? await looksOf(aim) : null;
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await hasFocus(target)) {
      if (aim && before !== null && (await looksOf(aim)) === before) throw new Error(`nothing shows that ${String(target)} has the focus`);
      return;
    }
    await page.keyboard.press("Tab");
    const reached = await stopOf(page);
    // A date has several stops in itself, and the browser shows which.
    const inside = left && reached && (await left.element.evaluate((element, other) => element === other, reached.element));
    if (left && !inside && (await looksOf(left.element)) === left.looks) throw new Error(`nothing shows that ${left.what} has the focus`);
    left = reached;
  }
  throw new Error(`${String(target)} is not reached in ${mostStops} stops`);
}

async function press(page: Page, target: Locator, key: "Enter" | "Space"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Past the navigation, as the first stop of every page offers. */
async function skip(page: Page): Promise<void> {
  await listening(page);
  await press(page, page.getByRole("link", { name: "Skip to content" }), "Enter");
}

test("by keyboard alone an admin signs in, takes a copy, finds it in the trail, accepts an agreement and ends it; the focus is seen at every stop", async ({ page }, info) => {
  test.setTimeout(180_000);
  const isabel = await person("isabel-duarte");
  await page.goto("/sign-in");
  await type(page, page.getByLabel("E-mail address"), isabel.email);
  await type(page, page.getByLabel("Password"), isabel.password);
  await page.keyboard.press("Enter");
  const code = page.getByLabel("Code from your authenticator app");
  await expect(code, "the one field of the page has the focus by itself").toBeFocused();
  await page.keyboard.type(await claimCode(isabel));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports/);

  await listening(page);
  await page.keyboard.press("/");
  await page.keyboard.type("PCI DSS");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=PCI/);
  await press(page, page.locator("table.reports tbody tr").first().getByRole("link").first(), "Enter");
  await expect(page).toHaveURL(/\/reports\/report-/);
  await skip(page);
  await press(page, page.getByRole("checkbox", { name: /I have read the terms/ }), "Space");
  await press(page, page.getByRole("button", { name: "Accept and get your copy" }), "Enter");
  await expect(page.getByText("Your copy is ready")).toBeVisible();
  const [copy] = await Promise.all([page.waitForEvent("download"), press(page, page.getByRole("button", { name: "Download PDF" }), "Enter")]);
  await copy.saveAs(info.outputPath("copy.pdf"));

  await press(page, page.getByRole("link", { name: "Audit trail" }), "Enter");
  await expect(page).toHaveURL(/\/trail/);
  await skip(page);
  await press(page, page.locator("tbody tr", { hasText: "reports:GetReport" }).first().getByRole("link").first(), "Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("reports:GetReport");

  await press(page, page.getByRole("link", { name: "Agreements" }).first(), "Enter");
  await expect(page).toHaveURL(/\/agreements$/);
  await skip(page);
  await press(page, page.getByRole("link", { name: "Business associate agreement" }), "Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Business associate agreement");
  // Whether the organization can be bound as well, and there is a choice, depends on what others accept meanwhile.
  await page.goto("/agreements/baa?for=ACCOUNT");
  await expect(page.getByRole("button", { name: "Accept for the account" })).toBeVisible();
  for (const box of await page.getByRole("group", { name: "Tick every statement" }).getByRole("checkbox").all()) await press(page, box, "Space");
  await type(page, page.getByLabel("Your title"), "Responsible");
  await type(page, page.getByLabel("Your name, typed as a signature"), isabel.name);
  await press(page, page.getByRole("button", { name: "Accept for the account" }), "Enter");
  await expect(page.getByText(/Revision 2 was accepted for the account/)).toBeVisible();
  await skip(page);
  const held = page.getByRole("group").filter({ hasText: "End it for Meridian Group" });
  await press(page, held.locator("summary"), "Enter");
  await press(page, held.getByRole("checkbox", { name: /how this agreement ends/ }), "Space");
  await type(page, held.getByLabel(/Type the agreement/), "Business associate agreement");
  await press(page, held.getByRole("button", { name: "End the agreement" }), "Enter");
  await expect(page.getByText(/has ended|was ended|ends on/).first()).toBeVisible();
});

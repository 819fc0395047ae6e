import type { Page } from "@playwright/test";
import { expectClean, faultsOf } from "./faults";
import { expect, test } from "./fixtures";
import { pageTexts, popplerTexts } from "./pdf-text";
import { listening, person, signInAs } from "./people";

/** On a narrow window and a wide one. */
async function check(page: Page): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectClean(page);
  }
}

/** Answers with the options given, one per question, or with the first of each. */
async function answer(page: Page, chosen?: readonly string[]): Promise<void> {
  const groups = await page.getByRole("region", { name: "Check yourself" }).locator("fieldset").all();
  expect(groups.length).toBeGreaterThan(2);
  for (const [index, group] of groups.entries()) {
    const option = chosen?.[index];
    await (option === undefined ? group.getByRole("radio").first() : group.getByRole("radio", { name: option, exact: true })).check();
  }
  await page.getByRole("button", { name: "Check my answers" }).click();
  await expect(page.locator(".learn-answers")).toBeVisible();
}

test("the learning path leads to a certificate that anybody can check; what is right is told after the answer alone", async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const misaki = await person("misaki-sato");
  await signInAs(page, misaki);
  await page.goto("/center/learning?path=legal");
  await check(page);
  const modules = await page.locator(".learn-list h3 a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(modules.length).toBeGreaterThan(3);
  for (const [place, href] of modules.entries()) {
    await page.goto(href);
    if (place === 0) await check(page);
    expect(await page.content(), "no explanation before the answer").not.toContain("learn-why");
    await answer(page);
    if (await page.getByText(": passed").isVisible()) continue;
    const right = await page.locator(".learn-answers [data-mark=right] > span").evaluateAll((found) => found.map((one) => one.firstChild?.textContent ?? ""));
    if (place === 0) await check(page);
    await page.getByRole("link", { name: "Answer again" }).click();
    await answer(page, right);
    await expect(page.getByText("4 of 4 right: passed")).toBeVisible();
  }
  await page.goto("/center/learning");
  const card = page.locator(".learn-paths > li", { hasText: "Legal" });
  await card.getByRole("button", { name: "Get the certificate" }).click();
  await expect(page.getByText("Your certificate was issued")).toBeVisible();
  const code = (await card.locator("code").innerText()).trim();
  const [download] = await Promise.all([page.waitForEvent("download"), card.getByRole("button", { name: "Download the certificate" }).click()]);
  const file = info.outputPath("certificate.pdf");
  await download.saveAs(file);
  for (const texts of [await pageTexts(file), await popplerTexts(file)]) {
    for (const part of ["Certificateofcompletion", "佐藤美咲", misaki.email, code, "Legal"]) expect(texts?.join("") ?? part).toContain(part.replace(/\s/g, ""));
  }
  const outside = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const stranger = await outside.newPage();
  await stranger.goto("/verify");
  await stranger.getByLabel("Verification id").fill(code.toLowerCase());
  await stranger.getByRole("region", { name: "A certificate of the learning path" }).getByRole("button", { name: "Ask" }).click();
  await expect(stranger.getByText("Genuine: this certificate was issued here")).toBeVisible();
  await expect(stranger.getByText("佐藤 美咲")).toBeVisible();
  await stranger.getByLabel("Verification id").fill("0000-1111-2222-3333");
  await stranger.getByRole("region", { name: "A certificate of the learning path" }).getByRole("button", { name: "Ask" }).click();
  await expect(stranger.getByText("No certificate with this id was issued here")).toBeVisible();
  await outside.close();
});

test("staff revise a resource, look at it before anybody else does, and publish it; a customer finds and reads it", async ({ page, browser }, info) => {
  test.setTimeout(240_000);
  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const reader = await other.newPage();
  await signInAs(reader, await person("priya-raman"));
  await signInAs(page, await person("daniel-okafor"));
  await page.goto("/center/resources?q=business+associate&kind=ANSWER");
  await page.getByRole("link", { name: "When do we need a business associate agreement?" }).click();
  await page.getByRole("link", { name: "Edit" }).click();
  const text = page.getByLabel("Text", { exact: true });
  await text.fill(`${await text.inputValue()}\n\n## Quokka\n\nAsk us **early**. <script>alert(1)</script>\n`);
  await page.getByRole("button", { name: "Save the draft and preview it" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByRole("heading", { name: "Quokka" })).toBeVisible();
  await expect(preview.getByText("<script>alert(1)</script>"), "HTML is text").toBeVisible();
  await check(page);

  await reader.goto("/center/resources?q=quokka");
  await expect(reader.getByText("Nothing matches")).toBeVisible();
  await page.getByLabel("What changed").fill("Whom to ask.");
  await page.getByRole("button", { name: "Publish revision 2" }).click();
  await expect(page.getByText("Revision 2 is published")).toBeVisible();
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "What it changed" }).click();
  await expect(page.locator(".is-added", { hasText: "## Quokka" })).toBeVisible();
  await check(page);

  await reader.goto("/center/resources");
  await check(reader);
  await reader.getByRole("searchbox", { name: "Search resources" }).fill("quokka");
  await reader.keyboard.press("Enter");
  await reader.getByRole("link", { name: "When do we need a business associate agreement?" }).click();
  await expect(reader.getByRole("heading", { name: "Quokka" })).toBeVisible();
  await expect(reader.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await check(reader);
  await other.close();
});

test("a report is found from any page by keyboard, and without the palette as well", async ({ page }) => {
  await signInAs(page, await person("henrik-vogel"));
  await page.goto("/security");
  await listening(page);
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search the portal" });
  await expect(box).toBeFocused();
  await box.pressSequentially("soc 2 plat");
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".palette [role=status]")).toHaveText(/\d+ found/);
  expect(await faultsOf(page)).toEqual([]);
  const reports = page.getByRole("group", { name: "Reports" }).getByRole("option");
  for (let step = 0; (await reports.first().getAttribute("aria-selected")) !== "true" && step < 20; step += 1) await page.keyboard.press("ArrowDown");
  const wanted = await reports.first().getAttribute("id");
  await expect(box, "the input says which option is meant").toHaveAttribute("aria-activedescendant", wanted ?? "");
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports\/report-|\/center|\/search/);

  await page.goto("/search?q=soc+2");
  await expect(page.getByRole("region", { name: "Reports" }).getByRole("link").nth(1)).toBeVisible();
  await check(page);
});

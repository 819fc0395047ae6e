import type { Browser, Page } from "@playwright/test";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { person, signInAs, type DemoPerson } from "./people";

const editor = (page: Page) => page.getByRole("textbox", { name: "Policy", exact: true });
const problems = (page: Page) => page.locator("#document-problems");

const reportsOf = async (page: Page): Promise<string> => {
  await page.goto("/reports");
  return (await page.locator("table.reports tbody tr").count()) === 0 ? "none" : ((await page.locator(".pager p").first().textContent()) ?? "");
};

async function inNewBrowser(browser: Browser, who: DemoPerson, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: process.env["PORTAL_URL"] ?? "", ...options });
  const page = await context.newPage();
  await signInAs(page, who);
  return page;
}

test("an admin writes a policy with completion, corrects a problem, attaches it; the colleague sees less; the simulator says why; an older version comes back", async ({ browser, page }) => {
  test.setTimeout(240_000);
  const jonas = await person("jonas-weber");
  const colleague = await inNewBrowser(browser, jonas);
  const before = await reportsOf(colleague);
  await signInAs(page, await person("layla-alhusseini"));

  await test.step("written from nothing with completion by keyboard", async () => {
    await page.getByRole("link", { name: "Access" }).first().click();
    await expectClean(page);
    await page.getByRole("link", { name: /New policy|Start from a template/ }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("Global reports alone");
    await page.getByLabel("Short name").fill("Global Alone");
    await editor(page).fill("");
    await editor(page).pressSequentially("{\n");
    await editor(page).press('"');
    const list = page.getByRole("listbox", { name: "Suggestions" });
    // What is typed is suggested a moment later: whoever types on takes it when it stands there.
    const take = async (typed: string, option: RegExp): Promise<void> => {
      await editor(page).pressSequentially(typed);
      await expect(list.getByRole("option", { selected: true })).toHaveText(option);
      await editor(page).press("Enter");
    };
    await expect(list.getByRole("option")).toHaveText([/^Version/, /^Id/, /^Statement/]);
    await editor(page).press("Enter");
    await editor(page).pressSequentially('\n"St');
    await expect(list.getByRole("option", { selected: true })).toHaveText(/^Statement/);
    await editor(page).press("Tab");
    await take('\n"Eff', /^Effect/);
    await editor(page).press("ArrowDown");
    await expect(list.getByRole("option", { selected: true })).toHaveText(/^Deny/);
    await editor(page).press("Enter");
    await take(',\n"Action', /^Action/);
    await editor(page).pressSequentially("reports:*");
    await editor(page).press("Escape");
    await expect(list).toHaveCount(0);
    await take('"],\n"Res', /^Resource/);
    await take(',\n"Cond', /^Condition/);
    await take("StringNotEquals", /^StringNotEquals/);
    await take("Region", /^reports:Region/);
    await editor(page).pressSequentially("Globl");
    await expect(problems(page)).toContainText("No problems");
    await expectClean(page);
  });

  await test.step("a problem has its line, and nothing that was typed is lost when saving is refused", async () => {
    const good = await editor(page).inputValue();
    expect(JSON.parse(good)).toEqual({ Version: "2026-11-01", Statement: [{ Effect: "Deny", Action: ["reports:*"], Resource: "*", Condition: { StringNotEquals: { "reports:Region": "Globl" } } }] });
    await editor(page).fill(good.replace("StringNotEquals", "StringNotEqual").replace("Globl", "global"));
    await expect(problems(page)).toContainText('There is no operator "StringNotEqual".');
    await page.getByRole("button", { name: /There is no operator/ }).click();
    await expect(editor(page)).toBeFocused();
    expect(await editor(page).evaluate((area) => (area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart, area.selectionEnd) : ""))).toBe('"StringNotEqual"');
    await page.getByRole("button", { name: "Create the policy" }).click();
    await expect(page.getByText("Not saved yet")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Global reports alone");
    await expect(editor(page)).toHaveValue(/StringNotEqual"/);
    await page.getByLabel("Short name").fill(`global-alone-${Date.now()}`);
    await editor(page).fill((await editor(page).inputValue()).replace("StringNotEqual", "StringNotEquals"));
    await expect(problems(page)).toContainText("No problems");
    await page.getByRole("button", { name: "Create the policy" }).click();
    await expect(page.getByText("The policy was created.")).toBeVisible();
    await expectClean(page);
  });
  const address = page.url().split("?")[0] ?? "";

  await test.step("attached to a colleague by e-mail address: the catalogue shrinks with the next request", async () => {
    await page.getByLabel("E-mail address", { exact: true }).fill("nobody@helios.example");
    await page.getByLabel("In the account").selectOption({ label: "Helios Hospitals (7301-5882-5328)" });
    await page.getByRole("button", { name: "Attach to this person" }).click();
    await expect(page.getByText("Nobody with this e-mail address belongs to this account").first()).toBeVisible();
    await page.getByLabel("E-mail address", { exact: true }).fill(jonas.email);
    await page.getByLabel("In the account").selectOption({ label: "Helios Hospitals (7301-5882-5328)" });
    await page.getByRole("button", { name: "Attach to this person" }).click();
    await expect(page.getByText("The policy is attached.")).toBeVisible();
    await expect(page.getByText("Jonas Weber in Helios Hospitals", { exact: true })).toBeVisible();
    const after = await reportsOf(colleague);
    expect(after).not.toBe(before);
    await colleague.goto("/reports?region=emea");
    await expect(colleague.locator("table.reports tbody tr")).toHaveCount(0);
  });

  await test.step("the simulator says which statement of which policy decides, and what would be under other conditions", async () => {
    await page.goto("/reports?region=emea");
    const report = /report-[A-Za-z0-9]{16}/.exec((await page.locator("table.reports tbody tr").first().getByRole("link").first().getAttribute("href")) ?? "")?.[0] ?? "";
    await page.goto("/policies/simulator");
    await expectClean(page);
    await page.locator("#who").selectOption({ label: "Jonas Weber, Auditor" });
    await page.getByLabel("Operation").selectOption("reports:GetReportMetadata");
    await page.getByLabel("Report", { exact: true }).fill(report);
    await page.getByRole("button", { name: "Decide" }).click();
    await expect(page.getByRole("heading", { name: "Denied" })).toBeVisible();
    await expect(page.getByText('Denied by statement 1 of "Global reports alone"')).toBeVisible();
    await expect(page.getByRole("link", { name: "Open the policy" })).toHaveAttribute("href", new URL(address).pathname);
    await expectClean(page);
    await colleague.goto(`/reports/${report}`);
    await expect(colleague.getByText("The address is not known"), "what a policy hides does not exist for the person").toBeVisible();
    await expect(colleague.getByRole("link", { name: "See why" })).toHaveCount(0);
  });

  await test.step("two versions are compared, and the older one is restored", async () => {
    await page.goto(address);
    await editor(page).fill((await editor(page).inputValue()).replace('"global"', '["global", "emea"]'));
    await page.getByRole("button", { name: "Save as version 2" }).click();
    await expect(page.getByText("Version 2 is in force")).toBeVisible();
    await colleague.goto("/reports?region=emea");
    await expect(colleague.locator("table.reports tbody tr").first()).toBeVisible();
    await page.getByRole("link", { name: "Versions (2)" }).click();
    await expect(page.getByText("1 line added and 1 removed from version 1 to version 2.")).toBeVisible();
    await expectClean(page);
    await page.getByRole("link", { name: "Inline" }).click();
    await expect(page.getByRole("cell", { name: /"emea"/ })).toBeVisible();
    await page.getByText("Restore version 1", { exact: true }).click();
    await page.getByRole("button", { name: "Put it as version 3" }).click();
    await expect(page.getByText("Version 3 is in force")).toBeVisible();
    await colleague.goto("/reports?region=emea");
    await expect(colleague.locator("table.reports tbody tr")).toHaveCount(0);
  });

  await test.step("detached everywhere it can be deleted, and the colleague sees everything again", async () => {
    await page.getByRole("link", { name: /^Attached to/ }).click();
    await page.getByText("Detach", { exact: true }).first().click();
    await page.getByRole("button", { name: /Detach from Jonas Weber/ }).click();
    await expect(page.getByText("The policy was detached.")).toBeVisible();
    expect(await reportsOf(colleague)).toBe(before);
    await page.goto(address);
    await page.getByText("Delete", { exact: true }).click();
    await page.getByRole("button", { name: "Delete the policy" }).click();
    await expect(page.getByText("The policy was deleted.")).toBeVisible();
  });
  await colleague.context().close();
});

test("without scripts a policy can be written, and a refusal shows what was typed with its problems", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await inNewBrowser(browser, await person("eleni-papadopoulou"), { javaScriptEnabled: false });
  await page.goto("/policies/new?template=catalogue-only");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Catalogue only");
  const typed = (await editor(page).inputValue()).replace('"reports:GetReport"', '"reports:Fetch"');
  await editor(page).fill(typed);
  await page.getByRole("button", { name: "Create the policy" }).click();
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await expect(editor(page)).toHaveValue(typed);
  await expect(problems(page)).toContainText('There is no operation "reports:Fetch" that policies decide.');
  await expect(problems(page)).toContainText(/Line \d+, column \d+/);
  await page.getByRole("button", { name: "Throw it away" }).click();
  await expect(page.getByText("What you wrote was thrown away.")).toBeVisible();
  await page.context().close();
});

for (const [name, viewport, colorScheme] of [["wide and light", { width: 1440, height: 900 }, "light"], ["narrow and dark", { width: 360, height: 740 }, "dark"]] as const) {
  test(`the pages of policies are clean, ${name}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({ baseURL: process.env["PORTAL_URL"] ?? "", viewport, colorScheme });
    const page = await context.newPage();
    await signInAs(page, await person("eleni-papadopoulou"));
    await page.goto("/policies");
    await page.getByRole("link", { name: "Office network only" }).click();
    const address = page.url();
    for (const path of ["/policies", "/policies?where=none&q=office", "/policies/new?template=guardrail-regions", "/policies/built-in/auditor", "/policies/simulator", address, `${address}?view=versions`, `${address}?view=attachments&attach=root`]) {
      await page.goto(path);
      await expectClean(page);
    }
    await page.context().close();
  });
}

test("who may not manage policies is told what was asked, and gets no link to them", async ({ page, allowConsole }) => {
  allowConsole(/status of 403/);
  await signInAs(page, await person("sofia-marchetti"));
  await expect(page.getByRole("link", { name: "Access", exact: true })).toHaveCount(0);
  await page.goto("/policies");
  await expect(page.getByText("does not allow access:ListPolicies")).toBeVisible();
});

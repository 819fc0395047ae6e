import type { Page } from "@playwright/test";
import { z } from "zod";
import { expect, test } from "./fixtures";
import { claimCode, person, signInAs } from "./people";

const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });
const node = (page: Page, name: string) => page.getByRole("region", { name: "Units and accounts" }).getByRole("link", { name: new RegExp(name) });

/** Invites somebody into an account, and lets them join in a browser of their own. Answers with how they sign in. */
async function invited(page: Page, joining: Page, account: { id: string; name: string }, who: { email: string; name: string }): Promise<{ email: string; password: string; secret: string }> {
  const csrf = (await page.locator("input[name=csrf]").first().getAttribute("value")) ?? "";
  const answer = await page.request.post("/api/organizations/InvitePerson", { data: { accountId: account.id, ...who, group: "auditor" }, headers: { "x-csrf-token": csrf } });
  expect(answer.ok(), `${account.name}: ${await answer.text()}`).toBe(true);
  const password = "plain words in a row 7";
  await joining.goto(z.object({ link: z.string() }).parse(await answer.json()).link);
  await joining.locator("[name=password]").fill(password);
  await joining.getByRole("button", { name: /Continue/ }).click();
  const secret = ((await joining.locator("code").filter({ hasText: /^[A-Z2-7 ]{32,}$/ }).first().textContent()) ?? "").replace(/\s/g, "");
  await joining.locator("[name=code]").fill(await claimCode({ secret }));
  await joining.getByRole("button", { name: "Finish" }).click();
  await joining.getByRole("checkbox").check();
  await joining.getByRole("button", { name: "Continue" }).click();
  await expect(joining).toHaveURL(/^[^?]*\/reports/);
  return { email: who.email, password, secret };
}

test("whoever is left without an account keeps their own security page and nothing else, with the next request", async ({ page, browser, allowConsole }, info) => {
  test.setTimeout(180_000);
  allowConsole(/status of 403/);
  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const leaver = await other.newPage();
  await signInAs(page, await person("layla-alhusseini"));
  const hospitals = { id: "730158825328", name: "Helios Hospitals" };
  const lena = await invited(page, leaver, hospitals, { email: `lena-${Date.now().toString(36)}@helios.example`, name: "Lena Leaver" });
  await page.goto("/organization");
  await node(page, hospitals.name).click();
  const member = page.getByRole("region", { name: hospitals.name }).getByRole("listitem").filter({ hasText: lena.email });
  await member.getByText("Remove", { exact: true }).click();
  await member.getByRole("button", { name: /Remove from/ }).click();
  await expect(page.getByText("The person was removed from the account.")).toBeVisible();
  await leaver.goto("/reports");
  await expect(leaver, "the session ended with the membership").toHaveURL(/sign-in/);
  await signInAs(leaver, lena);
  expect((await leaver.goto("/organization"))?.status()).toBe(403);
  await expect(leaver.getByText("You are not a member of any account at present.")).toBeVisible();
  await expect(leaver.getByRole("navigation").getByRole("link", { name: "Reports" })).toHaveCount(0);
  const call = await leaver.request.post("/api/reports/ListReports", { data: {}, headers: { "x-csrf-token": (await leaver.locator("input[name=csrf]").first().getAttribute("value")) ?? "" } });
  expect(call.status()).toBe(403);
  expect(await call.json()).toMatchObject({ code: "AccessDenied" });
  await leaver.getByRole("link", { name: "Security" }).first().click();
  await expect(leaver.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();
  await other.close();
});

test("an account that its organization's BAA covers leaves after a preview that says so, is no longer covered, and yesterday's matrix still shows it", async ({ page, browser }, info) => {
  test.setTimeout(180_000);
  const layla = await person("layla-alhusseini");
  await signInAs(page, layla);
  await page.goto("/agreements/baa?for=ORGANIZATION");
  const accept = page.getByRole("button", { name: "Accept for the organization" });
  if ((await accept.count()) > 0) {
    const boxes = page.getByRole("group", { name: "Tick every statement" }).getByRole("checkbox");
    for (const box of await boxes.all()) await box.check();
    await page.getByLabel("Your title").fill("Chief Privacy Officer");
    await page.getByLabel("Your name, typed as a signature").fill(layla.name);
    await accept.click();
    await expect(page.getByText(/accepted for the organization and all its accounts/)).toBeVisible();
  }
  await page.goto("/organization");
  await node(page, "Helios Research").click();
  const sheet = page.getByRole("region", { name: "Helios Research" });
  const omar = sheet.getByRole("listitem").filter({ hasText: "omar.haddad@helios.example" });
  await omar.getByText("Viewer", { exact: true }).first().click();
  await omar.getByLabel("Group").selectOption({ label: "Account admin" });
  await omar.getByRole("button", { name: "Change the group" }).click();
  await expect(page.getByText("The group was changed.")).toBeVisible();

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const member = await other.newPage();
  await signInAs(member, await person("omar-haddad"));
  await member.goto("/agreements/coverage?slug=baa");
  await expect(row(member, "Helios Research")).toContainText("Organization");
  await member.getByRole("link", { name: "Organization", exact: true }).first().click();
  await member.getByRole("link", { name: "Leave the organization…" }).click();
  await expect(member.getByRole("heading", { level: 1 })).toHaveText("Helios Research leaves its organization");
  const agreements = member.getByRole("region", { name: "Agreements" });
  await expect(agreements.getByRole("listitem").filter({ hasText: "Business associate agreement" })).toContainText("Lapses");
  await expect(member.getByText(/Coverage lapses: .*Business associate agreement/)).toBeVisible();
  await expect(member.getByText("Account admin → Organization admin")).toBeVisible();
  await member.getByRole("button", { name: "Leave the organization" }).click();
  await expect(member.getByText("It is an organization of its own now.")).toBeVisible();
  await expect(member.getByRole("heading", { level: 1 })).toHaveText("Helios Research");
  await member.goto("/agreements/coverage?slug=baa");
  await expect(row(member, "Helios Research")).toContainText("Not covered");
  await other.close();

  await page.goto("/agreements/coverage?slug=baa");
  await expect(row(page, "Helios Hospitals")).toBeVisible();
  await expect(row(page, "Helios Research")).toHaveCount(0);
  await page.goto(`/agreements/coverage?slug=baa&day=${dayBefore(1)}`);
  await expect(row(page, "Helios Research")).toContainText("Organization");
});

test("a move says first which guardrails come and go; it is done as shown, and refused when the world has changed meanwhile", async ({ page, browser, allowConsole }, info) => {
  allowConsole(/status of 409/);
  test.setTimeout(180_000);
  await signInAs(page, await person("isabel-duarte"));
  await page.goto("/organization");
  await expect(node(page, "Meridian Cards Sandbox")).toContainText("Suspended");
  await page.getByLabel("Search units and accounts").fill("clearing");
  await page.getByRole("button", { name: "Search" }).click();
  for (const above of ["Consumer Banking", "Cards and Payments", "Settlement"]) await expect(node(page, above), "what is above stays").toBeVisible();
  await expect(node(page, "Sandboxes")).toHaveCount(0);
  await node(page, "Meridian Clearing").click();
  await page.getByRole("link", { name: "Show all" }).click();
  await node(page, "Meridian Clearing").dragTo(node(page, "Sandboxes"));
  await expect(page.getByRole("heading", { level: 1 }), "letting go asks, and moves nothing").toHaveText("Move Meridian Clearing to Sandboxes");
  await page.goBack();
  await node(page, "Meridian Clearing").click();
  const toSandboxes = async (where: Page): Promise<void> => {
    await where.getByText("Move to…").click();
    await where.getByLabel("New place").selectOption({ label: "\u2003Sandboxes" });
    await where.getByRole("button", { name: "See what changes" }).click();
    const guardrails = where.getByRole("region", { name: "Guardrails" });
    await expect(guardrails.getByRole("listitem").filter({ hasText: "No copies in sandboxes" })).toContainText("Newly applies");
  };
  await toSandboxes(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await page.getByRole("button", { name: "Move the account" }).click();
  await expect(page.getByText("The account was moved.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Meridian Clearing" }).getByText("Meridian Bank / Sandboxes")).toBeVisible();
  await second.getByRole("button", { name: "Move the account" }).click();
  await expect(second.getByText(/is there already/).first()).toBeVisible();

  const plain = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "", javaScriptEnabled: false, storageState: await page.context().storageState() });
  const still = await plain.newPage();
  await still.goto(page.url());
  await still.getByText("Move to…").click();
  await still.getByLabel("New place").selectOption({ label: "\u2003\u2003\u2003Settlement" });
  await still.getByRole("button", { name: "See what changes" }).click();
  await expect(still.getByRole("region", { name: "Guardrails" })).toContainText("No longer applies");
  await still.getByRole("button", { name: "Move the account" }).click();
  await expect(still.getByText("The account was moved.")).toBeVisible();
  await plain.close();
});

import type { APIRequestContext, Browser, BrowserContext, Page } from "@playwright/test";
import { z } from "zod";
import { expect, test } from "./fixtures";
import { claimCode, person, signInAs } from "./people";

const password = "plain words in a row 7";
const Organization = z.object({ organizationId: z.string(), managementAccountId: z.string() });
const Invitation = z.object({ link: z.string() });

/** Calls an operation as the person whose page it is. */
async function call(page: Page, operation: string, data: Record<string, unknown>): Promise<unknown> {
  const csrf = (await page.locator("input[name=csrf]").first().getAttribute("value")) ?? "";
  const answer = await page.request.post(`/api/${operation}`, { data, headers: { "x-csrf-token": csrf } });
  expect(answer.ok(), `${operation}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

/** A passkey in the browser itself: it verifies its person without asking anybody. */
async function withPasskeys(context: BrowserContext, page: Page): Promise<void> {
  const client = await context.newCDPSession(page);
  await client.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  await client.send("WebAuthn.addVirtualAuthenticator", { options });
}

async function anotherBrowser(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await withPasskeys(context, page);
  return { context, page };
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator("[name=password]").fill(password);
  await page.getByRole("button", { name: /Continue/ }).click();
  await expect(page).toHaveURL(/enrollment/);
}

async function keepCodes(page: Page): Promise<void> {
  await expect(page).toHaveURL(/recovery-codes/);
  expect(new Set(((await page.locator("main").textContent()) ?? "").match(/(?:[0-9A-Z]{5}-){5}[0-9A-Z]/g) ?? []).size).toBe(10);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/^[^?]*\/reports/);
}

async function signOut(page: Page): Promise<void> {
  await page.locator(".person-menu summary").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/signed-out/);
}

test("passkeys: enrol, sign in without a password, confirm, be asked for one by the organization", async ({ page, browser, browserName }, info) => {
  test.setTimeout(180_000);
  const slug = `keys-${info.workerIndex}-${Date.now().toString(36)}`;
  await signInAs(page, await person("freya-lindqvist"));
  const { managementAccountId: accountId } = Organization.parse(await call(page, "organizations/CreateOrganization", { slug, name: `Keys ${slug}`, managementAccountName: "Keys Main" }));
  const invite = async (from: Page, email: string, name: string, group: string) => Invitation.parse(await call(from, "organizations/InvitePerson", { accountId, email, name, group })).link;
  const first = await invite(page, `ada@${slug}.example`, "Ada Passkey", "organization-admin");

  const ada = await anotherBrowser(browser);
  await join(ada.page, first);
  await ada.page.goto("/security");
  await expect(ada.page, "nothing but enrolment is within reach").toHaveURL(/enrollment/);
  await ada.page.getByLabel("Name of the passkey").fill("Ada's laptop");
  await ada.page.getByRole("button", { name: "Set up a passkey" }).click();
  await keepCodes(ada.page);
  await signOut(ada.page);

  await ada.page.goto("/sign-in");
  await ada.page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(ada.page, "no password was asked for").toHaveURL(/^[^?]*\/reports/);
  await ada.page.goto("/security");
  const card = ada.page.locator("section", { has: ada.page.getByRole("heading", { name: "Passkeys" }) });
  await expect(card.getByText("Ada's laptop")).toBeVisible();
  await expect(card.locator("summary", { hasText: "Remove" }), "the last factor cannot be removed").toHaveCount(0);
  await card.locator("summary", { hasText: "Rename" }).click();
  await card.getByLabel("Name", { exact: true }).fill("Work laptop");
  await card.getByRole("button", { name: "Rename" }).click();
  await expect(ada.page.getByText("The passkey was renamed.")).toBeVisible();
  await expect(card.getByText("Work laptop")).toBeVisible();

  await ada.page.goto("/step-up?return=/security");
  await ada.page.getByRole("button", { name: "Confirm with your passkey" }).click();
  await expect(ada.page).toHaveURL(/\/security$/);

  await signOut(ada.page);
  await ada.page.goto("/sign-in");
  await ada.page.getByLabel("E-mail address").fill(`ada@${slug}.example`);
  await ada.page.getByLabel("Password").fill(password);
  await ada.page.getByRole("button", { name: "Continue" }).click();
  await expect(ada.page.getByLabel("Code from your authenticator app"), "there is no app to ask for").toHaveCount(0);
  await ada.page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(ada.page).toHaveURL(/^[^?]*\/reports/);

  // A second administrator, with an app.
  const second = await invite(ada.page, `ben@${slug}.example`, "Ben App", "account-admin");
  const ben = await anotherBrowser(browser);
  await join(ben.page, second);
  const secret = ((await ben.page.locator("code").filter({ hasText: /^[A-Z2-7 ]{32,}$/ }).first().textContent()) ?? "").replace(/\s/g, "");
  await ben.page.locator("[name=code]").fill(await claimCode({ secret }));
  await ben.page.getByRole("button", { name: "Finish" }).click();
  await keepCodes(ben.page);

  await ada.page.goto("/organization/passkeys");
  await expect(ada.page.getByText(/One has none and would set one up first/)).toBeVisible();
  await ada.page.getByRole("button", { name: "Ask 2 people for a passkey" }).click();
  await expect(ada.page.getByText(/Passkeys are asked for from now on/)).toBeVisible();

  await ben.page.goto("/reports");
  await expect(ben.page, "who has none is sent to set one up").toHaveURL(/enrollment/);
  await expect(ben.page.getByLabel("Six digits"), "an app will not do").toHaveCount(0);
  await ben.page.getByRole("button", { name: "Set up a passkey" }).click();
  await keepCodes(ben.page);
  await ada.page.goto("/organization/passkeys");
  await expect(ada.page.getByText("Everyone concerned has one.")).toBeVisible();
  expect(browserName).toBe("chromium");
  await ada.context.close();
  await ben.context.close();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });
const Listed = z.object({ rows: z.array(z.object({ reportId: z.string() })).min(1) });

async function download(request: APIRequestContext, key: string): Promise<Buffer> {
  const post = async (operation: string, data: unknown): Promise<unknown> => (await request.post(`/api/reports/${operation}`, { headers: bearer(key), data })).json();
  const { rows } = Listed.parse(await post("ListReports", { region: ["emea"], maxResults: 5 }));
  const reportId = rows[0]?.reportId ?? "";
  const { terms } = z.object({ terms: z.object({ revision: z.number() }) }).parse(await post("GetTermForReport", { reportId }));
  const { ticket } = z.object({ ticket: z.string() }).parse(await post("AcceptTerms", { reportId, termsRevision: terms.revision, accepted: true }));
  const copy = await request.post("/api/reports/GetReport", { headers: bearer(key), data: { reportId, ticket } });
  expect(copy.headers()["content-type"]).toBe("application/pdf");
  return copy.body();
}

test("an access key is shown once, fetches a report without cookie or form token, cannot do what asks for a person, and is dead when revoked", async ({ page, playwright, baseURL }) => {
  await signInAs(page, await person("misaki-sato"));
  await page.goto("/security");
  await page.getByText("Make an access key").click();
  await page.locator("#key-name").fill("Nightly download");
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page).toHaveURL(/security\/access-key/);
  const key = /mun_[0-9a-z]{16}_[A-Za-z0-9_-]{43}/.exec((await page.locator("main").textContent()) ?? "")?.[0] ?? "";
  expect(key).not.toBe("");
  const script = await playwright.request.newContext({ baseURL });
  const pdf = await download(script, key);
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  const refused = await script.post("/api/identity/CreateAccessKey", { headers: bearer(key), data: { name: "Child" } });
  expect([refused.status(), z.object({ code: z.string() }).parse(await refused.json()).code]).toEqual([403, "StepUpRequired"]);
  expect((await script.post("/api/identity/ListSessions", { headers: bearer(key), data: {} })).status()).toBe(403);
  expect((await script.post("/api/reports/ListReports", { headers: bearer(`${key.slice(0, -4)}AAAA`), data: {} })).status()).toBe(401);
  const form = await script.post("/api/reports/ListReports", { headers: { authorization: `Bearer ${key}` }, form: { query: "x" }, maxRedirects: 0 });
  expect(form.status(), "a form with a key is no form of the portal").toBe(303);

  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.goto("/security/access-key");
  await expect(page, "the key is shown once").toHaveURL(/\/security$/);
  const row = page.getByRole("row", { name: /Nightly download/ });
  await expect(row.getByText("Works", { exact: true })).toBeVisible();
  await page.goto("/trail");
  await expect(page.getByText(/, by the key Nightly download/).first()).toBeVisible();
  await page.goto("/security");
  await row.locator("summary", { hasText: "Revoke" }).click();
  await row.getByRole("button", { name: "Revoke this key" }).click();
  await expect(page.getByText("The access key was revoked.")).toBeVisible();
  const after = await script.post("/api/reports/ListReports", { headers: bearer(key), data: {} });
  expect([after.status(), after.headers()["www-authenticate"]]).toEqual([401, "Bearer"]);
  await script.dispose();
});

test("an administrator gives a link to begin anew, and the old password and codes are dead with its use", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await signInAs(page, await person("layla-alhusseini"));
  const helios = "730158825328";
  const { link } = Invitation.parse(await call(page, "organizations/InvitePerson", { accountId: helios, email: `reset-${Date.now().toString(36)}@helios.example`, name: "Rhea Reset", group: "viewer" }));
  const rhea = await anotherBrowser(browser);
  await join(rhea.page, link);
  await rhea.page.getByRole("button", { name: "Set up a passkey" }).click();
  await keepCodes(rhea.page);
  await page.goto(`/organization?account=${helios}`);
  await page.getByRole("link", { name: "Reset how Rhea Reset signs in" }).first().click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const reset = /http:\/\/\S+\/reset\/[A-Za-z0-9_-]{43}/.exec((await page.locator("main").textContent()) ?? "")?.[0] ?? "";
  expect(reset).not.toBe("");
  const other = await anotherBrowser(browser);
  await other.page.goto(reset);
  await other.page.locator("#newPassword").fill("some other words in a row");
  await other.page.locator("#repeatPassword").fill("some other words in a row");
  await other.page.getByRole("button", { name: /Continue/ }).click();
  await expect(other.page).toHaveURL(/enrollment/);
  await rhea.page.goto("/reports");
  await expect(rhea.page, "the old session is dead").toHaveURL(/sign-in/);
  await rhea.page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(rhea.page.getByText(/passkey was not accepted/), "and so is the old passkey").toBeVisible();
  await other.page.goto(reset);
  await expect(other.page.getByRole("heading", { level: 1 }), "the link works once").toHaveText("This did not work");
  await rhea.context.close();
  await other.context.close();
});

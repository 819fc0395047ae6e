import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { claimCode, person, signInAs } from "./people";

async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ baseURL: baseURL ?? process.env["PORTAL_URL"] ?? "" })).newPage();
}

type Answer = { status: number; body: Record<string, unknown> };

/** Calls an operation as the page's person; a fresh code was used for signing in. */
async function call(page: Page, operation: string, input: object): Promise<Answer> {
  const csrf = await page.locator("input[name=csrf]").first().inputValue();
  return page.evaluate(
    async ({ path, body, token }) => {
      const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": token }, body });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    { path: `/api/${operation.replace(":", "/")}`, body: JSON.stringify(input), token: csrf },
  );
}

test("an outside auditor assumes the role that runs, sees the banner on every page, and leaves it", async ({ page }) => {
  await signInAs(page, await person("nadia-fischer"));
  await expect(page, "without an account there is nothing but the roles").toHaveURL(/\/roles/);
  const own = page.getByRole("region", { name: "Roles you may assume" });
  await expect(own.getByText("Running")).toHaveCount(1);
  await expect(own.getByText("To come")).toHaveCount(1);
  await expect(own.getByText("Ended")).toHaveCount(1);
  await own.getByRole("button", { name: "Assume role" }).click();
  await expect(page).toHaveURL(/\/reports/);
  const banner = page.getByRole("region", { name: "Assumed role" });
  await expect(banner).toContainText("You work as Visiting auditor in Meridian Bank · Meridian Cards Production");
  await expect(banner).toContainText(/days left/);
  await page.goto("/trail");
  await expect(banner).toBeVisible();
  await page.goto("/agreements");
  await expect(banner).toBeVisible();
  await banner.getByRole("button", { name: "Leave role" }).click();
  await expect(page).toHaveURL(/\/roles/);
  await expect(banner).toHaveCount(0);
});

test("a role ends while a page is open: the page says so, what it sends is refused, and the person works as before", async ({ page, browser, allowConsole }, info) => {
  test.setTimeout(120_000);
  allowConsole(/403|404|409/);
  const admin = await another(browser, info.project.use.baseURL);
  await signInAs(admin, await person("eleni-papadopoulou"));
  await admin.goto("/roles");
  const misaki = await person("misaki-sato");
  const { body: made } = await call(admin, "access:CreateRole", { accountId: "482913562097", name: `Short visit ${info.workerIndex}-${Date.now()}`, description: "Ends in a moment." });
  const document = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "reports:*", Resource: "*" } });
  const { body: policy } = await call(admin, "access:CreatePolicy", { slug: `short-${Date.now()}`, name: "Reports for a short visit", document });
  expect((await call(admin, "access:AttachPolicy", { kind: "role", policyId: policy["policyId"], roleId: made["roleId"] })).status).toBe(200);

  await signInAs(page, misaki);
  const until = new Date(Date.now() + 25_000).toISOString();
  const granted = await call(admin, "access:GrantRole", { roleId: made["roleId"], email: misaki.email, name: misaki.name, until });
  expect(granted.status).toBe(200);
  await page.goto("/roles");
  await page.getByRole("listitem").filter({ hasText: "Short visit" }).getByRole("button", { name: "Assume role" }).click();
  const banner = page.getByRole("region", { name: "Assumed role" });
  await expect(banner).toContainText("Short visit");
  await page.goto("/reports?program=soc2");
  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /get your copy/i })).toBeVisible();

  // Nothing is reloaded from here on: the page notices by itself.
  await expect(banner.getByText(/has ended/)).toBeVisible({ timeout: 40_000 });
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: /get your copy/i }).click();
  await expect(page.getByText(/The role Short visit .* has ended, and nothing was changed/)).toBeVisible();
  await expect(banner).toHaveCount(0);
  await page.goto("/reports");
  await expect(page.getByText("Meridian Consumer Production").first()).toBeVisible();
  await expect(page.getByText(/has ended/), "said once").toHaveCount(0);
  await admin.context().close();
});

test("a viewer asks for a report, an account admin approves it, it opens, and ends when the admin ends it", async ({ page, browser }, info) => {
  test.setTimeout(120_000);
  const priya = await person("priya-raman");
  await signInAs(page, priya);
  await page.goto("/reports?program=iso27001");
  await page.locator("table.reports tbody tr").first().getByRole("link").first().click();
  const report = page.url();
  await page.getByText("Ask for access", { exact: true }).click();
  await page.getByLabel("What you need it for").fill("For the browser's own review.");
  await page.getByRole("button", { name: "Send the request" }).click();
  await expect(page.getByText("The request was sent.")).toBeVisible();

  const henrik = await person("henrik-vogel");
  const admin = await another(browser, info.project.use.baseURL);
  await signInAs(admin, henrik);
  await expect(admin.getByRole("link", { name: /Access requests\s*\d+ waiting/ })).toBeVisible();
  await admin.goto("/requests");
  const asked = admin.getByRole("region", { name: /To decide/ }).getByRole("listitem").filter({ hasText: "For the browser's own review." });
  await asked.getByLabel("For").selectOption("7");
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(admin.getByText(/Priya Raman has access until/)).toBeVisible();

  await page.goto(report);
  await expect(page.getByRole("button", { name: /get your copy/i })).toBeVisible();

  const given = admin.getByRole("region", { name: "Decided" }).getByRole("listitem").filter({ hasText: "until" }).first();
  await given.getByText("End access", { exact: true }).click();
  await given.getByRole("button", { name: "End it" }).click();
  const confirm = admin.getByLabel("Code from your authenticator app");
  await expect(confirm.or(admin.getByText("The access has ended."))).toBeVisible();
  if ((await confirm.count()) > 0) {
    await confirm.fill(await claimCode(henrik));
    await admin.getByRole("button", { name: "Confirm" }).click();
  }
  await page.goto(report);
  await expect(page.getByText("Ask for access", { exact: true })).toBeVisible();
  await admin.context().close();
});

test("a locked report is asked for by its name and decided by the operator", async ({ page, browser }, info) => {
  test.setTimeout(120_000);
  const amara = await person("amara-osei");
  await signInAs(page, amara);
  await page.goto("/requests");
  const locked = page.getByRole("region", { name: "Locked reports" }).getByRole("listitem").filter({ hasText: "Penetration test of health hosting" });
  await locked.getByText("Ask for access", { exact: true }).click();
  await locked.getByLabel("What you need it for").fill("Due diligence before a contract.");
  await locked.getByRole("button", { name: "Send the request" }).click();
  await expect(page.getByText("The operator answers")).toBeVisible();

  const operator = await another(browser, info.project.use.baseURL);
  await signInAs(operator, await person("mei-lin-tan"));
  await operator.goto("/requests");
  const asked = operator.getByRole("region", { name: /To decide/ }).getByRole("listitem").filter({ hasText: "Due diligence before a contract." });
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(operator.getByText(/Amara Osei has access until/)).toBeVisible();
  await page.goto("/reports?q=findings");
  await page.goto("/requests");
  await page.getByRole("region", { name: "Your requests" }).getByRole("link", { name: /Penetration test of health hosting/ }).click();
  await expect(page.getByRole("button", { name: /get your copy/i })).toBeVisible();
  await operator.context().close();
});

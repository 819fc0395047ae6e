import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { mailsFor } from "./mail-server";
import { pageTexts } from "./pdf-text";
import { dataDir, listening, person, signInAs, type DemoPerson } from "./people";

const mailFolder = (): string => process.env["PORTAL_MAIL"] ?? path.join(dataDir(), "mail");

async function tickAll(page: Page, group: string): Promise<void> {
  for (const box of await page.getByRole("group", { name: group }).getByRole("checkbox").all()) {
    await expect(box, "no box is ticked before").not.toBeChecked();
    await box.check();
  }
}

async function accept(page: Page, who: DemoPerson, button: string): Promise<void> {
  await tickAll(page, "Tick every statement");
  await page.getByLabel("Your title").fill("Responsible");
  await page.getByLabel("Your name, typed as a signature").fill(who.name);
  await page.getByRole("button", { name: button }).click();
}

test("one person prepares an agreement, another accepts it; the preparer cannot, and the certificate names both", async ({ browser, page }, info) => {
  test.setTimeout(150_000);
  const [sofia, layla] = await Promise.all([person("sofia-marchetti"), person("layla-alhusseini")]);
  await signInAs(page, sofia);
  await page.goto("/agreements/test-data");
  const prepared = page.getByRole("region", { name: "Prepared, waits for a second person" });
  await expect(prepared).toContainText("another person accepts it");
  await expect(page.getByRole("button", { name: "Accept for the account" }), "the preparer cannot accept").toHaveCount(0);
  await prepared.getByRole("button", { name: /Withdraw/ }).click();
  await expect(page.getByText("The preparation was withdrawn")).toBeVisible();

  await tickAll(page, "Tick every statement that you checked");
  await page.getByLabel("Legal entity that is to be bound").fill("Helios Imaging Limited");
  await page.getByLabel("Your title").fill("Head of Hospital Platforms");
  await page.getByLabel("Your name, typed").fill("Somebody Else");
  await page.getByRole("button", { name: "Prepare it" }).click();
  await expect(page.getByText(/Type your name as the portal knows it/)).toBeVisible();
  await expect(page.getByLabel("Legal entity that is to be bound"), "what was entered survives the refusal").toHaveValue("Helios Imaging Limited");
  await tickAll(page, "Tick every statement that you checked");
  await page.getByLabel("Your name, typed").fill(sofia.name);
  await page.getByRole("button", { name: "Prepare it" }).click();
  await expect(page.getByText("It is prepared.")).toBeVisible();

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const second = await other.newPage();
  await signInAs(second, layla);
  await second.goto("/agreements");
  await second.getByRole("link", { name: "Waits for a second person" }).click();
  await second.getByRole("region", { name: "Prepared, waits for a second person" }).getByRole("link", { name: "Go to the form" }).click();
  await expect(second.getByText("Helios Imaging Limited").first()).toBeVisible();
  await accept(second, layla, "Accept for the account");
  await expect(second.getByText(/Revision 1 was accepted for the account/)).toBeVisible();
  const [certificate] = await Promise.all([second.waitForEvent("download"), second.getByRole("button", { name: "Certificate" }).first().click()]);
  const file = info.outputPath("certificate.pdf");
  await certificate.saveAs(file);
  const text = (await pageTexts(file)).join("").replace(/\s/g, "");
  for (const part of ["Whopreparedit", sofia.email, layla.email, "HeliosImagingLimited"]) expect(text).toContain(part);
  await other.close();

  await expect.poll(async () => (await mailsFor(mailFolder(), layla.email)).some((mail) => mail.includes("Waits for you to accept") || mail.includes("Prepared by")), { timeout: 20_000 }).toBe(true);
  await expect.poll(async () => (await mailsFor(mailFolder(), sofia.email)).some((mail) => mail.includes("SHA-256 of the certificate")), { timeout: 20_000 }).toBe(true);
});

test("staff publish a revision; the customer is asked by mail and accepts again", async ({ browser, page }, info) => {
  test.setTimeout(150_000);
  const [daniel, eleni] = await Promise.all([person("daniel-okafor"), person("eleni-papadopoulou")]);
  await signInAs(page, daniel);
  await page.goto("/agreements/dpa");
  await page.getByRole("link", { name: "Manage" }).click();
  await expect(page.getByRole("region", { name: "Who has it, newest first" })).toContainText("Meridian");
  await listening(page);
  await page.getByLabel("Text", { exact: true }).fill("");
  await page.getByLabel(/Or a text file/).setInputFiles({ name: "dpa.txt", mimeType: "text/plain", buffer: Buffer.from("# Subject\n\nProcessing on behalf.\n\n# End\n\nReturned or deleted.") });
  await page.getByLabel(/Days of grace/).fill("30");
  await page.getByRole("button", { name: /Publish revision 3/ }).click();
  await expect(page.getByText(/Revision 3 was published/)).toBeVisible();

  const other = await browser.newContext({ baseURL: info.project.use.baseURL ?? process.env["PORTAL_URL"] ?? "" });
  const customer = await other.newPage();
  await signInAs(customer, eleni);
  await customer.goto("/agreements/dpa?for=ORGANIZATION");
  await expect(customer.getByText("Processing on behalf.")).toBeVisible();
  await accept(customer, eleni, "Accept for the organization");
  await expect(customer.getByText(/Revision 3 was accepted for the organization/)).toBeVisible();
  await other.close();
  await expect.poll(async () => (await mailsFor(mailFolder(), eleni.email)).some((mail) => mail.includes("Please accept the new revision")), { timeout: 20_000 }).toBe(true);
  await page.goto("/agreements/dpa/manage");
  await expect(page.getByRole("row", { name: /Meridian/ }).first()).toContainText("revision 3");
});

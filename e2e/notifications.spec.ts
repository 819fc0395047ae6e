import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { promisify } from "node:util";
import { PDFDocument } from "pdf-lib";
import { expectClean } from "./faults";
import { expect, test } from "./fixtures";
import { mailsFor } from "./mail-server";
import { dataDir, listening, person, signInAs } from "./people";

const run = promisify(execFile);
const mailFolder = (): string => process.env["PORTAL_MAIL"] ?? "";

/** Publishes the first version of a new series, as the operator does on the portal's machine. */
async function publish(file: string, slug: string, title: string): Promise<void> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  await writeFile(file, await pdf.save());
  const facts = ["--series", slug, "--name", title, "--description", "About it.", "--program", "iso27001", "--product", "Platform", "--share-with", "Nobody.", "--everyone", "--terms", "standard"];
  const env = { ...process.env, DATA_DIR: dataDir(), MUNIMENT_MODE: "demo", DATABASE_URL: "" };
  await run(process.execPath, ["--import", "tsx", "scripts/publish-report.ts", file, ...facts, "--title", title], { env });
}

test("whoever subscribed to a program gets a mail about a new version, and is unsubscribed by one click without a sign-in", async ({ page, playwright }, info) => {
  test.setTimeout(240_000);
  const thomas = await person("thomas-brandt");
  await signInAs(page, thomas);
  await page.goto("/reports?program=iso27001");
  await page.getByRole("button", { name: /^Subscribe to/ }).click();
  await expect(page.getByText(/You are told about ISO.*at once/)).toBeVisible();
  await expect(page.getByRole("link", { name: /^Subscribed to/ })).toBeVisible();
  await page.goto("/notifications");
  const row = page.getByRole("region", { name: "Subscriptions" }).getByRole("listitem").filter({ hasText: "ISO" });
  await expect(row).toContainText(thomas.email);
  await expectClean(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectClean(page);

  const title = `Statement of ${Date.now().toString(36)}`;
  await publish(info.outputPath("statement.pdf"), `told-${Date.now()}`, title);
  const told = async (): Promise<string[]> => (await mailsFor(mailFolder(), thomas.email)).filter((mail) => mail.includes(title));
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(1);
  const [mail = ""] = await told();
  expect(mail).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(mail).toContain("multipart/alternative");
  const link = /^List-Unsubscribe:\s*<(http[^>]+)>/m.exec(mail)?.[1] ?? "";

  const mailService = await playwright.request.newContext();
  const looked = await mailService.get(link);
  expect(looked.status()).toBe(200);
  await page.goto("/notifications");
  await expect(row, "who only looks ends nothing").toBeVisible();
  const clicked = await mailService.post(link, { form: { "List-Unsubscribe": "One-Click" } });
  expect(clicked.status()).toBe(200);
  expect((await mailService.post(`${link}x`, { form: { "List-Unsubscribe": "One-Click" } })).status()).toBe(404);
  await mailService.dispose();
  await page.goto("/notifications");
  await expect(row).toHaveCount(0);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  await expectClean(page);
});

test("a further address is confirmed by who reads it; a webhook in a private network is refused with a sentence", async ({ page, browser }) => {
  const thomas = await person("omar-haddad");
  await signInAs(page, thomas);
  await page.goto("/notifications");
  await page.getByLabel("A webhook").fill("https://10.1.2.3/hook");
  await page.getByRole("button", { name: "Add webhook" }).click();
  await expect(page.getByText(/is in a private network/).first()).toBeVisible();
  const address = `team-${Date.now().toString(36)}@mail.example`;
  await page.getByLabel("Another e-mail address").fill(address);
  await page.getByRole("button", { name: "Add address" }).click();
  await expect(page.getByText("Waits for its reader")).toBeVisible();
  await expect.poll(() => mailsFor(mailFolder(), address), { timeout: 30_000 }).toHaveLength(1);
  const link = /http\S+\/notifications\/confirm\/[A-Za-z0-9_-]{43}/.exec((await mailsFor(mailFolder(), address))[0] ?? "")?.[0] ?? "";
  const reader = await (await browser.newContext({ baseURL: process.env["PORTAL_URL"] ?? "" })).newPage();
  await reader.goto(link);
  await expectClean(reader);
  await reader.getByRole("button", { name: "Confirm" }).click();
  await expect(reader.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  await reader.context().close();
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: address })).toContainText("Confirmed");
});

/** A syslog receiver on this machine. The tests call nobody else. */
async function startReceiver(): Promise<{ address: string; got: () => string; stop: () => Promise<void> }> {
  const pieces: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", (piece: Buffer) => pieces.push(piece));
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the receiver has no port");
  const stop = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { address: `127.0.0.1:${address.port}`, got: () => Buffer.concat(pieces).toString("utf8"), stop };
}

test("staff add a receiver of events, which gets them as syslog, and see what leaves the portal; and erase fields of an event", async ({ page }) => {
  test.setTimeout(120_000);
  const freya = await person("freya-lindqvist");
  await signInAs(page, freya);
  await page.goto("/trail");
  await page.getByRole("link", { name: "Forwarding" }).click();
  await page.getByLabel("Name").fill("Log management");
  await page.getByLabel("Where").fill("10.1.2.3:6514");
  await page.getByRole("button", { name: "Add receiver" }).click();
  await expect(page.getByText(/is in a private network/).first()).toBeVisible();
  const receiver = await startReceiver();
  const name = `Log management ${Date.now().toString(36)}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("How").selectOption("SYSLOG_TCP");
  await page.getByLabel("Where").fill(receiver.address);
  await page.getByRole("button", { name: "Add receiver" }).click();
  const row = page.getByRole("row", { name });
  await expect(row).toContainText("syslog over TCP");
  await expect.poll(receiver.got, { timeout: 30_000 }).toMatch(/\d+ <110>1 \S+ localhost muniment - audit:AddForwarding \[origin software="Muniment"\]\[meta sequenceId="\d+"\] \{/);
  await expectClean(page);
  await row.getByRole("button", { name: `Pause: ${name}` }).click();
  await expect(row).toContainText("Paused");
  await row.getByText("Remove", { exact: true }).click();
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
  await receiver.stop();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectClean(page);
  await page.goto("/outbox");
  await expectClean(page);

  // Of the operator's own: what a legal hold covers, as the demo has one, is not erased.
  await page.goto("/trail?operation=audit%3AAddForwarding");
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await page.getByRole("link", { name: "Erase fields" }).click();
  await expectClean(page);
  await listening(page);
  await page.getByLabel("Why").fill("Asked for by the person.");
  await page.getByRole("button", { name: "Erase from this event" }).click();
  await expect(page.getByText(/erased from one event/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Erased so far" }).getByRole("listitem").first()).toContainText("Asked for by the person.");
  await expectClean(page);
});

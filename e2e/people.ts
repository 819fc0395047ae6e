import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { z } from "zod";
import { expect } from "./fixtures";

const Record = z.object({ password: z.string(), people: z.array(z.object({ slug: z.string(), name: z.string(), email: z.string(), secret: z.string() })) });
export type DemoPerson = z.infer<typeof Record>["people"][number] & { password: string };

export const dataDir = (): string => process.env["PORTAL_DATA_DIR"] ?? "";

/** A person of the demo. Tests that run side by side had better be different people: a code works once, and the next takes half a minute. */
export async function person(slug: string): Promise<DemoPerson> {
  const record = Record.parse(JSON.parse(await readFile(path.join(dataDir(), "demo.json"), "utf8")));
  const found = record.people.find((one) => one.slug === slug);
  if (!found) throw new Error(`the demo has nobody called ${slug}`);
  return { ...found, password: record.password };
}

const codeOf = (secret: string): Promise<string> => generate({ secret });

const STEP_MS = 30_000;
/** A code that is taken this late might come after the one that follows it, and only forward is accepted. */
const LATE_MS = 3_000;

/**
 * A code that no other test uses: it works once, tests run side by side, and some are the same person. The first to claim a half minute has it, the others wait
 * for the next one.
 */
export async function claimCode(who: { secret: string }): Promise<string> {
  const claims = path.join(dataDir(), "claimed-codes");
  await mkdir(claims, { recursive: true });
  const name = createHash("sha256").update(who.secret).digest("hex").slice(0, 16);
  const claim = async (): Promise<boolean> => {
    const at = Date.now();
    if (STEP_MS - (at % STEP_MS) < LATE_MS) return false;
    return mkdir(path.join(claims, `${name}-${Math.floor(at / STEP_MS)}`)).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(claim, { message: "a half minute that is free", timeout: 100_000, intervals: [0, 500] }).toBe(true);
  return codeOf(who.secret);
}

/** English is chosen in this browser, unless another language was: the person may have chosen one in another test. */
async function readEnglish(page: Page): Promise<void> {
  const url = page.url();
  const cookies = await page.context().cookies(url);
  if (!cookies.some(({ name }) => name === "locale")) await page.context().addCookies([{ name: "locale", value: "en", url }]);
}

/** Signs in with password and code (one of one's own unless given), and comes to the catalogue, or to the roles for whoever works in no account. */
export async function signInAs(page: Page, who: { email: string; password: string; secret: string }, code?: string): Promise<void> {
  await page.goto("/sign-in");
  await readEnglish(page);
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Continue" }).click();
  const field = page.getByLabel("Code from your authenticator app");
  await expect(field).toBeVisible();
  await field.fill(code ?? (await claimCode(who)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator(".shell")).toBeVisible();
  await expect(page).toHaveURL(/^[^?]*\/(reports|roles)/);
}

/** Keys and menus work as soon as the page's script listens, which on a busy machine is later than its first picture. */
export const listening = (page: Page): Promise<void> => expect(page.locator("html")).toHaveAttribute("data-enhanced", "");

import { readFile } from "node:fs/promises";
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

export const codeOf = (secret: string): Promise<string> => generate({ secret });

/** The code after one that was used: there with the next half minute. */
export async function nextCodeOf(secret: string, used: string): Promise<string> {
  await expect.poll(() => codeOf(secret), { timeout: 40_000 }).not.toBe(used);
  return codeOf(secret);
}

export async function signInAs(page: Page, who: { email: string; password: string; secret: string }, code?: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Continue" }).click();
  const first = code ?? (await codeOf(who.secret));
  await page.getByLabel("Code from your authenticator app").fill(first);
  await page.getByRole("button", { name: "Sign in" }).click();
  const taken = page.getByText(/code was not accepted/);
  await expect(taken.or(page.locator(".shell"))).toBeVisible();
  if (code === undefined && (await taken.count()) > 0) {
    // Another test signed in as the same person within this half minute: a code works once.
    await page.getByLabel("Code from your authenticator app").fill(await nextCodeOf(who.secret, first));
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  // Whoever works in no account begins with the roles that they can assume.
  await expect(page).toHaveURL(/^[^?]*\/(reports|roles)/);
}

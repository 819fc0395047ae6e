import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { generate } from "otplib";
import { z } from "zod";
import { expect } from "./fixtures";

const Record = z.object({ password: z.string(), people: z.array(z.object({ slug: z.string(), name: z.string(), email: z.string(), secret: z.string() })) });
export type DemoPerson = z.infer<typeof Record>["people"][number] & { password: string };

export const dataDir = (): string => process.env["PORTAL_DATA_DIR"] ?? "";

/**
 * A person of the demo. A code works once, so tests that run side by side sign in as different people; who plays where:
 * main job amara-osei, without scripts jonas-weber, other scripts misaki-sato and layla-alhusseini, invitations thomas-brandt, refusals priya-raman,
 * pages omar-haddad and freya-lindqvist, requests-marchetti, samples daniel-okafor, step-up eleni-papadopoulou,
 * agreements henrik-vogel and isabel-duarte.
 */
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
  await page.getByLabel("Code from your authenticator app").fill(code ?? (await codeOf(who.secret)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/reports/);
}

import { createHash } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
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

const STEP_MS = 30_000;
/** A code that is taken this late might come after the one that follows it, and only forward is accepted. */
const LATE_MS = 3_000;
/** The code of the half minute before dies with this one: there must be time to fill it in and send it, also where much else runs. */
const ROOM_MS = 10_000;

interface ClaimedCode {
  code: string;
  /** The code was used: the next one may be. */
  used(): Promise<void>;
}

const made = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  );

/**
 * A code that no other test uses: it works once, tests run side by side, and some are the same person. Of a half minute and the one before, which is good as long,
 * the earlier is taken first, and the later one when the earlier was used. Whoever finds neither waits for the next half minute.
 */
async function claim(who: { secret: string }): Promise<ClaimedCode> {
  const claims = path.join(dataDir(), "claimed-codes");
  await mkdir(claims, { recursive: true });
  const name = createHash("sha256").update(who.secret).digest("hex").slice(0, 16);
  let claimed: ClaimedCode | undefined;
  const attempt = async (): Promise<boolean> => {
    const at = Date.now();
    const left = STEP_MS - (at % STEP_MS);
    if (left < LATE_MS) return false;
    const now = Math.floor(at / STEP_MS);
    const folder = (step: number): string => path.join(claims, `${name}-${step}`);
    const usedFolder = (step: number): string => path.join(folder(step), "used");
    const earlierIsOurs = await made(folder(now - 1));
    if (earlierIsOurs && left < ROOM_MS) await made(usedFolder(now - 1));
    const earlierUsed = await stat(usedFolder(now - 1)).catch(() => null);
    const step = earlierUsed ? ((await made(folder(now))) ? now : null) : earlierIsOurs ? now - 1 : null;
    if (step === null) return false;
    claimed = { code: await generate({ secret: who.secret, epoch: (step * STEP_MS) / 1000 }), used: async () => void (await made(usedFolder(step))) };
    return true;
  };
  await expect.poll(attempt, { message: "a half minute that is free", timeout: 100_000, intervals: [0, 500] }).toBe(true);
  if (!claimed) throw new Error("no half minute is free");
  return claimed;
}

/** A code that no other test uses, for a form that the test fills in itself. */
export const claimCode = async (who: { secret: string }): Promise<string> => (await claim(who)).code;

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
  const own = code === undefined ? await claim(who) : null;
  await field.fill(code ?? own?.code ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator(".shell")).toBeVisible();
  await own?.used();
  await expect(page).toHaveURL(/^[^?]*\/(reports|roles)/);
}

/** Keys and menus work as soon as the page's script listens, which on a busy machine is later than its first picture. */
export const listening = (page: Page): Promise<void> => expect(page.locator("html")).toHaveAttribute("data-enhanced", "");

import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { wellKnownPasswords } from "./well-known-passwords";
import { t } from "@/lib/texts/text";

export const passwordLength = { min: 15, max: 128 } as const;

/** NFC, so that the same typed characters hash alike on every keyboard (NIST SP 800-63B-4, 3.1.1.2). */
export const Password = z.string().max(1024).transform((typed) => typed.normalize("NFC"));

// OWASP's first choice for argon2id: 46 MiB, one pass, one lane. Algorithm 2 is argon2id.
const options = { algorithm: 2, memoryCost: 47_104, timeCost: 1, parallelism: 1 };

const maxAtOnce = 4;
const maxWaiting = 64;
let running = 0;
const waiting: (() => void)[] = [];

/** Each hash takes 46 MiB: a few at a time, a bounded queue behind them, and a plain refusal beyond. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= maxAtOnce) {
    if (waiting.length >= maxWaiting) throw new MunimentError("Throttled", undefined, { retryAfterSeconds: 5 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, options));

let dummy: Promise<string> | undefined;

/** Verifies against the stored hash; where there is none, spends the same time on a dummy and answers false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hash(randomBytes(32), options);
  const against = stored ?? (await dummy);
  const matches = await inTurn(() => verify(against, password));
  return matches && stored !== null;
}

function repeatsItself(text: string): boolean {
  for (let unit = 1; unit <= text.length / 3; unit += 1) {
    if (text === text.slice(0, unit).repeat(Math.ceil(text.length / unit)).slice(0, text.length)) return true;
  }
  return new Set(text).size < 5;
}

const rows = ["abcdefghijklmnopqrstuvwxyz", "0123456789012345678901234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn"];
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(""))];

/**
 * Length and a blocklist, no composition rules (NIST SP 800-63B-4, 3.1.1.2): refuses well-known passwords, keyboard walks, repetitions, and what is
 * made of the person's own name or address or of this portal's name.
 * @throws MunimentError PasswordRejected, with a sentence that says why
 */
export function checkNewPassword(password: string, about: { email: string; name: string; operator: string }): void {
  const reject = (why: string): never => {
    throw new MunimentError("PasswordRejected", why, { fields: [{ field: "newPassword", message: why }] });
  };
  const length = [...password].length;
  if (length < passwordLength.min) reject(t("Use at least {min} characters; this one has {n}. Several words in a row are easy to remember.", { min: passwordLength.min, n: length }));
  if (length > passwordLength.max) reject(t("Use at most {max} characters; this one has {n}.", { max: passwordLength.max, n: length }));
  const lower = password.toLowerCase();
  const letters = lower.replace(/[^\p{L}\p{N}]/gu, "");
  if (wellKnownPasswords.has(lower) || wellKnownPasswords.has(letters)) reject(t("This password is on lists of well-known passwords. Choose another."));
  if (repeatsItself(lower)) reject(t("This password repeats one short piece. Choose a less regular one."));
  // Where most of it is signs, the few letters between them are no walk.
  if (letters.length * 2 > lower.length && walks.some((walk) => walk.repeat(2).includes(letters))) reject(t("This password is a run of neighbouring keys or letters. Choose another."));
  const own = [about.email, ...about.email.split(/[@.]/), ...about.name.split(/\s+/), ...about.operator.split(/\s+/), "muniment", "password", "portal"];
  let rest = letters;
  for (const word of own.map((part) => part.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")).filter((part) => part.length >= 4)) rest = rest.replaceAll(word, "");
  if (rest !== letters && rest.replace(/\d+$/u, "").length < 6) reject(t("This password is made of your own name or address, or of this portal's. Choose another."));
}

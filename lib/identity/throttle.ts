import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { MunimentError } from "@/lib/operations/errors";
import { createHash } from "node:crypto";
import { t } from "@/lib/texts/text";

type Rule = { name: string; points: number; durationSeconds: number };

/** Throttles delay, they do not lock out: each lets a few attempts through per window, for ever. */
const rules = {
  addressAndAccount: { name: "sign-in-pair", points: 10, durationSeconds: 5 * 60 },
  address: { name: "sign-in-address", points: 300, durationSeconds: 5 * 60 },
  account: { name: "sign-in-account", points: 30, durationSeconds: 5 * 60 },
  codeMinutes: { name: "code-minutes", points: 8, durationSeconds: 5 * 60 },
  codeDay: { name: "code-day", points: 90, durationSeconds: 24 * 60 * 60 },
  passkey: { name: "passkey-address", points: 300, durationSeconds: 5 * 60 },
  keyFailed: { name: "key-failed-address", points: 60, durationSeconds: 5 * 60 },
  key: { name: "key", points: 3000, durationSeconds: 5 * 60 },
  link: { name: "link-address", points: 60, durationSeconds: 5 * 60 },
  lookup: { name: "lookup-address", points: 120, durationSeconds: 5 * 60 },
} as const satisfies Record<string, Rule>;

const limiters = new Map<string, { pool: unknown; limiter: RateLimiterPostgres }>();

function limiterOf(rule: Rule): RateLimiterPostgres {
  const pool = rawPool();
  const known = limiters.get(rule.name);
  if (known?.pool === pool) return known.limiter;
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: rule.name,
    points: rule.points,
    duration: rule.durationSeconds,
  });
  limiters.set(rule.name, { pool, limiter });
  return limiter;
}

/** IPv6 callers own a /64: that is what counts as one address. */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail = ""] = address.toLowerCase().split("%")[0]?.split("::") ?? [];
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const middle = address.includes("::") ? Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0") : [];
  return [...left, ...middle, ...right].slice(0, 4).map((part) => part.replace(/^0+(?=.)/, "")).join(":");
}

// Keys are hashed: the table of counters is no list of who tried to sign in.
const keyOf = (...parts: string[]): string => createHash("sha256").update(parts.join("\n")).digest("base64url");

async function consume(rule: Rule, key: string): Promise<void> {
  try {
    await asSystem("counting attempts", () => limiterOf(rule).consume(key));
  } catch (refused) {
    if (refused instanceof RateLimiterRes) {
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      const wait = seconds > 90 ? t("Too many attempts. Try again in {n} minutes.", { n: Math.ceil(seconds / 60) }) : t("Too many attempts. Try again in {n} seconds.", { n: seconds });
      throw new MunimentError("Throttled", wait, { retryAfterSeconds: seconds });
    }
    // Without its counters the portal cannot tell a guess from an attack: it fails closed.
    throw new MunimentError("Unavailable", undefined, {}, { cause: refused });
  }
}

async function forget(rule: Rule, key: string): Promise<void> {
  await asSystem("counting attempts", () => limiterOf(rule).delete(key));
}

/** Counts a sign-in attempt before any hashing. @throws MunimentError Throttled, with the seconds to wait */
export async function consumeSignIn(address: string, email: string): Promise<void> {
  await consume(rules.address, keyOf(addressKey(address)));
  await consume(rules.addressAndAccount, keyOf(addressKey(address), email));
  await consume(rules.account, keyOf(email));
}

/** A right password clears what the person's own typing errors counted; the address keeps its count. */
export async function forgetSignIn(address: string, email: string): Promise<void> {
  await forget(rules.addressAndAccount, keyOf(addressKey(address), email));
  await forget(rules.account, keyOf(email));
}

/** Counts an attempt at a code (TOTP or recovery) of one person. */
export async function consumeCode(personId: string): Promise<void> {
  await consume(rules.codeMinutes, keyOf(personId));
  await consume(rules.codeDay, keyOf(personId));
}

export async function forgetCode(personId: string): Promise<void> {
  await forget(rules.codeMinutes, keyOf(personId));
  await forget(rules.codeDay, keyOf(personId));
}

/** Counts the beginning or the end of a passkey's ceremony from one address. */
export const consumePasskey = (address: string): Promise<void> => consume(rules.passkey, keyOf(addressKey(address)));

/** Counts a question about a document that somebody without sign-in may ask. */
export const consumeLookup = (address: string): Promise<void> => consume(rules.lookup, keyOf(addressKey(address)));

/** Removes counters whose window has passed. */
export async function sweepThrottles(): Promise<void> {
  await asSystem("counting attempts", () => rawPool().query("DELETE FROM rate_limit WHERE expire < $1", [Date.now() - 60_000]));
}

/** Counts a call with an access key that was not right, by address. */
export const consumeFailedKey = (address: string): Promise<void> => consume(rules.keyFailed, keyOf(addressKey(address)));

/** Counts a call of an access key. */
export const consumeKey = (accessKeyId: string): Promise<void> => consume(rules.key, keyOf(accessKeyId));

/** Counts an attempt at an invitation, set-up or reset link from one address. */
export const consumeLink = (address: string): Promise<void> => consume(rules.link, keyOf(addressKey(address)));

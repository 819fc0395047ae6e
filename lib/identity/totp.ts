import { generateSecret, generateURI, verify } from "otplib";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { unseal } from "./seal";
import { msg } from "@/lib/texts/text";

const periodSeconds = 30;

/** Six digits; spaces, which apps show in the middle, are allowed. */
export const TotpCode = z
  .string()
  .max(32)
  .transform((typed) => typed.replace(/\s/g, ""))
  .refine((code) => /^\d{6}$/.test(code), msg("Enter the six digits that your authenticator app shows."));

/** 160 random bits in base32 (RFC 4226, 4: at least 128). */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** The otpauth address that the QR code carries. */
export const totpUri = (secret: string, issuer: string, email: string): string => generateURI({ issuer, label: email, secret });

/**
 * The time step (RFC 6238) at which a code is right: this step, or the one before for slow typists. Null when it is neither.
 * Malformed codes and secrets are null too: one answer for every way of being wrong.
 */
export async function matchingStep(secret: string, code: string): Promise<bigint | null> {
  const epoch = Math.floor(now().getTime() / 1000);
  try {
    const result = await verify({ secret, token: code, epoch, epochTolerance: [periodSeconds, 0] });
    return result.valid ? BigInt(Math.floor(epoch / periodSeconds) + result.delta) : null;
  } catch {
    return null;
  }
}

/** Claims a step for good. Of any number of parallel claims one gets true: the row's own lock decides. */
export async function claimStep(db: Db, factorId: string, step: bigint): Promise<boolean> {
  const claimed = await db.totpFactor.updateMany({ where: { id: factorId, lastStep: { lt: step } }, data: { lastStep: step, lastUsedAt: now() } });
  return claimed.count === 1;
}

/** Checks a code against a person's confirmed factors and claims it. */
export async function useTotpCode(db: Db, personId: string, code: string): Promise<boolean> {
  const factors = await db.totpFactor.findMany({ where: { personId, confirmedAt: { not: null } }, take: 5 });
  for (const factor of factors) {
    const step = await matchingStep(unseal(factor.secret, personId), code);
    if (step !== null && (await claimStep(db, factor.id, step))) return true;
  }
  return false;
}

import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { hashToken } from "./token";
import { msg } from "@/lib/texts/text";

export const recoveryCodeCount = 10;

// Crockford's base32 has no I, L, O, U: what is read aloud or copied from paper stays unambiguous.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const symbols = 26;

function newCode(): string {
  let bits = BigInt(`0x${randomBytes(16).toString("hex")}`);
  let code = "";
  for (let i = 0; i < symbols; i += 1) {
    code = `${alphabet.charAt(Number(bits & 31n))}${code}`;
    bits >>= 5n;
  }
  return code;
}

const shown = (code: string): string => (code.match(/.{1,5}/g) ?? []).join("-");

/** A recovery code as typed: case, dashes, spaces and the letters Crockford maps (O, I, L) do not matter. */
export const RecoveryCodeInput = z
  .string()
  .max(80)
  .transform((typed) => typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1"))
  .refine((code) => code.length === symbols && [...code].every((symbol) => alphabet.includes(symbol)), msg("A recovery code has 26 letters and digits, in groups of five."));

/** Replaces a person's codes by ten new ones of 128 bits and returns them as they are shown, once. Only hashes are kept. */
export async function issueRecoveryCodes(db: Db, personId: string): Promise<string[]> {
  await db.recoveryCode.deleteMany({ where: { personId } });
  const codes = Array.from({ length: recoveryCodeCount }, newCode);
  const createdAt = now();
  await db.recoveryCode.createMany({ data: codes.map((code) => ({ id: uuidv7({ msecs: createdAt.getTime() }), personId, codeHash: hashToken(code), createdAt })) });
  return codes.map(shown);
}

/** Uses a code up. Of any number of parallel uses one gets true. */
export async function consumeRecoveryCode(db: Db, personId: string, code: string): Promise<boolean> {
  const used = await db.recoveryCode.updateMany({ where: { personId, codeHash: hashToken(code), usedAt: null }, data: { usedAt: now() } });
  return used.count === 1;
}

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import { secretFor } from "@/lib/config/secrets";
import { cosignatureV1, ed25519, keyName, newKeyPair, readVerifierLine, signerOf, verifierLine, verifierOf, type Signer } from "./note";

/** Verifiers of checkpoints that a replaced key still signs, so that nobody who trusts the old one is left without. */
export const overlapMs = 90 * 86_400_000;

/** Whose keys: each kind is sealed under a secret of its own. */
type Purpose = "log-signer" | "witness-signer";

function seal(seed: Uint8Array, verifier: string, purpose: Purpose): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secretFor(purpose), iv).setAAD(Buffer.from(verifier, "utf8"));
  return Buffer.concat([iv, cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
}

function unseal(sealed: Uint8Array, verifier: string, purpose: Purpose): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", secretFor(purpose), sealed.subarray(0, 12)).setAAD(Buffer.from(verifier, "utf8")).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

const Row = z.object({ verifier: z.string(), sealed: z.instanceof(Uint8Array), createdAt: z.date(), signsTill: z.date().nullable() });
export type LogKeyRow = z.infer<typeof Row>;

/** All keys that the log ever had, oldest first. */
export async function logKeys(db: Pick<pg.Pool, "query">): Promise<LogKeyRow[]> {
  const { rows } = await db.query(`SELECT verifier, sealed, created_at AS "createdAt", signs_till AS "signsTill" FROM log_key ORDER BY created_at, verifier`);
  return z.array(Row).parse(rows);
}

const algorithms = { "log-signer": ed25519, "witness-signer": cosignatureV1 } as const;

/** A new key of a log, or of a witness, under its name: its verifier line, and the private part as it is stored. */
export function newSealedKey(name: string, purpose: Purpose = "log-signer"): { verifier: string; sealed: Uint8Array } {
  const { publicKey, seed } = newKeyPair();
  const verifier = verifierLine(verifierOf(name, publicKey, algorithms[purpose]));
  return { verifier, sealed: seal(seed, verifier, purpose) };
}

/** A stored key cannot be used: sealed by another master key, or changed. */
export class SigningKeyError extends Error {
  override readonly name = "SigningKeyError";
}

/** The signer of a stored key, which must be the one that its verifier line names. @throws SigningKeyError */
export function openSealedKey({ verifier, sealed }: { verifier: string; sealed: Uint8Array }, purpose: Purpose): Signer {
  try {
    const { name } = readVerifierLine(verifier);
    const signer = signerOf(name, unseal(sealed, verifier, purpose), algorithms[purpose]);
    if (verifierLine(signer.verifier) === verifier) return signer;
  } catch {
    // falls through: one sentence for every way of not being ours
  }
  throw new SigningKeyError(`The signing key ${keyName(verifier)} cannot be opened: it was replaced, or the master key of this portal is another one.`);
}

/** The signers of a moment: the newest key, and those it replaced while their time lasts. @throws SigningKeyError */
export const signersOf = (rows: readonly LogKeyRow[], at: Date): Signer[] =>
  rows.filter(({ signsTill }) => signsTill === null || signsTill > at).map((row) => openSealedKey(row, "log-signer"));

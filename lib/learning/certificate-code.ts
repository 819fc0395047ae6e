import { randomBytes } from "node:crypto";

// Crockford's base 32: no letter that is taken for another.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eighty bits that nobody guesses, in four groups of four, as they stand on a certificate. */
export const newCertificateCode = (): string =>
  Array.from(randomBytes(16), (byte) => letters[byte % letters.length] ?? "0")
    .join("")
    .replace(/(.{4})(?=.)/g, "$1-");

/** A code as people type it, in the spelling that is stored; null for what cannot be one. */
export function readCertificateCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(plain) ? plain.replace(/(.{4})(?=.)/g, "$1-") : null;
}

import { randomBytes } from "node:crypto";

// Crockford's base32: the id is read from paper and typed.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Fourteen random symbols, 70 bits: short enough for every page, too many to guess. */
export const newDownloadId = (): string => Array.from(randomBytes(14), (byte) => alphabet.charAt(byte & 31)).join("");

import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as base64url: what a session, an invitation, a ticket or a set-up link carries. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** SHA-256 of a token. A fast hash is enough for 256 random bits. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(token, "utf8").digest());

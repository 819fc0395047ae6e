import { createHmac, randomBytes } from "node:crypto";

/** A fresh secret of 256 bits in the form of the Standard Webhooks specification. */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/**
 * The headers that prove where a body comes from (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.body`. The receiver compares the signature, refuses
 * timestamps that are minutes old, and takes each id once.
 * @param at seconds since 1970 @param secret as {@link newSigningSecret} gives it
 */
export function signedHeaders(id: string, at: number, body: string, secret: string): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": `v1,${signature}` };
}

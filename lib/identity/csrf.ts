import { createHmac, timingSafeEqual } from "node:crypto";
import { secretFor } from "@/lib/config/secrets";

/** The token that every form of a session carries: an HMAC of the session id, so that it dies with the session. */
export const csrfTokenFor = (sessionId: string): string => createHmac("sha256", secretFor("csrf")).update(sessionId).digest("base64url");

export function csrfTokenMatches(sessionId: string, presented: string | null | undefined): boolean {
  if (!presented) return false;
  const expected = Buffer.from(csrfTokenFor(sessionId));
  const given = Buffer.from(presented);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

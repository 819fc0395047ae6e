import { timingSafeEqual } from "node:crypto";
import { macFor } from "@/lib/config/secrets";

/** The token that every form of a session carries: an HMAC of the session id, so that it dies with the session. */
export const csrfTokenFor = (sessionId: string): string => macFor("csrf", sessionId).toString("base64url");

export function csrfTokenMatches(sessionId: string, presented: string | null | undefined): boolean {
  if (!presented) return false;
  const expected = Buffer.from(csrfTokenFor(sessionId));
  const given = Buffer.from(presented);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

import { isIP } from "node:net";
import { config } from "@/lib/config/config";
import { MunimentError } from "@/lib/operations/errors";

/** The portal as WebAuthn knows it: `id` is the host name that passkeys are bound to, `origin` the one place where they may be used. */
export type RelyingParty = Readonly<{ id: string; origin: string }>;

/** What keys may be made of (COSE, RFC 9053): EdDSA, ES256, RS256. */
export const keyAlgorithms: readonly number[] = [-8, -7, -257];

/** Null where the portal is reached by an address: passkeys are bound to names (WebAuthn level 3, 5.1.2). */
export function findRelyingParty(baseUrl = config().baseUrl): RelyingParty | null {
  const { hostname, origin } = new URL(baseUrl);
  return isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? { id: hostname, origin } : null;
}

/** @throws MunimentError PasskeysUnavailable */
export function relyingParty(): RelyingParty {
  const found = findRelyingParty();
  if (!found) throw new MunimentError("PasskeysUnavailable");
  return found;
}

/** The host name that passkeys are bound to here; an empty text where there can be none. */
export const relyingPartyId = (): string => findRelyingParty()?.id ?? "";

import { generateKeyPairSync } from "node:crypto";
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { database } from "@/lib/database/client";
import { log } from "@/lib/config/log";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { takeChallenge, type ChallengeHolder, type ChallengePurpose } from "./passkey-challenge";
import { challengeIn, fromBase64Url, toBase64Url, userHandleOf, type Authentication, type Registration } from "./passkey-response";
import { keyAlgorithms, relyingParty } from "./relying-party";
import { t } from "@/lib/texts/text";

export type NewPasskey = { credentialId: Uint8Array<ArrayBuffer>; publicKey: Uint8Array<ArrayBuffer>; counter: bigint; transports: string[]; rpId: string; aaguid: string; synced: boolean };
export type UsedPasskey = { id: string; personId: string; name: string; person: { id: string; name: string; email: string } };

const rejected = (cause?: unknown): MunimentError => new MunimentError("PasskeyRejected", undefined, {}, { cause });

async function claimChallenge(clientDataJSON: string, purpose: ChallengePurpose, holder: ChallengeHolder): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  if (!challenge || !(await takeChallenge(challenge, purpose, holder))) {
    throw new MunimentError("PasskeyRejected", t("This attempt has expired or was used already. Try again: each attempt is good once, for five minutes."));
  }
  return toBase64Url(challenge);
}

/** Checks what an authenticator answered when it was asked for a new passkey (WebAuthn level 3, 7.1). @throws MunimentError PasskeyRejected */
export async function checkRegistration(response: Registration, holder: ChallengeHolder): Promise<NewPasskey> {
  const { id: rpId, origin } = relyingParty();
  const expectedChallenge = await claimChallenge(response.response.clientDataJSON, "REGISTER", holder);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true, supportedAlgorithmIDs: [...keyAlgorithms] });
    if (!verified) throw rejected();
    const { credential, aaguid, credentialBackedUp } = registrationInfo;
    const transports = (response.response.transports ?? []).filter((transport) => /^[a-z-]{1,20}$/.test(transport));
    return { credentialId: fromBase64Url(credential.id), publicKey: new Uint8Array(credential.publicKey), counter: BigInt(credential.counter), transports, rpId, aaguid, synced: credentialBackedUp };
  } catch (thrown) {
    throw thrown instanceof MunimentError ? thrown : rejected(thrown);
  }
}

let dummy: Uint8Array<ArrayBuffer> | undefined;

/** An ES256 key that nobody has, as COSE (RFC 9053, 7.1.1): what is checked for an unknown passkey, so that it takes as long as for a known one. */
function dummyKey(): Uint8Array<ArrayBuffer> {
  if (dummy) return dummy;
  const { x = "", y = "" } = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
  const head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01];
  return (dummy = new Uint8Array([...head, 0x21, 0x58, 0x20, ...fromBase64Url(x), 0x22, 0x58, 0x20, ...fromBase64Url(y)]));
}

/**
 * Checks what an authenticator signed (WebAuthn level 3, 7.2): challenge (single use, of this holder), origin, host name, user verification, signature, and
 * that its counter went forward. The counter is claimed in the same statement: of two answers with one counter, one is taken.
 * @throws MunimentError PasskeyRejected, PasskeyCopied
 */
export async function checkAssertion(response: Authentication, purpose: "VERIFY" | "SIGN_IN", holder: ChallengeHolder): Promise<UsedPasskey> {
  const { id: rpId, origin } = relyingParty();
  const expectedChallenge = await claimChallenge(response.response.clientDataJSON, purpose, holder);
  const known = await database().passkey.findUnique({
    where: { credentialId: fromBase64Url(response.id) },
    select: { id: true, personId: true, name: true, publicKey: true, person: { select: { id: true, name: true, email: true } } },
  });
  const signed = await signedCounter(response, expectedChallenge, rpId, origin, known ? new Uint8Array(known.publicKey) : dummyKey());
  if (!known || signed === null) throw rejected();
  const { userHandle } = response.response;
  // Without a password the authenticator itself says whose passkey it is; with one, it may leave that out.
  if (userHandle ? userHandle !== toBase64Url(userHandleOf(known.personId)) : purpose === "SIGN_IN") throw rejected();
  const { id, personId, name, person } = known;
  const counted = await database().passkey.updateMany({
    where: { id, OR: [{ counter: { lt: signed } }, ...(signed === 0n ? [{ counter: 0n }] : [])] },
    data: { counter: signed, lastUsedAt: now() },
  });
  if (counted.count === 0) {
    log.warn("passkey.counted-backwards", { passkey: id });
    throw new MunimentError("PasskeyCopied", undefined, { person });
  }
  return { id, personId, name, person };
}

/** The counter that was signed; null when the answer is not right. */
async function signedCounter(response: Authentication, expectedChallenge: string, expectedRPID: string, expectedOrigin: string, publicKey: Uint8Array<ArrayBuffer>): Promise<bigint | null> {
  try {
    // The stored counter is compared afterwards, in one statement with its change: nobody who cannot sign learns anything of it.
    const credential = { id: response.id, publicKey, counter: 0 };
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({ response, expectedChallenge, expectedOrigin, expectedRPID, credential, requireUserVerification: true });
    return verified ? BigInt(authenticationInfo.newCounter) : null;
  } catch {
    return null;
  }
}

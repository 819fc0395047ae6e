import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { database, type Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { hashToken } from "./token";

/** REGISTER: for a new passkey. VERIFY: second factor or step-up. SIGN_IN: the whole sign-in. */
export type ChallengePurpose = "REGISTER" | "VERIFY" | "SIGN_IN";

/** Whose the challenge is: of a session, or of the attempt of someone who has none, who proves it by its token. */
export type ChallengeHolder = Readonly<{ sessionId: string } | { attempt: string }>;

export const challengeValidMs = 5 * 60 * 1000;
const maxOpen = 5;

/** 256 random bits to be signed, kept for one use within five minutes. Of a session's open ones the newest five are kept. */
export async function issueChallenge(db: Db, purpose: ChallengePurpose, holder: ChallengeHolder): Promise<Uint8Array<ArrayBuffer>> {
  const at = now();
  const challenge = new Uint8Array(randomBytes(32));
  const bound = "sessionId" in holder ? { sessionId: holder.sessionId } : { attempt: hashToken(holder.attempt) };
  if ("sessionId" in holder) {
    const open = await db.passkeyChallenge.findMany({ where: { sessionId: holder.sessionId }, orderBy: { createdAt: "desc" }, skip: maxOpen - 1, select: { id: true } });
    await db.passkeyChallenge.deleteMany({ where: { id: { in: open.map(({ id }) => id) } } });
  }
  await db.passkeyChallenge.create({
    data: { id: uuidv7({ msecs: at.getTime() }), challenge, purpose, ...bound, createdAt: at, expiresAt: new Date(at.getTime() + challengeValidMs) },
  });
  return challenge;
}

/**
 * Takes a challenge for good, in a statement of its own: whatever becomes of the rest, nobody can answer it again.
 * @returns false for one that is unknown, used, expired, of another purpose or of another holder
 */
export async function takeChallenge(challenge: Uint8Array<ArrayBuffer>, purpose: ChallengePurpose, holder: ChallengeHolder): Promise<boolean> {
  const bound = "sessionId" in holder ? { sessionId: holder.sessionId } : { attempt: hashToken(holder.attempt) };
  const taken = await database().passkeyChallenge.deleteMany({ where: { challenge, purpose, ...bound, expiresAt: { gt: now() } } });
  return taken.count === 1;
}

import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** The credential id (base64url) of the passkey that a session was opened or confirmed with; null for other factors, and where it was removed since. */
export async function credentialUsed(db: Db, { passkeyId }: Pick<MemberCaller, "passkeyId">): Promise<string | null> {
  const passkey = passkeyId === null ? null : await db.passkey.findUnique({ where: { id: passkeyId }, select: { credentialId: true } });
  return passkey && Buffer.from(passkey.credentialId).toString("base64url");
}

/** When a session began; null where it is none that is kept. */
export async function signedInAt(db: Db, { sessionId }: Pick<MemberCaller, "sessionId">): Promise<string | null> {
  const session = await db.session.findUnique({ where: { id: sessionId }, select: { createdAt: true } });
  return session?.createdAt.toISOString() ?? null;
}

import type { Db } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { usedFactor } from "./factor-kind";
import { issueSession, revokeSession, type IssuedSession } from "./session";

/**
 * Replaces the caller's session by one that works in a role, or by one that works with the person's own permissions again (`grantId` null). Authority
 * changes, so the token changes (OWASP ASVS 7.2.4); the absolute end and the age of the factor stay. Of two parallel exchanges one wins.
 */
export async function exchangeSession(db: Db, caller: PersonCaller, grantId: string | null): Promise<IssuedSession> {
  const old = await db.session.findUnique({ where: { id: caller.sessionId }, select: { accountId: true, expiresAt: true, factor: true, factorAt: true, passkeyId: true } });
  if (!old || !(await revokeSession(db, caller.sessionId))) throw new MunimentError("Unauthenticated");
  const { accountId, expiresAt } = old;
  return issueSession(db, { personId: caller.personId, accountId, stage: "FULL", factor: usedFactor(old), origin: caller, expiresAt, role: { grantId, formerId: caller.sessionId } });
}

import type { Db } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { readKeptForm, writeKeptForm } from "./kept-form";
import { keepOnceShown, readOnceShown } from "./once-shown";
import { usedFactor, type UsedFactor } from "./factor-kind";
import { issueSession, revokeSession, type IssuedSession } from "./session";

/**
 * Replaces the caller's session by a FULL one: authority changed, so the token changes (OWASP ASVS 7.2.4).
 * A session that steps up keeps its absolute end; without `factor` it keeps its factor, without `accountId` its account. Of two parallel rotations one wins.
 */
export async function rotateSession(db: Db, caller: PersonCaller, factor: UsedFactor | null = usedFactor(caller), accountId?: string): Promise<IssuedSession> {
  const old = await db.session.findUnique({ where: { id: caller.sessionId }, select: { accountId: true, expiresAt: true, stage: true, roleGrantId: true, formerId: true } });
  const shown = await readOnceShown(db, caller.sessionId);
  const typed = await readKeptForm(db, caller.sessionId);
  if (!old || !(await revokeSession(db, caller.sessionId))) throw new MunimentError("Unauthenticated");
  const issuedIn = accountId ?? old.accountId;
  const issued = await issueSession(db, {
    personId: caller.personId,
    accountId: issuedIn,
    stage: "FULL",
    factor,
    origin: caller,
    ...(old.stage === "FULL" ? { expiresAt: old.expiresAt, role: { grantId: old.roleGrantId, formerId: old.formerId } } : {}),
  });
  if (shown) await keepOnceShown(db, issued.sessionId, shown);
  // What was typed for one account is no answer in another.
  if (typed && issuedIn === old.accountId) await writeKeptForm(db, issued.sessionId, typed);
  return issued;
}

import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import { sessionIdleMs } from "@/lib/identity/session";

/** Ends at once what is open in accounts: the sessions that work in them, unused tickets for downloads, and reset links for and by their members. Answers with the number of sessions that were alive. */
export function endSessionsIn(db: Db, accountIds: readonly string[], at: Date): Promise<number> {
  // Tickets are their people's own, also for an administrator.
  return asSystem("what is open in accounts that are shut", () => endAll(db, accountIds, at));
}

async function endAll(db: Db, accountIds: readonly string[], at: Date): Promise<number> {
  const ids = [...accountIds];
  const idleSince = new Date(at.getTime() - sessionIdleMs);
  const ended = await db.$executeRaw`
    UPDATE session SET revoked_at = ${at}, once_shown = NULL, kept_form = NULL
    WHERE account_id = ANY(${ids}::text[]) AND revoked_at IS NULL AND expires_at > ${at} AND last_seen_at >= ${idleSince}`;
  await db.$executeRaw`UPDATE ticket SET expires_at = GREATEST(issued_at, ${at}::timestamptz(3)) WHERE account_id = ANY(${ids}::text[]) AND used_at IS NULL AND expires_at > ${at}`;
  await expireResetLinks(db, { accountIds });
  return ended;
}

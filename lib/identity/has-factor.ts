import type { Db } from "@/lib/database/client";

/**
 * Whether a person has any second factor. A passkey of another host name counts: it may not work here, but whoever knows the password alone must not be able to
 * enrol beside it.
 */
export async function hasFactor(db: Db, personId: string): Promise<boolean> {
  const apps = await db.totpFactor.count({ where: { personId, confirmedAt: { not: null } } });
  return apps > 0 || (await db.passkey.count({ where: { personId } })) > 0;
}

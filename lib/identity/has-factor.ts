import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";

/**
 * Whether a person has any second factor. A passkey of another host name counts: it may not work here, but whoever knows the password alone must not be able to
 * enrol beside it.
 */
export async function hasFactor(db: Db, personId: string): Promise<boolean> {
  const apps = await db.totpFactor.count({ where: { personId, confirmedAt: { not: null } } });
  return apps > 0 || (await db.passkey.count({ where: { personId } })) > 0;
}

/** Which of some people have a second factor, and no more than that: factors themselves are behind a wall that opens to their person alone. */
export async function enrolledAmong(db: Db, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const among = { in: [...personIds] };
  const found = await asSystem("who has a second factor", () =>
    db.person.findMany({ where: { id: among, OR: [{ totpFactors: { some: { confirmedAt: { not: null } } } }, { passkeys: { some: {} } }] }, select: { id: true } }),
  );
  return new Set(found.map(({ id }) => id));
}

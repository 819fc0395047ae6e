import type { Db } from "@/lib/database/client";

/**
 * Ends grants that are not over yet: whoever works in the role works as themselves again with the next request, and open invitations into it are dead.
 * @returns how many were ended
 */
export async function endGrants(db: Db, which: { id: string } | { roleId: string } | { role: { accountId: string } }, by: string, at: Date): Promise<number> {
  const open = await db.roleGrant.findMany({ where: { ...which, endedAt: null, untilAt: { gt: at } }, select: { id: true } });
  const ids = open.map(({ id }) => id);
  const { count } = await db.roleGrant.updateMany({ where: { id: { in: ids }, endedAt: null }, data: { endedAt: at, endedBy: by } });
  await db.invitation.updateMany({ where: { grantId: { in: ids }, acceptedAt: null, revokedAt: null }, data: { revokedAt: at } });
  return count;
}

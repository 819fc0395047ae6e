import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";

/** Puts an account into another organization, at its root, and closes the stretch in the old one: coverage goes by that history. */
export async function placeAccount(db: Db, accountId: string, organizationId: string): Promise<void> {
  const at = now();
  await db.accountPlacement.updateMany({ where: { accountId, toAt: null }, data: { toAt: at } });
  await db.accountPlacement.create({ data: { accountId, organizationId, fromAt: at } });
  await db.account.update({ where: { id: accountId }, data: { organizationId, unitId: null, management: false } });
}

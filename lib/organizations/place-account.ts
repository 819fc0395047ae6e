import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";

/** Where in its new organization an account comes to stand: at the root unless a unit is named, a member unless it is the management account. */
export type Standing = { unitId?: string | null; management?: boolean };

/** Puts an account into another organization and closes the stretch in the old one: coverage goes by that history. */
export async function placeAccount(db: Db, accountId: string, organizationId: string, { unitId = null, management = false }: Standing = {}): Promise<void> {
  const at = now();
  await db.accountPlacement.updateMany({ where: { accountId, toAt: null }, data: { toAt: at } });
  await db.accountPlacement.create({ data: { accountId, organizationId, fromAt: at } });
  await db.account.update({ where: { id: accountId }, data: { organizationId, unitId, management } });
}

import type { Db } from "@/lib/database/client";

/** The account a new session opens in: where the person last worked if they still belong there, otherwise their oldest membership; null for nobody's member. */
export async function homeAccount(db: Db, personId: string): Promise<{ id: string; organizationId: string } | null> {
  const memberships = await db.membership.findMany({ where: { personId }, orderBy: [{ createdAt: "asc" }, { accountId: "asc" }], take: 200, select: { accountId: true, account: { select: { organizationId: true } } } });
  const last = await db.session.findFirst({ where: { personId, stage: "FULL" }, orderBy: { lastSeenAt: "desc" }, select: { accountId: true } });
  const still = memberships.find((membership) => membership.accountId === last?.accountId);
  const home = still ?? memberships[0];
  return home ? { id: home.accountId, organizationId: home.account.organizationId } : null;
}

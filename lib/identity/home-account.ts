import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";

/**
 * The account a new session opens in: where the person last worked if they still belong there, otherwise their oldest membership. Suspended accounts
 * come last: who has no other is told so. Null for nobody's member.
 */
export async function homeAccount(db: Db, personId: string): Promise<{ id: string; organizationId: string } | null> {
  const memberships = await db.membership.findMany({ where: { personId }, orderBy: [{ createdAt: "asc" }, { accountId: "asc" }], take: 200, select: { accountId: true, account: { select: { organizationId: true } } } });
  // A session that was replaced in the same moment, by switching the account, is the earlier one.
  const order = [{ lastSeenAt: "desc" }, { createdAt: "desc" }, { revokedAt: { sort: "desc", nulls: "first" } }] as const;
  const last = await db.session.findFirst({ where: { personId, stage: "FULL" }, orderBy: [...order], select: { accountId: true } });
  // A person may belong to several organizations, and the units above the accounts are for their members alone.
  const shut = await asSystem("which accounts of a person are open", () => db.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM membership m JOIN account a ON a.id = m.account_id WHERE m.person_id = ${personId}::uuid AND (a.suspended_at IS NOT NULL OR unit_suspended(a.unit_id))`);
  const open = memberships.filter(({ accountId }) => !shut.some(({ id }) => id === accountId));
  const home = open.find((membership) => membership.accountId === last?.accountId) ?? open[0] ?? memberships[0];
  return home ? { id: home.accountId, organizationId: home.account.organizationId } : null;
}

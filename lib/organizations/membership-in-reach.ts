import type { Db } from "@/lib/database/client";
import { groups, type Group, type MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { accountInReach, grantableGroups, type AccountInReach } from "./account-in-reach";
import { t } from "@/lib/texts/text";

export type MembershipInReach = { personId: string; group: Group; account: AccountInReach };

/** A membership that the caller may change: in an account in reach, and of a group that the caller could give. */
export async function membershipInReach(db: Db, caller: MemberCaller, key: { accountId: string; personId: string }): Promise<MembershipInReach> {
  const account = await accountInReach(db, caller, key.accountId);
  const membership = await db.membership.findUnique({ where: { personId_accountId: { personId: key.personId, accountId: account.id } } });
  const group = groups.find((known) => known === membership?.group);
  if (!membership || !group) throw new MunimentError("ResourceNotFound");
  if (!grantableGroups(caller, account).includes(group)) throw new MunimentError("AccessDenied", t("This member has more authority than you can give or take."));
  return { personId: membership.personId, group, account };
}

/** An organization keeps at least one admin, and the operator one root: otherwise nobody could undo a mistake. */
export async function keepLastAdmin(db: Db, membership: MembershipInReach): Promise<void> {
  if (membership.group !== "root" && membership.group !== "organization-admin") return;
  // Serialises two admins who remove each other at the same time.
  await db.$queryRaw`SELECT id FROM organization WHERE id = ${membership.account.organizationId}::uuid FOR UPDATE`;
  const others = await db.membership.count({
    where: { group: membership.group, account: { organizationId: membership.account.organizationId }, NOT: { personId: membership.personId, accountId: membership.account.id } },
  });
  if (others === 0) throw new MunimentError("Conflict", t("This is the last administrator. Make another person administrator first."));
}

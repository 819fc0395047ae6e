import type { Db } from "@/lib/database/client";
import type { Group, MemberCaller, Standing } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

export type AccountInReach = { id: string; name: string; management: boolean; organizationId: string; organizationName: string; organizationKind: "OPERATOR" | "CUSTOMER" };

/**
 * An account that the caller administers: operator root any, an organization admin those of the organization, everyone else their own.
 * @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's; Conflict for one that is closed
 */
export async function accountInReach(db: Db, caller: MemberCaller, accountId: string): Promise<AccountInReach> {
  const account = await db.account.findUnique({ where: { id: accountId }, include: { organization: { select: { name: true, kind: true } } } });
  const inReach =
    account !== null &&
    (caller.group === "root" ||
      (caller.group === "organization-admin" && account.organizationId === caller.account.organizationId) ||
      account.id === caller.account.id);
  if (!account || !inReach) throw new MunimentError("ResourceNotFound");
  if (account.closedAt) throw new MunimentError("Conflict", t("{account} was closed for good. Nothing is changed in it any more.", { account: account.name }));
  return {
    id: account.id,
    name: account.name,
    management: account.management,
    organizationId: account.organizationId,
    organizationName: account.organization.name,
    organizationKind: account.organization.kind,
  };
}

/** An organization that the caller may look into: operator staff any, everyone else their own. */
export async function organizationInReach(db: Db, caller: MemberCaller, organizationId: string | undefined): Promise<{ id: string; slug: string; name: string; kind: "OPERATOR" | "CUSTOMER" }> {
  const id = organizationId ?? caller.account.organizationId;
  const staff = caller.account.organizationKind === "OPERATOR";
  const organization = staff || id === caller.account.organizationId ? await db.organization.findUnique({ where: { id } }) : null;
  if (!organization) throw new MunimentError("ResourceNotFound");
  return { id: organization.id, slug: organization.slug, name: organization.name, kind: organization.kind };
}

/** The groups that a caller may give away in an account: never more authority than the caller's own. */
export function grantableGroups(caller: { group: Standing }, account: Pick<AccountInReach, "management" | "organizationKind">): readonly Group[] {
  if (account.organizationKind === "OPERATOR") return caller.group === "root" ? ["root", "publisher"] : [];
  const members: Group[] = ["account-admin", "auditor", "viewer"];
  if (caller.group === "account-admin") return members;
  if (caller.group === "root" || caller.group === "organization-admin") return account.management ? ["organization-admin", ...members] : members;
  return [];
}

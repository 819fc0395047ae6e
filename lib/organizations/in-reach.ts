import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { organizationInReach } from "./account-in-reach";
import { t } from "@/lib/texts/text";

type Home = { id: string; name: string; kind: "OPERATOR" | "CUSTOMER" };

export type AccountInTree = {
  id: string;
  name: string;
  unitId: string | null;
  management: boolean;
  suspendedAt: Date | null;
  closedAt: Date | null;
  organization: Home;
};

/**
 * An account of a tree that the caller runs: operator staff any, everyone else those of their own organization; whether they may run it at all is for
 * policies to say. @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's
 */
export async function accountInTree(db: Db, caller: MemberCaller, accountId: string): Promise<AccountInTree> {
  const account = await db.account.findUnique({ where: { id: accountId }, select: { id: true, name: true, unitId: true, management: true, suspendedAt: true, closedAt: true, organizationId: true } });
  if (!account) throw new MunimentError("ResourceNotFound");
  const { organizationId, ...rest } = account;
  return { ...rest, organization: await organizationInReach(db, caller, organizationId) };
}

/** {@link accountInTree}, not closed. @throws MunimentError Conflict for a closed one */
export async function openAccount(db: Db, caller: MemberCaller, accountId: string): Promise<AccountInTree> {
  const account = await accountInTree(db, caller, accountId);
  if (account.closedAt) throw new MunimentError("Conflict", t("{account} was closed for good. Nothing is changed in it any more.", { account: account.name }));
  return account;
}

export type UnitInTree = { id: string; name: string; parentId: string | null; suspendedAt: Date | null; organization: Home };

/** A unit of a tree that the caller runs. @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's */
export async function unitInTree(db: Db, caller: MemberCaller, unitId: string): Promise<UnitInTree> {
  const unit = await db.organizationalUnit.findUnique({ where: { id: unitId }, select: { id: true, name: true, parentId: true, suspendedAt: true, organizationId: true } });
  if (!unit) throw new MunimentError("ResourceNotFound");
  const { organizationId, ...rest } = unit;
  return { ...rest, organization: await organizationInReach(db, caller, organizationId) };
}

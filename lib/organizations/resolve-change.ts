import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import type { TreeChange } from "./change";
import { accountInvitationFor } from "./find-account-invitation";
import { openAccount, unitInTree, type AccountInTree } from "./in-reach";
import { checkAccountName, loadTree } from "./load-tree";
import type { Tree, Unit } from "./tree";
import { t } from "@/lib/texts/text";

/** A place of a tree, whether or not anything stands there. `units` from the top down. */
export type Spot = {
  organizationId: string;
  organization: string;
  kind: "OPERATOR" | "CUSTOMER";
  units: readonly Unit[];
  management: boolean;
  suspended: boolean;
};

/** A change whose things were found and that nothing stands in the way of. `founds`: `to` is an organization yet to be made; null `to`: closed. */
export type Resolved = {
  subject: { kind: "ACCOUNT" | "UNIT"; id: string; name: string };
  from: Spot;
  to: Spot | null;
  founds: boolean;
  /** Everything that moves. */
  accountIds: readonly string[];
};

/** An id that is nobody's: it stands for the organization that an account would found by leaving. */
const nobody = "00000000-0000-0000-0000-000000000000";

type Home = { id: string; name: string; kind: "OPERATOR" | "CUSTOMER" };

const spot = (home: Home, tree: Tree, unitId: string | null, account?: { management: boolean; suspendedAt: Date | null }): Spot => ({
  organizationId: home.id,
  organization: home.name,
  kind: home.kind,
  units: tree.chain(unitId),
  management: account?.management ?? false,
  suspended: tree.suspended(unitId) || (account?.suspendedAt ?? null) !== null,
});

const subjectOf = ({ id, name }: AccountInTree): Resolved["subject"] => ({ kind: "ACCOUNT", id, name });

async function moveAccount(db: Db, caller: MemberCaller, { accountId, to }: Extract<TreeChange, { kind: "move-account" }>): Promise<Resolved> {
  const account = await openAccount(db, caller, accountId);
  const tree = await loadTree(db, account.organization.id);
  tree.checkPlace(to);
  if (account.management) throw new MunimentError("Conflict", t("The management account stands at the top and stays there. Move the other accounts around it."));
  if (account.unitId === to) throw new MunimentError("Conflict", t("{name} is there already.", { name: account.name }));
  await checkAccountName(db, { organizationId: account.organization.id, unitId: to }, account.name, account.id);
  return { subject: subjectOf(account), from: spot(account.organization, tree, account.unitId, account), to: spot(account.organization, tree, to, account), founds: false, accountIds: [account.id] };
}

async function moveUnit(db: Db, caller: MemberCaller, { unitId, to }: Extract<TreeChange, { kind: "move-unit" }>): Promise<Resolved> {
  const unit = await unitInTree(db, caller, unitId);
  const tree = await loadTree(db, unit.organization.id);
  tree.checkMove(unit.id, to);
  const inside = tree.subtree(unit.id).map(({ id }) => id);
  const accounts = await db.account.findMany({ where: { organizationId: unit.organization.id, unitId: { in: inside } }, select: { id: true }, take: 100_000 });
  const from = spot(unit.organization, tree, unit.id);
  const target = spot(unit.organization, tree, to);
  return {
    subject: { kind: "UNIT", id: unit.id, name: unit.name },
    from,
    to: { ...target, units: [...target.units, tree.unit(unit.id)], suspended: target.suspended || unit.suspendedAt !== null },
    founds: false,
    accountIds: accounts.map(({ id }) => id),
  };
}

async function depart(db: Db, caller: MemberCaller, { kind, accountId }: Extract<TreeChange, { kind: "leave" | "remove" }>): Promise<Resolved> {
  // An account leaves of its own accord from the inside alone.
  if (kind === "leave" && accountId !== caller.account.id) throw new MunimentError("ResourceNotFound");
  const account = await openAccount(db, caller, accountId);
  if (account.organization.kind === "OPERATOR") throw new MunimentError("Conflict", t("The operator's accounts stay with the operator."));
  if (account.management) throw new MunimentError("Conflict", t("The management account cannot leave: it runs the organization. Let the other accounts leave, or ask the operator for an organization of your own."));
  const admins = await db.membership.count({ where: { accountId: account.id, group: "account-admin" } });
  if (admins === 0) throw new MunimentError("Conflict", t("{account} has no account admin who could run it as an organization of its own. Make somebody account admin first.", { account: account.name }));
  const tree = await loadTree(db, account.organization.id);
  const to: Spot = { organizationId: nobody, organization: account.name, kind: "CUSTOMER", units: [], management: true, suspended: false };
  return { subject: subjectOf(account), from: spot(account.organization, tree, account.unitId, account), to, founds: true, accountIds: [account.id] };
}

async function join(db: Db, caller: MemberCaller, invitationId: string): Promise<Resolved> {
  const invitation = await accountInvitationFor(db, caller, invitationId);
  const account = await openAccount(db, caller, invitation.accountId);
  const { organization } = account;
  if (organization.kind === "OPERATOR") throw new MunimentError("Conflict", t("The operator's accounts stay with the operator."));
  const others = await db.account.count({ where: { organizationId: organization.id, closedAt: null, NOT: { id: account.id } } });
  if (!account.management || others > 0) {
    throw new MunimentError("Conflict", account.management ? t("{organization} has other accounts, which this one manages. An organization joins another account by account: let the others leave first.", { organization: organization.name }) : t("{account} belongs to {organization}. Leave it first; the invitation stays open until it ends.", { account: account.name, organization: organization.name }));
  }
  const tree = await loadTree(db, invitation.organization.id);
  tree.checkPlace(invitation.unitId);
  const own = await loadTree(db, organization.id);
  return { subject: subjectOf(account), from: spot(organization, own, null, account), to: spot(invitation.organization, tree, invitation.unitId), founds: false, accountIds: [account.id] };
}

async function close(db: Db, caller: MemberCaller, accountId: string): Promise<Resolved> {
  const account = await openAccount(db, caller, accountId);
  if (account.management) throw new MunimentError("Conflict", t("The management account is never closed: it runs the organization. Close the other accounts, or ask the operator."));
  const tree = await loadTree(db, account.organization.id);
  return { subject: subjectOf(account), from: spot(account.organization, tree, account.unitId, account), to: null, founds: false, accountIds: [account.id] };
}

/**
 * Finds what a change is about, in the caller's reach, and whether anything stands in its way.
 * @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's; Conflict with what to do instead
 */
export async function resolveChange(db: Db, caller: MemberCaller, change: TreeChange): Promise<Resolved> {
  if (change.kind === "move-account") return moveAccount(db, caller, change);
  if (change.kind === "move-unit") return moveUnit(db, caller, change);
  if (change.kind === "join") return join(db, caller, change.invitationId);
  if (change.kind === "close") return close(db, caller, change.accountId);
  return depart(db, caller, change);
}

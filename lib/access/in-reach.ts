import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";

const isOperator = (caller: MemberCaller): boolean => caller.account.organizationKind === "OPERATOR";

/**
 * An organization whose policies the caller may manage: the operator any, everyone else their own.
 * @throws MunimentError ResourceNotFound, the same for unknown and for another tenant's
 */
export async function managedOrganization(db: Db, caller: MemberCaller, organizationId: string | undefined): Promise<{ id: string; name: string }> {
  const id = organizationId ?? caller.account.organizationId;
  const within = isOperator(caller) || id === caller.account.organizationId;
  const organization = within ? await db.organization.findUnique({ where: { id }, select: { id: true, name: true } }) : null;
  if (!organization) throw new MunimentError("ResourceNotFound");
  return organization;
}

export type ManagedPolicy = { id: string; organizationId: string; operators: boolean; name: string };

/**
 * A policy that the caller may change, attach and detach: those of the own organization, for the operator those of any.
 * A guardrail that the operator put on a customer with a policy of its own is therefore out of the customer's reach.
 * @throws MunimentError ResourceNotFound
 */
export async function managedPolicy(db: Db, caller: MemberCaller, policyId: string): Promise<ManagedPolicy> {
  const policy = await db.policy.findUnique({ where: { id: policyId, deletedAt: null }, include: { organization: { select: { kind: true } } } });
  if (!policy || !(isOperator(caller) || policy.organizationId === caller.account.organizationId)) throw new MunimentError("ResourceNotFound");
  return { id: policy.id, organizationId: policy.organizationId, operators: policy.organization.kind === "OPERATOR", name: policy.name };
}

export type ManagedRole = { id: string; name: string; description: string; account: { id: string; name: string; management: boolean; organizationId: string; organizationKind: "OPERATOR" | "CUSTOMER" } };

/** A role, not deleted, of an organization whose policies the caller may manage. @throws MunimentError ResourceNotFound */
export async function managedRole(db: Db, caller: MemberCaller, roleId: string): Promise<ManagedRole> {
  const role = await db.role.findUnique({ where: { id: roleId }, include: { account: { include: { organization: { select: { kind: true } } } } } });
  if (!role || role.deletedAt || !(isOperator(caller) || role.account.organizationId === caller.account.organizationId)) throw new MunimentError("ResourceNotFound");
  const { id, name, management, organizationId, organization } = role.account;
  return { id: role.id, name: role.name, description: role.description, account: { id, name, management, organizationId, organizationKind: organization.kind } };
}

/** A policy that the caller may read: those that may be managed, and those that hold in the caller's organization. */
export async function readablePolicy(db: Db, caller: MemberCaller, policyId: string): Promise<{ id: string; managed: boolean }> {
  const own = caller.account.organizationId;
  const found = await db.policy.findFirst({
    where: { id: policyId, deletedAt: null, ...(isOperator(caller) ? {} : { OR: [{ organizationId: own }, { guardrails: { some: { organizationId: own } } }] }) },
    select: { id: true, organizationId: true },
  });
  if (!found) throw new MunimentError("ResourceNotFound");
  return { id: found.id, managed: isOperator(caller) || found.organizationId === own };
}

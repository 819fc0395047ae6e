import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { AccountId, Email, GroupName, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { msg } from "@/lib/texts/text";

const policyId = Uuid;

/** What a policy is attached to: what a person or a group may do, or as a guardrail the most that anyone may do below a place of the tree. */
export const AttachInput = z.discriminatedUnion("kind", [
  z
    .object({ kind: z.literal("person"), policyId, accountId: AccountId, personId: Uuid.optional(), email: Email.optional() })
    .refine(({ personId, email }) => (personId === undefined) !== (email === undefined), { message: msg("Name the person: by e-mail address or by id."), path: ["email"] }),
  z.object({ kind: z.literal("group"), policyId, group: GroupName, organizationId: Uuid.optional() }),
  z.object({ kind: z.literal("role"), policyId, roleId: Uuid }),
  z.object({ kind: z.literal("root"), policyId, organizationId: Uuid.optional() }),
  z.object({ kind: z.literal("unit"), policyId, unitId: Uuid }),
  z.object({ kind: z.literal("account"), policyId, accountId: AccountId }),
]);
export type AttachInput = z.infer<typeof AttachInput>;

/** {@link AttachInput} with the person known. */
export type AttachTarget = Exclude<AttachInput, { kind: "person" }> | { kind: "person"; policyId: string; accountId: string; personId: string };

/** Finds the person that is named by e-mail address. @throws MunimentError ResourceNotFound, the same for nobody and for nobody in this account */
export async function findTarget(db: Db, input: AttachInput): Promise<AttachTarget> {
  if (input.kind !== "person") return input;
  const { kind, policyId: id, accountId, personId, email } = input;
  const person = personId === undefined ? await db.person.findUnique({ where: { email: email ?? "" }, select: { id: true } }) : { id: personId };
  if (!person) throw new MunimentError("ResourceNotFound");
  return { kind, policyId: id, accountId, personId: person.id };
}

export const targetKinds = ["person", "group", "role", "root", "unit", "account"] as const;

/** The organization that a target is part of; `own` stands where none is named. @throws MunimentError ResourceNotFound */
export async function organizationOfTarget(db: Db, target: AttachTarget, own: string): Promise<string> {
  if (target.kind === "group" || target.kind === "root") return target.organizationId ?? own;
  if (target.kind === "role") {
    const role = await db.role.findUnique({ where: { id: target.roleId }, select: { deletedAt: true, account: { select: { organizationId: true } } } });
    if (!role || role.deletedAt) throw new MunimentError("ResourceNotFound");
    return role.account.organizationId;
  }
  if (target.kind === "unit") {
    const unit = await db.organizationalUnit.findUnique({ where: { id: target.unitId }, select: { organizationId: true } });
    if (!unit) throw new MunimentError("ResourceNotFound");
    return unit.organizationId;
  }
  const account = await db.account.findUnique({ where: { id: target.accountId }, select: { organizationId: true } });
  const member = target.kind === "account" || (await db.membership.findUnique({ where: { personId_accountId: { personId: target.personId, accountId: target.accountId } }, select: { personId: true } }));
  if (!account || !member) throw new MunimentError("ResourceNotFound");
  return account.organizationId;
}

export function targetResource(target: AttachTarget, organizationId: string): string {
  if (target.kind === "person") return `person/${target.personId}`;
  if (target.kind === "role") return `role/${target.roleId}`;
  if (target.kind === "group") return `group/${target.group}`;
  if (target.kind === "unit") return `unit/${target.unitId}`;
  return target.kind === "account" ? `account/${target.accountId}` : `organization/${organizationId}`;
}

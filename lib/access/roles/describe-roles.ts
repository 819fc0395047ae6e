import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { grantStateOf, grantStates } from "./models";

const maxGrantsShown = 200;

export const GrantSeen = z.object({
  grantId: z.uuid(),
  personId: z.uuid().nullable(),
  name: z.string(),
  email: z.string(),
  note: z.string(),
  fromAt: z.date(),
  /** The first instant at which it is over, an earlier end included. */
  untilAt: z.date(),
  state: z.enum(grantStates),
  /** It was ended before its time. */
  ended: z.boolean(),
});

export const RoleSeen = z.object({
  roleId: z.uuid(),
  accountId: AccountId,
  accountName: z.string(),
  name: z.string(),
  description: z.string(),
  policies: z.array(z.object({ attachmentId: z.uuid(), policyId: z.uuid(), name: z.string() })),
  /** Those that are not over first, next to end first; then those that ended last. 200 at most. */
  grants: z.array(GrantSeen),
});
export type RoleSeen = z.infer<typeof RoleSeen>;

/** Roles with what they may do and who may assume them until when. */
export async function describeRoles(db: Db, which: { id: string } | { organizationId: string }, take: number): Promise<RoleSeen[]> {
  const at = now();
  const roles = await db.role.findMany({
    where: { deletedAt: null, ...("id" in which ? { id: which.id } : { account: { organizationId: which.organizationId } }) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
    include: {
      account: { select: { name: true } },
      policies: { orderBy: { createdAt: "asc" }, select: { id: true, policyId: true } },
      grants: { orderBy: { untilAt: "desc" }, take: maxGrantsShown },
    },
  });
  // A policy that holds in a role of the caller's is named to the caller, whoever it belongs to.
  const policyIds = [...new Set(roles.flatMap(({ policies }) => policies.map(({ policyId }) => policyId)))];
  const policies = await asSystem("the names of the policies of roles that the caller sees", () => db.policy.findMany({ where: { id: { in: policyIds } }, select: { id: true, name: true } }));
  const policyNames = new Map(policies.map(({ id, name }) => [id, name]));
  return roles.map((role) => {
    const grants = role.grants.map((grant) => {
      const untilAt = grant.endedAt && grant.endedAt < grant.untilAt ? grant.endedAt : grant.untilAt;
      const { id, personId, name, email, note, fromAt } = grant;
      return { grantId: id, personId, name, email, note, fromAt, untilAt, state: grantStateOf(grant, at), ended: grant.endedAt !== null };
    });
    const open = grants.filter(({ state }) => state !== "ENDED").toSorted((a, b) => a.untilAt.getTime() - b.untilAt.getTime());
    const over = grants.filter(({ state }) => state === "ENDED").toSorted((a, b) => b.untilAt.getTime() - a.untilAt.getTime());
    return {
      roleId: role.id,
      accountId: role.accountId,
      accountName: role.account.name,
      name: role.name,
      description: role.description,
      policies: role.policies.map(({ id, policyId }) => ({ attachmentId: id, policyId, name: policyNames.get(policyId) ?? "" })),
      grants: [...open, ...over],
    };
  });
}

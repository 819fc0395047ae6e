import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { managedOrganization } from "../in-reach";
import { maxPolicies } from "../create-policy";
import { maxRoles } from "./create-role";
import { describeRoles, RoleSeen } from "./describe-roles";

const maxAccounts = 1_000;

/** The roles of an organization: what they may do, who may assume them until when, and what a new one could be made of. */
export const listRoles = operation({
  name: "access:ListRoles",
  summary: "The roles of an organization with their policies and grants.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({
    organization: z.object({ id: z.uuid(), name: z.string() }),
    roles: z.array(RoleSeen),
    accounts: z.array(z.object({ id: AccountId, name: z.string() })),
    policies: z.array(z.object({ policyId: z.uuid(), name: z.string() })),
  }),
  resource: ({ db, caller, input }) => managedOrganization(db, caller, input.organizationId),
  async handle({ db, resource: organization }) {
    const here = { organizationId: organization.id };
    const [roles, accounts, policies] = await Promise.all([
      describeRoles(db, here, maxRoles),
      db.account.findMany({ where: here, orderBy: [{ management: "desc" }, { name: "asc" }], take: maxAccounts, select: { id: true, name: true } }),
      db.policy.findMany({ where: here, orderBy: [{ name: "asc" }, { id: "asc" }], take: maxPolicies, select: { id: true, name: true } }),
    ]);
    return { organization, roles, accounts, policies: policies.map(({ id, name }) => ({ policyId: id, name })) };
  },
  record: ({ resource, output }) => ({ resources: [`organization/${resource.id}`], parameters: { results: output.roles.length } }),
});

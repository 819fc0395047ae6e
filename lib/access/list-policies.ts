import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { targetKinds } from "./attachment-target";
import { customerCeiling, groupPolicies, memberAccountCeiling } from "./built-in-policies";
import { maxPolicies } from "./create-policy";
import { groupNames } from "./groups";
import { managedOrganization } from "./in-reach";

const Attachment = z.object({
  attachmentId: z.uuid(),
  kind: z.enum(targetKinds),
  /** The place in words: a person in an account, a group, the organization, a unit, an account. */
  name: z.string(),
  personId: z.uuid().nullable(),
  accountId: AccountId.nullable(),
  unitId: z.uuid().nullable(),
  group: z.string().nullable(),
});
type Attachment = z.infer<typeof Attachment>;

/** The policies of an organization with where they are attached, the operator's guardrails on it, and those that the portal brings. */
export const listPolicies = operation({
  name: "access:ListPolicies",
  summary: "The policies of an organization and where they are attached.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({
    organization: z.object({ id: z.uuid(), name: z.string() }),
    policies: z.array(
      z.object({ policyId: z.uuid(), slug: z.string(), name: z.string(), version: z.int(), changedAt: z.date(), /** False: the operator's, attached here. */ own: z.boolean(), attachments: z.array(Attachment) }),
    ),
    builtIn: z.array(z.object({ name: z.string(), kind: z.enum(["group", "ceiling"]), document: z.string() })),
  }),
  resource: ({ db, caller, input }) => managedOrganization(db, caller, input.organizationId),
  async handle({ db, resource: organization }) {
    const here = { organizationId: organization.id };
    const policies = await db.policy.findMany({
      where: { OR: [here, { guardrails: { some: here } }] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: maxPolicies + 100,
      include: {
        versions: { orderBy: { version: "desc" }, take: 1, select: { version: true, createdAt: true } },
        attachments: { orderBy: { createdAt: "asc" }, include: { membership: { select: { person: { select: { name: true } }, account: { select: { name: true } } } }, role: { select: { name: true, account: { select: { name: true } } } } } },
        guardrails: { where: here, orderBy: { createdAt: "asc" }, include: { unit: { select: { name: true } }, account: { select: { name: true } } } },
      },
    });
    const brought = (policy: { name: string; document: string }, kind: "group" | "ceiling") => ({ name: policy.name, kind, document: policy.document });
    return {
      organization,
      policies: policies.map((policy) => {
        const own = policy.organizationId === organization.id;
        const held = (own ? policy.attachments : []).map(({ id, personId, accountId, group, membership, role }): Attachment => {
          const known = groups.find((one) => one === group);
          const name = role ? `${role.name} in ${role.account.name}` : membership ? `${membership.person.name} in ${membership.account.name}` : known ? groupNames[known] : (group ?? "");
          return { attachmentId: id, kind: role ? "role" : personId ? "person" : "group", name, personId, accountId, unitId: null, group };
        });
        const guardrails = policy.guardrails.map(({ id, unitId, accountId, unit, account }): Attachment => {
          const kind = unitId ? "unit" : accountId ? "account" : "root";
          return { attachmentId: id, kind, name: unit?.name ?? account?.name ?? organization.name, personId: null, accountId, unitId, group: null };
        });
        const [newest] = policy.versions;
        return { policyId: policy.id, slug: policy.slug, name: policy.name, version: newest?.version ?? 0, changedAt: newest?.createdAt ?? policy.createdAt, own, attachments: [...held, ...guardrails] };
      }),
      builtIn: [...groups.map((group) => brought(groupPolicies[group], "group")), brought(customerCeiling, "ceiling"), brought(memberAccountCeiling, "ceiling")],
    };
  },
  record: ({ resource, output }) => ({ resources: [`organization/${resource.id}`], parameters: { results: output.policies.length } }),
});

import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { Attachment, attachmentsOf, withAttachments } from "./attachments";
import { customerCeiling, groupPolicies, memberAccountCeiling } from "./built-in-policies";
import { maxPolicies } from "./create-policy";
import { managedOrganization } from "./in-reach";

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
      where: { deletedAt: null, OR: [here, { guardrails: { some: here } }] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: maxPolicies + 100,
      include: { versions: { orderBy: { version: "desc" }, take: 1, select: { version: true, createdAt: true } }, ...withAttachments(organization.id) },
    });
    const brought = (policy: { name: string; document: string }, kind: "group" | "ceiling") => ({ name: policy.name, kind, document: policy.document });
    return {
      organization,
      policies: policies.map((policy) => {
        const own = policy.organizationId === organization.id;
        const attachments = attachmentsOf(own ? policy : { ...policy, attachments: [] });
        const [newest] = policy.versions;
        return { policyId: policy.id, slug: policy.slug, name: policy.name, version: newest?.version ?? 0, changedAt: newest?.createdAt ?? policy.createdAt, own, attachments };
      }),
      builtIn: [...groups.map((group) => brought(groupPolicies[group], "group")), brought(customerCeiling, "ceiling"), brought(memberAccountCeiling, "ceiling")],
    };
  },
  record: ({ resource, output }) => ({ resources: [`organization/${resource.id}`], parameters: { results: output.policies.length } }),
});

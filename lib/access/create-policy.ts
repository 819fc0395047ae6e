import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { managedOrganization } from "./in-reach";
import { dropDraft } from "./policy-draft";
import { PolicyName, PolicyText, requirePolicy } from "./policy-text";
import { t } from "@/lib/texts/text";

export const maxPolicies = 1_000;

/** Makes a policy with its first version. It has no effect until it is attached. */
export const createPolicy = operation({
  name: "access:CreatePolicy",
  summary: "Makes a policy; it has no effect until it is attached.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ organizationId: Uuid.optional(), slug: Slug, name: PolicyName, document: PolicyText }),
  output: z.object({ policyId: z.uuid(), version: z.int() }),
  resource: ({ db, caller, input }) => managedOrganization(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    requirePolicy(input.document);
    const mine = { organizationId: organization.id };
    if (await db.policy.findFirst({ where: { ...mine, slug: input.slug }, select: { id: true } })) {
      throw new MunimentError("Conflict", t("A policy with this short name exists already. Choose another."), { fields: [{ field: "slug", message: t("Taken already.") }] });
    }
    if ((await db.policy.count({ where: { ...mine, deletedAt: null } })) >= maxPolicies) throw new MunimentError("Conflict", t("An organization has {most} policies at most.", { most: maxPolicies }));
    const at = now();
    const policyId = uuidv7({ msecs: at.getTime() });
    await db.policy.create({ data: { id: policyId, ...mine, slug: input.slug, name: input.name, createdAt: at } });
    await db.policyVersion.create({ data: { policyId, version: 1, document: input.document, createdAt: at, createdBy: caller.personId } });
    await dropDraft(db, caller.personId, "new");
    return { policyId, version: 1 };
  },
  record: ({ input, resource, output }) => ({ resources: [`policy/${output.policyId}`, `organization/${resource.id}`], parameters: { name: input.name, version: 1, document: input.document } }),
});

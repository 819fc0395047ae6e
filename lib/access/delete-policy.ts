import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedPolicy } from "./in-reach";
import { dropDraft } from "./policy-draft";
import { tn } from "@/lib/texts/text";

/** Deletes a policy that is attached nowhere. Its versions stay on record, and its short name is free again. */
export const deletePolicy = operation({
  name: "access:DeletePolicy",
  summary: "Deletes a policy that is attached nowhere; its versions stay on record.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ policyId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => managedPolicy(db, caller, input.policyId),
  async handle({ db, caller, resource: policy }) {
    // Whoever attaches it at the same moment waits here, and then finds it gone.
    const locked = await db.$queryRaw<{ id: string }[]>`SELECT id FROM policy WHERE id = ${policy.id}::uuid AND deleted_at IS NULL FOR UPDATE`;
    if (locked.length === 0) throw new MunimentError("ResourceNotFound");
    const where = { policyId: policy.id };
    const places = (await db.policyAttachment.count({ where })) + (await db.guardrailAttachment.count({ where }));
    if (places > 0) throw new MunimentError("Conflict", tn(places, "The policy is attached in one place. Detach it there first, then delete it.", "The policy is attached in {n} places. Detach it there first, then delete it."));
    await db.policy.update({ where: { id: policy.id }, data: { deletedAt: now(), slug: policy.id } });
    await dropDraft(db, caller.personId, policy.id);
    return {};
  },
  record: ({ resource }) => ({ resources: [`policy/${resource.id}`, `organization/${resource.organizationId}`], parameters: { name: resource.name } }),
});

import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { managedPolicy } from "./in-reach";
import { keepWayBack } from "./keep-way-back";

/** Takes a policy away from where it is attached. It holds from the next request. */
export const detachPolicy = operation({
  name: "access:DetachPolicy",
  summary: "Takes a policy away from where it is attached.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ attachmentId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const where = { id: input.attachmentId };
    const held = await db.policyAttachment.findUnique({ where });
    const guardrail = held ? null : await db.guardrailAttachment.findUnique({ where });
    const attachment = held ?? guardrail;
    if (!attachment) throw new MunimentError("ResourceNotFound");
    return { policy: await managedPolicy(db, caller, attachment.policyId), guardrail: guardrail !== null, attachment };
  },
  async handle({ db, caller, input, resource }) {
    const where = { id: input.attachmentId };
    const { count } = await (resource.guardrail ? db.guardrailAttachment.deleteMany({ where }) : db.policyAttachment.deleteMany({ where }));
    if (count !== 1) throw new MunimentError("ResourceNotFound");
    await keepWayBack(db, caller);
    return {};
  },
  record: ({ resource: { policy, guardrail, attachment } }) => ({
    resources: [`policy/${policy.id}`, ...(attachment.accountId ? [`account/${attachment.accountId}`] : []), ...("personId" in attachment && attachment.personId ? [`person/${attachment.personId}`] : []), ...("roleId" in attachment && attachment.roleId ? [`role/${attachment.roleId}`] : [])],
    parameters: { name: policy.name, guardrail, organizationId: attachment.organizationId ?? policy.organizationId },
  }),
});

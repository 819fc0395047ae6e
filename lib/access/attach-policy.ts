import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { AttachInput, findTarget, organizationOfTarget, targetResource } from "./attachment-target";
import { managedOrganization, managedPolicy } from "./in-reach";
import { keepWayBack } from "./keep-way-back";
import { t } from "@/lib/texts/text";

export const maxAttachments = 100;

/** Attaches a policy to a person in an account, to a group of an organization, to a role, or as a guardrail to the root, a unit or an account. It holds from the next request. */
export const attachPolicy = operation({
  name: "access:AttachPolicy",
  summary: "Attaches a policy to a person, group or role, or as a guardrail to root, unit or account.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: AttachInput,
  output: z.object({ attachmentId: z.uuid() }),
  async resource({ db, caller, input }) {
    const policy = await managedPolicy(db, caller, input.policyId);
    try {
      const target = await findTarget(db, input);
      const organization = await managedOrganization(db, caller, await organizationOfTarget(db, target, caller.account.organizationId));
      return { policy, organization, target };
    } catch (error) {
      if (input.kind === "person" && error instanceof MunimentError && error.code === "ResourceNotFound") throw notAMember();
      throw error;
    }
  },
  async handle({ db, caller, resource: { policy, organization, target: input } }) {
    const guardrail = input.kind === "root" || input.kind === "unit" || input.kind === "account";
    if (policy.organizationId !== organization.id && !(guardrail && policy.operators)) {
      throw new MunimentError("Conflict", t("A policy is attached within its own organization. Only the operator's go further, as guardrails."));
    }
    // Two attachments to one organization at the same time are counted one after the other.
    await db.$queryRaw`SELECT id FROM organization WHERE id = ${organization.id}::uuid FOR UPDATE`;
    const alive = await db.$queryRaw<{ id: string }[]>`SELECT id FROM policy WHERE id = ${policy.id}::uuid AND deleted_at IS NULL FOR SHARE`;
    if (alive.length === 0) throw new MunimentError("ResourceNotFound");
    const at = now();
    const attachmentId = uuidv7({ msecs: at.getTime() });
    const data = { id: attachmentId, policyId: policy.id, createdAt: at, createdBy: caller.personId };
    if (input.kind === "root" || input.kind === "unit" || input.kind === "account") {
      const place = { organizationId: organization.id, unitId: input.kind === "unit" ? input.unitId : null, accountId: input.kind === "account" ? input.accountId : null };
      const there = await db.guardrailAttachment.findMany({ where: place, take: maxAttachments, select: { policyId: true } });
      refuseMore(there, policy.id);
      await db.guardrailAttachment.create({ data: { ...data, ...place } });
    } else {
      const holder =
        input.kind === "person" ? { personId: input.personId, accountId: input.accountId } : input.kind === "role" ? { roleId: input.roleId } : { organizationId: organization.id, group: input.group };
      const there = await db.policyAttachment.findMany({ where: holder, take: maxAttachments, select: { policyId: true } });
      refuseMore(there, policy.id);
      await db.policyAttachment.create({ data: { ...data, ...holder } });
      // What they may do is no longer what it was when a link was made, for them or by them.
      if (input.kind === "person") await expireResetLinks(db, { personId: input.personId });
    }
    await keepWayBack(db, caller);
    return { attachmentId };
  },
  record: ({ resource: { policy, organization, target: input } }) => ({
    resources: [`policy/${policy.id}`, targetResource(input, organization.id), ...(input.kind === "person" ? [`account/${input.accountId}`] : [])],
    parameters: { name: policy.name, kind: input.kind, organizationId: organization.id },
  }),
});

/** One answer for an address that nobody has, that somebody elsewhere has, and for an account of another tenant. */
const notAMember = (): MunimentError =>
  new MunimentError("ResourceNotFound", t("Nobody with this e-mail address belongs to this account. Check both, or invite the person first."), { fields: [{ field: "email", message: t("Not a member of the account.") }] });

function refuseMore(there: readonly { policyId: string }[], policyId: string): void {
  if (there.some((attached) => attached.policyId === policyId)) throw new MunimentError("Conflict", t("This policy is attached here already."));
  if (there.length >= maxAttachments) throw new MunimentError("Conflict", t("{most} policies at most are attached to one place.", { most: maxAttachments }));
}

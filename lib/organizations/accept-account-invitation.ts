import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { carryOver } from "./carry-over";
import { accountInvitationFor, answerInvitation } from "./find-account-invitation";
import { PreviewDigest } from "./models";
import { confirmedPlan } from "./plan-change";
import { tellChange } from "./tell-change";

/**
 * The account that the caller works in joins the organization that invited it, as previewed. Its organization admins become account admins; the
 * organization that it was by itself stays behind empty, for the record.
 */
export const acceptAccountInvitation = operation({
  name: "organizations:AcceptAccountInvitation",
  summary: "The caller's account joins the organization that invited it, exactly as previewed.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ invitationId: Uuid, preview: PreviewDigest }),
  output: Nothing,
  resource: ({ db, caller, input }) => accountInvitationFor(db, caller, input.invitationId),
  async handle({ db, caller, input, resource: invitation }) {
    const plan = await confirmedPlan(db, caller, { kind: "join", invitationId: invitation.id }, input.preview);
    await tellChange(db, caller, plan);
    await answerInvitation(db, invitation.id, { acceptedAt: now() });
    const standing = { unitId: plan.resolved.to?.units.at(-1)?.id ?? null };
    await asSystem("an account goes from one organization to another", () => carryOver(db, "join", invitation.accountId, plan.resolved.from.organizationId, invitation.organization.id, caller.personId, standing));
    return {};
  },
  record: ({ caller, resource }) => ({
    resources: [`account-invitation/${resource.id}`, `account/${resource.accountId}`, `organization/${resource.organization.id}`],
    parameters: { from: caller.account.organizationName, to: resource.organization.name },
  }),
});

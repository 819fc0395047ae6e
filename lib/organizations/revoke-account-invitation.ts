import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { answerInvitation } from "./find-account-invitation";

/** Takes back an invitation to an account that was not answered yet. */
export const revokeAccountInvitation = operation({
  name: "organizations:RevokeAccountInvitation",
  summary: "Takes back an invitation to an account that was not answered yet.",
  access: "Permissions",
  reach: "member",
  input: z.object({ invitationId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const invitation = await db.accountInvitation.findUnique({ where: { id: input.invitationId }, select: { id: true, accountId: true, organizationId: true } });
    if (!invitation) throw new MunimentError("ResourceNotFound");
    await organizationInReach(db, caller, invitation.organizationId);
    return invitation;
  },
  async handle({ db, resource }) {
    await answerInvitation(db, resource.id, { revokedAt: now() });
    return {};
  },
  record: ({ resource }) => ({ resources: [`account-invitation/${resource.id}`, `organization/${resource.organizationId}`], parameters: { account: resource.accountId } }),
});

import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { accountInReach } from "./account-in-reach";
import { t } from "@/lib/texts/text";

/** Takes an open invitation back: its link is dead at once. */
export const revokeInvitation = operation({
  name: "organizations:RevokeInvitation",
  summary: "Takes an open invitation back.",
  access: "Permissions",
  reach: "member",
  input: z.object({ invitationId: Uuid }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const invitation = await db.invitation.findUnique({ where: { id: input.invitationId } });
    if (!invitation) throw new MunimentError("ResourceNotFound");
    await accountInReach(db, caller, invitation.accountId);
    return invitation;
  },
  async handle({ db, resource: invitation }) {
    const revoked = await db.invitation.updateMany({ where: { id: invitation.id, acceptedAt: null, revokedAt: null }, data: { revokedAt: now() } });
    if (revoked.count === 0) throw new MunimentError("Conflict", t("This invitation was accepted or taken back already."));
    return {};
  },
  record: ({ resource }) => ({ resources: [`invitation/${resource.id}`, `account/${resource.accountId}`] }),
});

import { z } from "zod";
import { Nothing, Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { accountInvitationFor, answerInvitation } from "./find-account-invitation";

/** Declines an organization's invitation to the account that the caller works in. */
export const declineAccountInvitation = operation({
  name: "organizations:DeclineAccountInvitation",
  summary: "Declines an organization's invitation to the caller's account.",
  access: "Write",
  reach: "member",
  input: z.object({ invitationId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => accountInvitationFor(db, caller, input.invitationId),
  async handle({ db, resource }) {
    await answerInvitation(db, resource.id, { declinedAt: now() });
    return {};
  },
  record: ({ resource }) => ({ resources: [`account-invitation/${resource.id}`, `account/${resource.accountId}`, `organization/${resource.organization.id}`] }),
});

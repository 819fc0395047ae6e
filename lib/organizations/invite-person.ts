import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import { AccountId, Email, GroupName, PersonName } from "@/lib/identity/models";
import { keepOnceShown } from "@/lib/identity/once-shown";
import { hashToken, newToken } from "@/lib/identity/token";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { accountInReach, grantableGroups } from "./account-in-reach";

export const invitationValidMs = 7 * 24 * 60 * 60 * 1000;

/** Invites a person into an account. The link works once, for seven days, and is shown to the inviter once. */
export const invitePerson = operation({
  name: "organizations:InvitePerson",
  summary: "Invites a person into an account as a member of a group; answers with a link that works once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, email: Email, name: PersonName, group: GroupName }),
  output: z.object({ invitationId: z.uuid(), link: z.string(), expiresAt: z.date() }),
  resource: ({ db, caller, input }) => accountInReach(db, caller, input.accountId),
  async handle({ db, caller, input, resource: account }) {
    if (!grantableGroups(caller, account).includes(input.group)) {
      throw new MunimentError("AccessDenied", "You cannot give this group in this account. Choose one that carries no more authority than your own.");
    }
    const member = await db.membership.findFirst({ where: { accountId: account.id, person: { email: input.email } }, select: { personId: true } });
    if (member) throw new MunimentError("Conflict", "This person is a member of the account already.", { fields: [{ field: "email", message: "A member already." }] });
    const at = now();
    const token = newToken();
    const invitationId = uuidv7({ msecs: at.getTime() });
    const expiresAt = new Date(at.getTime() + invitationValidMs);
    await db.invitation.updateMany({ where: { accountId: account.id, email: input.email, grantId: null, acceptedAt: null, revokedAt: null }, data: { revokedAt: at } });
    await db.invitation.create({
      data: { id: invitationId, tokenHash: hashToken(token), email: input.email, name: input.name, accountId: account.id, group: input.group, invitedBy: caller.personId, createdAt: at, expiresAt },
    });
    const link = `${config().baseUrl}/invitation/${token}`;
    await keepOnceShown(db, caller.sessionId, { kind: "invitation", link, name: input.name, email: input.email, expiresAt: expiresAt.toISOString() });
    return { invitationId, link, expiresAt };
  },
  record: ({ input, resource, output }) => ({ resources: [`invitation/${output.invitationId}`, `account/${resource.id}`], parameters: { email: input.email, group: input.group } }),
});

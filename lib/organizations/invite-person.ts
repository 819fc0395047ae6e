import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import { AccountId, Email, GroupName, PersonName } from "@/lib/identity/models";
import { keepOnceShown } from "@/lib/identity/once-shown";
import { hashToken, newToken } from "@/lib/identity/token";
import { composeMail } from "@/lib/notifications/compose-mail";
import { mailIsOn, queueMessage } from "@/lib/notifications/queue-message";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { accountInReach, grantableGroups } from "./account-in-reach";
import { operatorName } from "./operator-name";
import { t } from "@/lib/texts/text";

export const invitationValidMs = 7 * 24 * 60 * 60 * 1000;

/** Invites a person into an account. The link works once, for seven days; it is shown to the inviter once and, where mail is on, sent to the person. */
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
      throw new MunimentError("AccessDenied", t("You cannot give this group in this account. Choose one that carries no more authority than your own."));
    }
    const member = await db.membership.findFirst({ where: { accountId: account.id, person: { email: input.email } }, select: { personId: true } });
    if (member) throw new MunimentError("Conflict", t("This person is a member of the account already."), { fields: [{ field: "email", message: t("A member already.") }] });
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
    if (mailIsOn()) {
      const sender = await operatorName();
      // In the language of whoever invites: of somebody new nobody knows it.
      const words = composeMail({
        name: input.name,
        paragraphs: [
          t("{person} invites you to work in the account {account} of {organization}.", { person: caller.name, account: account.name, organization: account.organizationName }),
          t("The link below works once, for seven days. You set a password and an authenticator app with it."),
        ],
        action: { label: t("Accept the invitation"), href: link },
        sender,
        reason: t("You get this because {person} ({email}) entered your address. If you expect no invitation, you need not do anything.", { person: caller.name, email: caller.email }),
      });
      await queueMessage(db, { to: input.email, subject: t("Invitation to {organization} in {sender}", { organization: account.organizationName, sender }), ...words, about: `invitation/${invitationId}`, goodUntil: expiresAt });
    }
    return { invitationId, link, expiresAt };
  },
  record: ({ input, resource, output }) => ({ resources: [`invitation/${output.invitationId}`, `account/${resource.id}`], parameters: { email: input.email, group: input.group } }),
});

import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { database, type Db } from "@/lib/database/client";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operatorName } from "@/lib/organizations/operator-name";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { beginEnrollment } from "./begin-enrollment";
import { usedFactor } from "./factor-kind";
import { expireResetLinks } from "./expire-reset-links";
import { findInvitation } from "./find-invitation";
import { homeAccount } from "./home-account";
import { IssuedSession, LinkToken, PersonName } from "./models";
import { checkNewPassword, hashPassword, Password } from "./password";
import { firstLocale } from "./person-locale";
import { issueSession, revokeSession } from "./session";
import { consumeLink } from "./throttle";
import { t } from "@/lib/texts/text";

async function use(db: Db, id: string): Promise<void> {
  const used = await db.invitation.updateMany({ where: { id, acceptedAt: null, revokedAt: null }, data: { acceptedAt: now() } });
  if (used.count !== 1) throw new MunimentError("LinkInvalid");
}

const isInvited = (caller: Caller, email: string): boolean => caller.kind === "person" && caller.stage === "FULL" && caller.email === email;

/**
 * Uses an invitation up. A new person chooses name and password and goes on to enrol a factor; a person who is known already must be signed in
 * as the one invited, and gains the membership, or the role without one.
 */
export const acceptInvitation = operation({
  name: "identity:AcceptInvitation",
  summary: "Uses an invitation link: creates the person, or adds the membership to the person signed in.",
  access: "Write",
  reach: "anyone",
  door: "session",
  input: z.object({ invitation: LinkToken, name: PersonName.optional(), password: Password.optional() }),
  output: IssuedSession.extend({ person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }), accountId: z.string(), group: z.string(), account: z.object({ id: z.string(), organizationId: z.string() }) }),
  async prepare({ caller, input }) {
    await consumeLink(caller.address);
    const invitation = await findInvitation(database(), input.invitation);
    if (isInvited(caller, invitation.email)) return { passwordHash: null };
    if (!input.password) throw new MunimentError("ValidationException", undefined, { fields: [{ field: "password", message: t("Choose a password.") }] });
    checkNewPassword(input.password, { email: invitation.email, name: input.name ?? invitation.name, operator: await operatorName() });
    return { passwordHash: await hashPassword(input.password) };
  },
  async handle({ db, caller, input, prepared }) {
    const invitation = await findInvitation(db, input.invitation);
    await use(db, invitation.id);
    const at = now();
    const known = await db.person.findUnique({ where: { email: invitation.email }, select: { id: true, name: true, email: true } });
    if (known && !isInvited(caller, invitation.email)) {
      throw new MunimentError("AccessDenied", t("This address belongs to a person of this portal. Sign in as them and open the link again."));
    }
    const person = known ?? { id: uuidv7({ msecs: at.getTime() }), name: input.name ?? invitation.name, email: invitation.email };
    if (!known) await db.person.create({ data: { ...person, passwordHash: prepared.passwordHash, passwordChangedAt: at, createdAt: at, locale: firstLocale() } });
    const membership = { personId: person.id, accountId: invitation.account.id };
    if (invitation.grant) await db.roleGrant.update({ where: { id: invitation.grant.id }, data: { personId: person.id, name: person.name } });
    else await db.membership.upsert({ where: { personId_accountId: membership }, create: { ...membership, group: invitation.group, createdAt: at }, update: {} });
    if (known) await expireResetLinks(db, { personId: person.id });
    if (caller.kind === "person") await revokeSession(db, caller.sessionId);
    if (!known) await beginEnrollment(db, person.id);
    const factor = caller.kind === "person" ? usedFactor(caller) : null;
    // Into a role nobody becomes a member: the session goes on where the person worked, or nowhere yet.
    const accountId = invitation.grant ? ((await homeAccount(db, person.id))?.id ?? null) : invitation.account.id;
    const session = await issueSession(db, { personId: person.id, accountId, stage: known ? "FULL" : "ENROLLMENT", factor: known ? factor : null, origin: caller });
    return { ...session, person, accountId: invitation.account.id, group: invitation.group, account: { id: invitation.account.id, organizationId: invitation.account.organizationId } };
  },
  record: ({ output }) => ({ person: output.person, resources: [`account/${output.accountId}`, `person/${output.person.id}`], parameters: { group: output.group }, account: output.account }),
});

import { z } from "zod";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { beginEnrollment } from "./begin-enrollment";
import { findResetLink } from "./find-reset-link";
import { homeAccount } from "./home-account";
import { IssuedSession, LinkToken } from "./models";
import { checkNewPassword, hashPassword, Password } from "./password";
import { issueSession, revokeSession } from "./session";
import { consumeLink } from "./throttle";
import { msg } from "@/lib/texts/text";

/**
 * Begins anew: a new password, and nothing of what opened the portal before: factors, recovery codes, sessions, keys and open tickets end. The session that it
 * gives reaches only enrolment.
 */
export const useResetLink = operation({
  name: "identity:UseResetLink",
  summary: "Uses a reset link: sets a new password and ends all factors, sessions and keys of its person.",
  access: "Write",
  reach: "anyone",
  door: "session",
  input: z
    .object({ reset: LinkToken, newPassword: Password, repeatPassword: Password.optional() })
    .refine((input) => input.repeatPassword === undefined || input.repeatPassword === input.newPassword, { path: ["repeatPassword"], message: msg("The two entries of the new password differ.") }),
  output: IssuedSession.extend({
    person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
    home: z.object({ id: z.string(), organizationId: z.string() }).nullable(),
    resetLinkId: z.uuid(),
    ended: z.object({ sessions: z.int(), accessKeys: z.int(), passkeys: z.int() }),
  }),
  async prepare({ caller, input }) {
    await consumeLink(caller.address);
    const { person } = await findResetLink(database(), input.reset);
    checkNewPassword(input.newPassword, { email: person.email, name: person.name, operator: await operatorName() });
    return { passwordHash: await hashPassword(input.newPassword) };
  },
  async handle({ db, caller, input, prepared }) {
    const at = now();
    const { id, person } = await findResetLink(db, input.reset);
    const used = await db.resetLink.updateMany({ where: { id, usedAt: null, expiresAt: { gt: at } }, data: { usedAt: at } });
    if (used.count !== 1) throw new MunimentError("LinkInvalid");
    const personId = person.id;
    const home = await homeAccount(db, personId);
    await db.person.update({ where: { id: personId }, data: { passwordHash: prepared.passwordHash, passwordChangedAt: at } });
    await db.totpFactor.deleteMany({ where: { personId } });
    await db.recoveryCode.deleteMany({ where: { personId } });
    const passkeys = await db.passkey.deleteMany({ where: { personId } });
    const sessions = await db.session.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: at, onceShown: null, keptForm: null } });
    const accessKeys = await db.accessKey.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: at } });
    await asSystem("what a person had open, wherever it was", () => db.ticket.updateMany({ where: { personId, usedAt: null, expiresAt: { gt: at } }, data: { expiresAt: at } }));
    if (caller.kind === "person") await revokeSession(db, caller.sessionId);
    await beginEnrollment(db, personId);
    const session = await issueSession(db, { personId, accountId: home?.id ?? null, stage: "ENROLLMENT", origin: caller });
    return { ...session, person, home, resetLinkId: id, ended: { sessions: sessions.count, accessKeys: accessKeys.count, passkeys: passkeys.count } };
  },
  record: ({ output }) => ({
    person: output.person,
    account: output.home,
    resources: [`person/${output.person.id}`, `reset-link/${output.resetLinkId}`],
    parameters: { sessionsEnded: output.ended.sessions, accessKeysEnded: output.ended.accessKeys, passkeysEnded: output.ended.passkeys },
  }),
});

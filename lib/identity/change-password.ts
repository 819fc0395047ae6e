import { z } from "zod";
import { database } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { operatorName } from "@/lib/organizations/operator-name";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { usedFactor } from "./factor-kind";
import { IssuedSession } from "./models";
import { checkNewPassword, hashPassword, Password, verifyPassword } from "./password";
import { homeAccount } from "./home-account";
import { issueSession } from "./session";
import { consumeCode, forgetCode } from "./throttle";
import { msg, t } from "@/lib/texts/text";

/** Changes the password, ends every session of the person and opens a new one here. */
export const changePassword = operation({
  name: "identity:ChangePassword",
  summary: "Changes the caller's password and ends all their other sessions.",
  access: "Write",
  reach: "self",
  door: "session",
  stepUp: true,
  input: z
    .object({ currentPassword: Password, newPassword: Password, repeatPassword: Password.optional() })
    .refine((input) => input.repeatPassword === undefined || input.repeatPassword === input.newPassword, { path: ["repeatPassword"], message: msg("The two entries of the new password differ.") }),
  output: IssuedSession.extend({ ended: z.int() }),
  async prepare({ caller, input }) {
    await consumeCode(caller.personId);
    const person = await database().person.findUnique({ where: { id: caller.personId }, select: { passwordHash: true } });
    if (!(await verifyPassword(person?.passwordHash ?? null, input.currentPassword))) {
      throw new MunimentError("SignInFailed", t("The current password is not right. Nothing was changed."), { fields: [{ field: "currentPassword", message: t("This is not the current password.") }] });
    }
    checkNewPassword(input.newPassword, { email: caller.email, name: caller.name, operator: await operatorName() });
    await forgetCode(caller.personId);
    return { hash: await hashPassword(input.newPassword) };
  },
  async handle({ db, caller, prepared }) {
    const at = now();
    await db.person.update({ where: { id: caller.personId }, data: { passwordHash: prepared.hash, passwordChangedAt: at } });
    const { count } = await db.session.updateMany({ where: { personId: caller.personId, revokedAt: null }, data: { revokedAt: at, onceShown: null, keptForm: null } });
    const accountId = (caller.role ? (await homeAccount(db, caller.personId))?.id : caller.account?.id) ?? null;
    const session = await issueSession(db, { personId: caller.personId, accountId, stage: "FULL", factor: usedFactor(caller), origin: caller });
    return { ...session, ended: Math.max(0, count - 1) };
  },
  record: ({ output }) => ({ parameters: { sessionsEnded: output.ended } }),
});

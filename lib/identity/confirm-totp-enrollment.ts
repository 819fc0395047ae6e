import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IssuedSession } from "./models";
import { keepOnceShown } from "./once-shown";
import { issueRecoveryCodes } from "./recovery-codes";
import { rotateSession } from "./rotate-session";
import { unseal } from "./seal";
import { consumeCode, forgetCode } from "./throttle";
import { claimStep, matchingStep, TotpCode } from "./totp";
import { t } from "@/lib/texts/text";

/** The first right code makes the new authenticator the person's factor, in place of any other, and gives new recovery codes. */
export const confirmTotpEnrollment = operation({
  name: "identity:ConfirmTotpEnrollment",
  summary: "Confirms a new authenticator app with its first code; issues ten recovery codes.",
  access: "Write",
  reach: "session",
  door: "session",
  stepUpWhen: ({ caller }) => caller.stage === "FULL" || caller.factorAt !== null,
  input: z.object({ code: TotpCode }),
  output: IssuedSession,
  prepare: ({ caller }) => consumeCode(caller.personId),
  async handle({ db, caller, input }) {
    if (caller.stage === "PASSWORD") throw new MunimentError("SecondFactorRequired");
    if (caller.stage === "ENROLLMENT" && caller.passkeys?.required) throw new MunimentError("PasskeyRequired", t("An organization that you administer asks for a passkey. Set one up instead."));
    const pending = await db.totpFactor.findFirst({ where: { personId: caller.personId, confirmedAt: null }, orderBy: { createdAt: "desc" } });
    if (!pending) throw new MunimentError("Conflict", t("No authenticator is waiting to be set up. Start again from the Security page."));
    const step = await matchingStep(unseal(pending.secret, caller.personId), input.code);
    if (step === null || !(await claimStep(db, pending.id, step))) throw new MunimentError("CodeRejected");
    await db.totpFactor.update({ where: { id: pending.id }, data: { confirmedAt: now() } });
    await db.totpFactor.deleteMany({ where: { personId: caller.personId, id: { not: pending.id } } });
    // Whoever is in by a passkey stays so: an organization may ask for nothing less.
    const session = await rotateSession(db, caller, caller.stage === "FULL" && caller.factor === "PASSKEY" ? undefined : { kind: "TOTP", at: now() });
    await keepOnceShown(db, session.sessionId, { kind: "recovery-codes", codes: await issueRecoveryCodes(db, caller.personId) });
    await forgetCode(caller.personId);
    return session;
  },
  record: () => ({ parameters: { factor: "TOTP", recoveryCodes: "issued" } }),
});

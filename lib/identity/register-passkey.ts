import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IssuedSession, maxPasskeys, PasskeyName } from "./models";
import { keepOnceShown } from "./once-shown";
import { checkRegistration } from "./passkey-check";
import { RegistrationResponse } from "./passkey-response";
import { issueRecoveryCodes } from "./recovery-codes";
import { rotateSession } from "./rotate-session";
import { consumeCode, forgetCode } from "./throttle";
import { t } from "@/lib/texts/text";

/** Keeps a new passkey. Whoever enrols with it is signed in by it, and gets recovery codes as with an authenticator app. */
export const registerPasskey = operation({
  name: "identity:RegisterPasskey",
  summary: "Keeps a new passkey of the caller; enrolment with it issues ten recovery codes.",
  access: "Write",
  reach: "session",
  door: "session",
  stepUpWhen: ({ caller }) => caller.stage === "FULL" || caller.factorAt !== null,
  input: z.object({ response: RegistrationResponse, name: PasskeyName }),
  output: IssuedSession.extend({ passkeyId: z.uuid(), enrolled: z.boolean() }),
  async prepare({ caller, input }) {
    if (caller.stage === "PASSWORD") throw new MunimentError("SecondFactorRequired");
    await consumeCode(caller.personId);
    const made = await checkRegistration(input.response, { sessionId: caller.sessionId });
    await forgetCode(caller.personId);
    return made;
  },
  async handle({ db, caller, input, prepared: made }) {
    const at = now();
    // Serialises two registrations of one person.
    await db.$queryRaw`SELECT id FROM person WHERE id = ${caller.personId}::uuid FOR UPDATE`;
    const held = await db.passkey.count({ where: { personId: caller.personId } });
    if (held >= maxPasskeys) throw new MunimentError("Conflict", t("A person has at most {n} passkeys. Remove one that you no longer use.", { n: maxPasskeys }));
    const enrolled = caller.stage === "ENROLLMENT";
    const passkeyId = uuidv7({ msecs: at.getTime() });
    await db.passkey.create({ data: { id: passkeyId, personId: caller.personId, ...made, name: input.name, createdAt: at, lastUsedAt: enrolled ? at : null } });
    const session = await rotateSession(db, caller, enrolled ? { kind: "PASSKEY", at, passkeyId } : undefined);
    if (enrolled) await keepOnceShown(db, session.sessionId, { kind: "recovery-codes", codes: await issueRecoveryCodes(db, caller.personId) });
    return { ...session, passkeyId, enrolled };
  },
  record: ({ input, output }) => ({
    resources: [`passkey/${output.passkeyId}`],
    parameters: { factor: "PASSKEY", name: input.name, ...(output.enrolled ? { recoveryCodes: "issued" } : {}) },
  }),
});

import { z } from "zod";
import { database } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IssuedSession } from "./models";
import { rotateSession } from "./rotate-session";
import { consumeCode, forgetCode } from "./throttle";
import { TotpCode, useTotpCode } from "./totp";

/** Second step of signing in, and step-up for those who are in: a right code, never used before, gives a new session in place of the old one. */
export const verifyTotp = operation({
  name: "identity:VerifyTotp",
  summary: "Checks a code from the authenticator app: finishes signing in, or confirms the person again (step-up).",
  access: "Write",
  reach: "session",
  door: "session",
  input: z.object({ code: TotpCode }),
  output: IssuedSession.extend({ stepUp: z.boolean() }),
  async prepare({ caller, input }) {
    // Where a passkey is asked for and there is one, a code that can be told to a stranger on the telephone is not enough.
    if (caller.passkeys?.required && caller.passkeys.held) throw new MunimentError("PasskeyRequired");
    await consumeCode(caller.personId);
    // The claim is committed on its own: a code that was right once is used up, whatever becomes of the rest.
    if ((caller.stage === "ENROLLMENT" && caller.factorAt === null) || !(await useTotpCode(database(), caller.personId, input.code))) throw new MunimentError("CodeRejected");
    await forgetCode(caller.personId);
  },
  async handle({ db, caller }) {
    const session = await rotateSession(db, caller, { kind: "TOTP", at: now() });
    return { ...session, stepUp: caller.stage === "FULL" };
  },
  record: ({ output }) => ({ parameters: { stepUp: output.stepUp, factor: "TOTP" } }),
});

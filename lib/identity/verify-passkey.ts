import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IssuedSession } from "./models";
import { checkAssertion } from "./passkey-check";
import { AuthenticationResponse } from "./passkey-response";
import { rotateSession } from "./rotate-session";
import { consumeCode, forgetCode } from "./throttle";

/** Second step of signing in, and step-up for those who are in, with a passkey of the caller. */
export const verifyPasskey = operation({
  name: "identity:VerifyPasskey",
  summary: "Checks a passkey of the caller: finishes signing in, or confirms the person again (step-up).",
  access: "Write",
  reach: "session",
  door: "session",
  input: z.object({ response: AuthenticationResponse }),
  output: IssuedSession.extend({ stepUp: z.boolean() }),
  async prepare({ caller, input }) {
    await consumeCode(caller.personId);
    const passkey = await checkAssertion(input.response, "VERIFY", { sessionId: caller.sessionId });
    if (passkey.personId !== caller.personId) throw new MunimentError("PasskeyRejected");
    await forgetCode(caller.personId);
    return passkey;
  },
  async handle({ db, caller, prepared }) {
    const session = await rotateSession(db, caller, { kind: "PASSKEY", at: now(), passkeyId: prepared.id });
    return { ...session, stepUp: caller.stage === "FULL" };
  },
  record: ({ output, prepared }) => ({ resources: [`passkey/${prepared.id}`], parameters: { stepUp: output.stepUp, factor: "PASSKEY" } }),
});

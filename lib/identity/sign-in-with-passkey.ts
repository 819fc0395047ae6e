import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { homeAccount } from "./home-account";
import { IssuedSession, LinkToken } from "./models";
import { checkAssertion } from "./passkey-check";
import { AuthenticationResponse } from "./passkey-response";
import { issueSession, revokeSession } from "./session";
import { consumePasskey } from "./throttle";

/** The whole sign-in with a passkey that verifies its person: something one has and something one knows or is, in one step. */
export const signInWithPasskey = operation({
  name: "identity:SignInWithPasskey",
  summary: "Signs in with a passkey alone, which has verified its person.",
  access: "Write",
  reach: "anyone",
  door: "session",
  input: z.object({ response: AuthenticationResponse, attempt: LinkToken }),
  output: IssuedSession.extend({ person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }), home: z.object({ id: z.string(), organizationId: z.string() }).nullable() }),
  async prepare({ caller, input }) {
    await consumePasskey(caller.address);
    return checkAssertion(input.response, "SIGN_IN", { attempt: input.attempt });
  },
  async handle({ db, caller, prepared: { id, person } }) {
    if (caller.kind === "person") await revokeSession(db, caller.sessionId);
    const home = await homeAccount(db, person.id);
    const session = await issueSession(db, { personId: person.id, accountId: home?.id ?? null, stage: "FULL", factor: { kind: "PASSKEY", at: now(), passkeyId: id }, origin: caller });
    return { ...session, person, home };
  },
  record: ({ output, prepared }) => ({ person: output.person, account: output.home, resources: [`passkey/${prepared.id}`], parameters: { factor: "PASSKEY" } }),
});

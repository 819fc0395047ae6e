import { generateAuthenticationOptions } from "@simplewebauthn/server";
import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { challengeValidMs, issueChallenge } from "./passkey-challenge";
import { relyingParty } from "./relying-party";
import { consumePasskey } from "./throttle";
import { newToken } from "./token";

/** What the browser needs to sign someone in with a passkey alone. It names nobody: the authenticator knows whose it is. */
export const startPasskeySignIn = operation({
  name: "identity:StartPasskeySignIn",
  summary: "Begins to sign in with a passkey alone: the options for the browser, the same for everyone.",
  access: "Write",
  reach: "anyone",
  browsing: true,
  input: z.object({}),
  output: z.object({ options: z.looseObject({ challenge: z.string() }), attempt: z.string() }),
  prepare: ({ caller }) => consumePasskey(caller.address),
  async handle({ db }) {
    const { id: rpID } = relyingParty();
    const attempt = newToken();
    const challenge = await issueChallenge(db, "SIGN_IN", { attempt });
    const options = await generateAuthenticationOptions({ rpID, challenge, timeout: challengeValidMs, userVerification: "required" });
    return { options: { ...options }, attempt };
  },
});

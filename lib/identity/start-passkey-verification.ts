import { generateAuthenticationOptions } from "@simplewebauthn/server";
import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { challengeValidMs, issueChallenge } from "./passkey-challenge";
import { toBase64Url } from "./passkey-response";
import { relyingParty } from "./relying-party";
import { consumePasskey } from "./throttle";
import { t } from "@/lib/texts/text";

/** What the browser needs to use one of the caller's passkeys as second factor, or to confirm again that it is them. */
export const startPasskeyVerification = operation({
  name: "identity:StartPasskeyVerification",
  summary: "Begins to use a passkey as second factor or for step-up: the options for the browser.",
  access: "Write",
  reach: "session",
  browsing: true,
  input: z.object({}),
  output: z.object({ options: z.looseObject({ challenge: z.string() }) }),
  prepare: ({ caller }) => consumePasskey(caller.address),
  async handle({ db, caller }) {
    const { id: rpID } = relyingParty();
    const known = await db.passkey.findMany({ where: { personId: caller.personId, rpId: rpID }, select: { credentialId: true, transports: true } });
    if (known.length === 0) throw new MunimentError("ResourceNotFound", t("You have no passkey for this portal."));
    const options = await generateAuthenticationOptions({
      rpID,
      challenge: await issueChallenge(db, "VERIFY", { sessionId: caller.sessionId }),
      timeout: challengeValidMs,
      userVerification: "required",
      allowCredentials: known.map(({ credentialId, transports }) => ({ id: toBase64Url(credentialId), transports })),
    });
    return { options: { ...options } };
  },
});

import { generateRegistrationOptions } from "@simplewebauthn/server";
import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { operatorName } from "@/lib/organizations/operator-name";
import { maxPasskeys } from "./models";
import { challengeValidMs, issueChallenge } from "./passkey-challenge";
import { toBase64Url, userHandleOf } from "./passkey-response";
import { keyAlgorithms, relyingParty } from "./relying-party";
import { consumePasskey } from "./throttle";
import { t } from "@/lib/texts/text";

/** What the browser needs to make a passkey for the caller: one that can sign in by itself, and asks its person for PIN, finger or face. */
export const startPasskeyRegistration = operation({
  name: "identity:StartPasskeyRegistration",
  summary: "Begins to set up a passkey: the options for the browser, with a challenge that is good once.",
  access: "Write",
  reach: "session",
  stepUpWhen: ({ caller }) => caller.stage === "FULL" || caller.factorAt !== null,
  browsing: true,
  input: z.object({}),
  output: z.object({ options: z.looseObject({ challenge: z.string() }) }),
  prepare: ({ caller }) => consumePasskey(caller.address),
  async handle({ db, caller }) {
    if (caller.stage === "PASSWORD") throw new MunimentError("SecondFactorRequired");
    const { id: rpID } = relyingParty();
    const known = await db.passkey.findMany({ where: { personId: caller.personId }, select: { credentialId: true, transports: true } });
    if (known.length >= maxPasskeys) throw new MunimentError("Conflict", t("A person has at most {n} passkeys. Remove one that you no longer use.", { n: maxPasskeys }));
    const options = await generateRegistrationOptions({
      rpName: await operatorName(),
      rpID,
      userID: userHandleOf(caller.personId),
      userName: caller.email,
      userDisplayName: caller.name,
      challenge: await issueChallenge(db, "REGISTER", { sessionId: caller.sessionId }),
      timeout: challengeValidMs,
      attestationType: "none",
      supportedAlgorithmIDs: [...keyAlgorithms],
      excludeCredentials: known.map(({ credentialId, transports }) => ({ id: toBase64Url(credentialId), transports })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    return { options: { ...options } };
  },
});

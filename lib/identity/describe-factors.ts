import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { relyingPartyId } from "./relying-party";

/** Which factors the caller can use here: what the pages for the second step and for step-up offer. */
export const describeFactors = operation({
  name: "identity:DescribeFactors",
  summary: "Which factors the caller can use to finish signing in or to confirm again.",
  access: "Read",
  reach: "session",
  browsing: true,
  input: z.object({}),
  output: z.object({ passkey: z.boolean(), authenticator: z.boolean(), passkeyRequired: z.boolean(), passkeysAvailable: z.boolean() }),
  async handle({ db, caller }) {
    const rpId = relyingPartyId();
    const [passkeys, apps] = await Promise.all([
      db.passkey.count({ where: { personId: caller.personId, rpId } }),
      db.totpFactor.count({ where: { personId: caller.personId, confirmedAt: { not: null } } }),
    ]);
    return { passkey: passkeys > 0, authenticator: apps > 0, passkeyRequired: caller.passkeys?.required === true, passkeysAvailable: rpId !== "" };
  },
});

import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Nothing } from "./models";
import { keepLastFactor } from "./own-passkey";
import { relyingPartyId } from "./relying-party";
import { t } from "@/lib/texts/text";

/** Removes the authenticator app of a person who has a passkey. */
export const removeAuthenticator = operation({
  name: "identity:RemoveAuthenticator",
  summary: "Removes the caller's authenticator app; never the last factor.",
  access: "Write",
  reach: "self",
  stepUp: true,
  input: z.object({}),
  output: Nothing,
  async handle({ db, caller }) {
    const { count } = await db.totpFactor.deleteMany({ where: { personId: caller.personId, confirmedAt: { not: null } } });
    if (count === 0) throw new MunimentError("ResourceNotFound", t("You have no authenticator app here."));
    await keepLastFactor(db, caller, relyingPartyId());
    return {};
  },
  record: () => ({ parameters: { factor: "TOTP" } }),
});

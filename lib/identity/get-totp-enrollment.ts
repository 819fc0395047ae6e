import { z } from "zod";
import { operatorName } from "@/lib/organizations/operator-name";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { unseal } from "./seal";
import { totpUri } from "./totp";
import { t } from "@/lib/texts/text";

/** The secret that waits to be confirmed, for the person's own eyes. */
export const getTotpEnrollment = operation({
  name: "identity:GetTotpEnrollment",
  summary: "The authenticator secret that waits for its first code.",
  access: "Read",
  reach: "session",
  browsing: true,
  input: z.object({}),
  output: z.object({ secret: z.string(), uri: z.string(), replaces: z.boolean() }),
  async handle({ db, caller }) {
    // A session that owes its second factor must not see a secret: it would be a way around the factor.
    if (caller.stage === "PASSWORD") throw new MunimentError("SecondFactorRequired");
    const pending = await db.totpFactor.findFirst({ where: { personId: caller.personId, confirmedAt: null }, orderBy: { createdAt: "desc" } });
    if (!pending) throw new MunimentError("ResourceNotFound", t("No authenticator is waiting to be set up."));
    const confirmed = await db.totpFactor.count({ where: { personId: caller.personId, confirmedAt: { not: null } } });
    const secret = unseal(pending.secret, caller.personId);
    return { secret, uri: totpUri(secret, await operatorName(), caller.email), replaces: confirmed > 0 };
  },
});

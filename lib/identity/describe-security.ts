import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { relyingPartyId } from "./relying-party";

/** What the Security page shows of the caller's own factors. */
export const describeSecurity = operation({
  name: "identity:DescribeSecurity",
  summary: "The caller's own factors: password age, passkeys, authenticator, recovery codes left.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    passwordChangedAt: z.date().nullable(),
    authenticator: z.object({ confirmedAt: z.date(), lastUsedAt: z.date().nullable() }).nullable(),
    /** `elsewhere`: made for another host name of the portal, and of no use at this one. */
    passkeys: z.array(z.object({ id: z.uuid(), name: z.string(), synced: z.boolean(), elsewhere: z.boolean(), createdAt: z.date(), lastUsedAt: z.date().nullable() })),
    passkeyRequired: z.boolean(),
    recoveryCodesLeft: z.int(),
  }),
  async handle({ db, caller }) {
    const rpId = relyingPartyId();
    const [person, factor, passkeys, recoveryCodesLeft] = await Promise.all([
      db.person.findUniqueOrThrow({ where: { id: caller.personId }, select: { passwordChangedAt: true } }),
      db.totpFactor.findFirst({ where: { personId: caller.personId, confirmedAt: { not: null } }, select: { confirmedAt: true, lastUsedAt: true } }),
      db.passkey.findMany({ where: { personId: caller.personId }, orderBy: { createdAt: "asc" }, select: { id: true, name: true, synced: true, rpId: true, createdAt: true, lastUsedAt: true } }),
      db.recoveryCode.count({ where: { personId: caller.personId, usedAt: null } }),
    ]);
    const authenticator = factor?.confirmedAt ? { confirmedAt: factor.confirmedAt, lastUsedAt: factor.lastUsedAt } : null;
    return {
      passwordChangedAt: person.passwordChangedAt,
      authenticator,
      passkeys: passkeys.map(({ rpId: made, ...passkey }) => ({ ...passkey, elsewhere: made !== rpId })),
      passkeyRequired: caller.passkeys?.required === true,
      recoveryCodesLeft,
    };
  },
});

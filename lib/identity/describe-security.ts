import { z } from "zod";
import { operation } from "@/lib/operations/operation";

/** What the Security page shows of the caller's own factors. */
export const describeSecurity = operation({
  name: "identity:DescribeSecurity",
  summary: "The caller's own factors: password age, authenticator, recovery codes left.",
  access: "Read",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    passwordChangedAt: z.date().nullable(),
    authenticator: z.object({ confirmedAt: z.date(), lastUsedAt: z.date().nullable() }).nullable(),
    recoveryCodesLeft: z.int(),
  }),
  async handle({ db, caller }) {
    const [person, factor, recoveryCodesLeft] = await Promise.all([
      db.person.findUniqueOrThrow({ where: { id: caller.personId }, select: { passwordChangedAt: true } }),
      db.totpFactor.findFirst({ where: { personId: caller.personId, confirmedAt: { not: null } }, select: { confirmedAt: true, lastUsedAt: true } }),
      db.recoveryCode.count({ where: { personId: caller.personId, usedAt: null } }),
    ]);
    const authenticator = factor?.confirmedAt ? { confirmedAt: factor.confirmedAt, lastUsedAt: factor.lastUsedAt } : null;
    return { passwordChangedAt: person.passwordChangedAt, authenticator, recoveryCodesLeft };
  },
});

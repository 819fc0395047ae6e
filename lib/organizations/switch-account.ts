import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { AccountId, IssuedSession } from "@/lib/identity/models";
import { rotateSession } from "@/lib/identity/rotate-session";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { t } from "@/lib/texts/text";

/** Goes on working in another of the caller's accounts, with a new session token: what the caller may do has changed. */
export const switchAccount = operation({
  name: "organizations:SwitchAccount",
  summary: "Goes on working in another of the caller's accounts.",
  access: "Write",
  reach: "self",
  input: z.object({ accountId: AccountId }),
  output: IssuedSession,
  async resource({ db, caller, input }) {
    const membership = await db.membership.findUnique({ where: { personId_accountId: { personId: caller.personId, accountId: input.accountId } } });
    if (!membership) throw new MunimentError("ResourceNotFound");
    // The units above an account in another organization are for its members alone.
    const [account] = await asSystem("whether an account of the person is open", () => db.$queryRaw<{ shut: boolean }[]>`
      SELECT suspended_at IS NOT NULL OR unit_suspended(unit_id) AS shut FROM account WHERE id = ${input.accountId}`);
    if (account?.shut !== false) throw new MunimentError("Conflict", t("This account is suspended: nobody can work in it until an administrator of its organization resumes it."));
    return membership;
  },
  handle({ db, caller, resource }) {
    if (caller.role) throw new MunimentError("Conflict", t("You work as {role}. Leave the role first, then switch the account.", { role: caller.role.name }));
    return rotateSession(db, caller, undefined, resource.accountId);
  },
  record: ({ resource }) => ({ resources: [`account/${resource.accountId}`] }),
});

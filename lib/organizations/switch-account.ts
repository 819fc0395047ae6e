import { z } from "zod";
import { AccountId, Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";

/** Goes on working in another of the caller's accounts. */
export const switchAccount = operation({
  name: "organizations:SwitchAccount",
  summary: "Goes on working in another of the caller's accounts.",
  access: "Write",
  reach: "self",
  input: z.object({ accountId: AccountId }),
  output: Nothing,
  async resource({ db, caller, input }) {
    const membership = await db.membership.findUnique({ where: { personId_accountId: { personId: caller.personId, accountId: input.accountId } } });
    if (!membership) throw new MunimentError("ResourceNotFound");
    return membership;
  },
  async handle({ db, caller, resource }) {
    if (caller.role) throw new MunimentError("Conflict", `You work as ${caller.role.name}. Leave the role first, then switch the account.`);
    await db.session.update({ where: { id: caller.sessionId }, data: { accountId: resource.accountId } });
    return {};
  },
  record: ({ resource }) => ({ resources: [`account/${resource.accountId}`] }),
});

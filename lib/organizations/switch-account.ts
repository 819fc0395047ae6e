import { z } from "zod";
import { AccountId, IssuedSession } from "@/lib/identity/models";
import { rotateSession } from "@/lib/identity/rotate-session";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";

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
    return membership;
  },
  handle({ db, caller, resource }) {
    return rotateSession(db, caller, undefined, resource.accountId);
  },
  record: ({ resource }) => ({ resources: [`account/${resource.accountId}`] }),
});

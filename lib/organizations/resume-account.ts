import { z } from "zod";
import { AccountId, Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { openAccount } from "./in-reach";
import { lockTrees } from "./load-tree";
import { t } from "@/lib/texts/text";

/** Opens a suspended account again. Below a suspended unit it stays shut until the unit is resumed too. */
export const resumeAccount = operation({
  name: "organizations:ResumeAccount",
  summary: "Opens a suspended account again.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId }),
  output: Nothing,
  resource: ({ db, caller, input }) => openAccount(db, caller, input.accountId),
  async handle({ db, resource }) {
    await lockTrees(db, [resource.organization.id]);
    const resumed = await db.account.updateMany({ where: { id: resource.id, NOT: { suspendedAt: null } }, data: { suspendedAt: null } });
    if (resumed.count === 0) throw new MunimentError("Conflict", t("{account} is not suspended itself. If nobody can work in it, resume the unit above it.", { account: resource.name }));
    return {};
  },
  record: ({ resource }) => ({ resources: [`account/${resource.id}`, `organization/${resource.organization.id}`] }),
});

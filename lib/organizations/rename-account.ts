import { z } from "zod";
import { AccountId, Nothing } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { accountInReach } from "./account-in-reach";
import { checkAccountName, lockTrees } from "./load-tree";
import { EntityName } from "./models";

/** Gives an account another name, unlike those beside it. Its number stays. */
export const renameAccount = operation({
  name: "organizations:RenameAccount",
  summary: "Gives an account another name; its number stays.",
  access: "Write",
  reach: "member",
  input: z.object({ accountId: AccountId, name: EntityName }),
  output: Nothing,
  resource: ({ db, caller, input }) => accountInReach(db, caller, input.accountId),
  async handle({ db, input, resource }) {
    await lockTrees(db, [resource.organizationId]);
    const { unitId } = await db.account.findUniqueOrThrow({ where: { id: resource.id }, select: { unitId: true } });
    await checkAccountName(db, { organizationId: resource.organizationId, unitId }, input.name, resource.id);
    await db.account.update({ where: { id: resource.id }, data: { name: input.name } });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`account/${resource.id}`, `organization/${resource.organizationId}`], parameters: { from: resource.name, to: input.name } }),
});

import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { endSessionsIn } from "./end-sessions";
import { unitInTree } from "./in-reach";
import { loadTree, lockTrees } from "./load-tree";
import { t } from "@/lib/texts/text";

/** Shuts all accounts below a unit: nobody can work in them until it is resumed, and sessions in them end at once. */
export const suspendOrganizationalUnit = operation({
  name: "organizations:SuspendOrganizationalUnit",
  summary: "Shuts all accounts below a unit until it is resumed. Sessions in them end at once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ unitId: Uuid }),
  output: z.object({ accounts: z.int(), sessionsEnded: z.int() }),
  resource: ({ db, caller, input }) => unitInTree(db, caller, input.unitId),
  async handle({ db, resource }) {
    const at = now();
    await lockTrees(db, [resource.organization.id]);
    const suspended = await db.organizationalUnit.updateMany({ where: { id: resource.id, suspendedAt: null }, data: { suspendedAt: at } });
    if (suspended.count === 0) throw new MunimentError("Conflict", t("{name} is suspended already.", { name: resource.name }));
    const below = (await loadTree(db, resource.organization.id)).subtree(resource.id).map(({ id }) => id);
    const accounts = await db.account.findMany({ where: { unitId: { in: below } }, select: { id: true } });
    return { accounts: accounts.length, sessionsEnded: await endSessionsIn(db, accounts.map(({ id }) => id), at) };
  },
  record: ({ resource, output }) => ({
    resources: [`unit/${resource.id}`, `organization/${resource.organization.id}`],
    parameters: { accounts: output.accounts, sessionsEnded: output.sessionsEnded },
  }),
});

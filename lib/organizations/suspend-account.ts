import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { endSessionsIn } from "./end-sessions";
import { openAccount } from "./in-reach";
import { lockTrees } from "./load-tree";
import { t } from "@/lib/texts/text";

/** Shuts an account: nobody can work in it until it is resumed, and sessions in it end at once. Members, agreements and coverage stay. */
export const suspendAccount = operation({
  name: "organizations:SuspendAccount",
  summary: "Shuts an account: nobody can work in it until it is resumed. Sessions in it end at once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId }),
  output: z.object({ sessionsEnded: z.int() }),
  resource: ({ db, caller, input }) => openAccount(db, caller, input.accountId),
  async handle({ db, resource }) {
    const at = now();
    await lockTrees(db, [resource.organization.id]);
    if (resource.management) throw new MunimentError("Conflict", t("The management account is never suspended: nobody could resume it."));
    const suspended = await db.account.updateMany({ where: { id: resource.id, suspendedAt: null, closedAt: null }, data: { suspendedAt: at } });
    if (suspended.count === 0) throw new MunimentError("Conflict", t("{name} is suspended already.", { name: resource.name }));
    return { sessionsEnded: await endSessionsIn(db, [resource.id], at) };
  },
  record: ({ resource, output }) => ({ resources: [`account/${resource.id}`, `organization/${resource.organization.id}`], parameters: { sessionsEnded: output.sessionsEnded } }),
});

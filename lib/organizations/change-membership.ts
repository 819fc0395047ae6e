import { z } from "zod";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import { AccountId, GroupName, Nothing, Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { grantableGroups } from "./account-in-reach";
import { keepLastAdmin, membershipInReach } from "./membership-in-reach";
import { t } from "@/lib/texts/text";

/** Puts a member of an account into another group. It holds from the person's next request. */
export const changeMembership = operation({
  name: "organizations:ChangeMembership",
  summary: "Puts a member of an account into another group.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, personId: Uuid, group: GroupName }),
  output: Nothing,
  resource: ({ db, caller, input }) => membershipInReach(db, caller, input),
  async handle({ db, caller, input, resource }) {
    if (!grantableGroups(caller, resource.account).includes(input.group)) throw new MunimentError("AccessDenied", t("You cannot give this group in this account."));
    if (input.group !== resource.group) await keepLastAdmin(db, resource);
    await db.membership.update({ where: { personId_accountId: { personId: resource.personId, accountId: resource.account.id } }, data: { group: input.group } });
    if (input.group !== resource.group) await expireResetLinks(db, { personId: resource.personId });
    return {};
  },
  record: ({ input, resource }) => ({ resources: [`person/${resource.personId}`, `account/${resource.account.id}`], parameters: { from: resource.group, to: input.group } }),
});

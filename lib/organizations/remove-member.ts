import { z } from "zod";
import { expireResetLinks } from "@/lib/identity/expire-reset-links";
import { AccountId, Nothing, Uuid } from "@/lib/identity/models";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { keepLastAdmin, membershipInReach } from "./membership-in-reach";

/** Takes a person out of an account. Their sessions in it, their unused tickets for it and reset links by or for them end at once. */
export const removeMember = operation({
  name: "organizations:RemoveMember",
  summary: "Takes a person out of an account, at once.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ accountId: AccountId, personId: Uuid }),
  output: Nothing,
  resource: ({ db, caller, input }) => membershipInReach(db, caller, input),
  async handle({ db, resource }) {
    const at = now();
    await keepLastAdmin(db, resource);
    const where = { personId: resource.personId, accountId: resource.account.id };
    await db.membership.delete({ where: { personId_accountId: where } });
    await db.session.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: at, onceShown: null, keptForm: null } });
    await expireResetLinks(db, { personId: resource.personId });
    await asSystem("the tickets of somebody who leaves", () => db.ticket.updateMany({ where: { ...where, usedAt: null, expiresAt: { gt: at } }, data: { expiresAt: at } }));
    return {};
  },
  record: ({ resource }) => ({ resources: [`person/${resource.personId}`, `account/${resource.account.id}`], parameters: { group: resource.group } }),
});

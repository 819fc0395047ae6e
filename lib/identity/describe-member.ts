import { z } from "zod";
import { membershipInReach } from "@/lib/organizations/membership-in-reach";
import { operation } from "@/lib/operations/operation";
import { AccountId, GroupName, Uuid } from "./models";

/** A member whom the caller administers, by name: what a page shows before something is done to them. */
export const describeMember = operation({
  name: "identity:DescribeMember",
  summary: "A member whom the caller administers, by name.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ accountId: AccountId, personId: Uuid }),
  output: z.object({ personId: z.uuid(), name: z.string(), email: z.string(), accountName: z.string(), group: GroupName }),
  resource: ({ db, caller, input }) => membershipInReach(db, caller, input),
  async handle({ db, resource: { personId, account, group } }) {
    const { name, email } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { name: true, email: true } });
    return { personId, name, email, accountName: account.name, group };
  },
  record: ({ resource }) => ({ resources: [`person/${resource.personId}`, `account/${resource.account.id}`] }),
});

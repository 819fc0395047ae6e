import { z } from "zod";
import { AccountId } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";

/** The accounts among which the caller can switch, 200 at most. */
export const listOwnAccounts = operation({
  name: "organizations:ListOwnAccounts",
  summary: "The accounts in which the caller is a member.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({ accounts: z.array(z.object({ id: AccountId, name: z.string(), organizationName: z.string(), group: z.string(), current: z.boolean() })) }),
  async handle({ db, caller }) {
    const rows = await db.membership.findMany({
      where: { personId: caller.personId },
      take: 200,
      orderBy: [{ account: { organization: { name: "asc" } } }, { account: { name: "asc" } }],
      select: { group: true, account: { select: { id: true, name: true, organization: { select: { name: true } } } } },
    });
    return {
      accounts: rows.map(({ group, account }) => ({ id: account.id, name: account.name, organizationName: account.organization.name, group, current: account.id === caller.account?.id })),
    };
  },
});

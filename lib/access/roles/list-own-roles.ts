import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { grantStateOf, grantStates } from "./models";

const maxOwn = 100;

/** The roles that were granted to the caller: those to assume now, those to come, and those that have ended. */
export const listOwnRoles = operation({
  name: "access:ListOwnRoles",
  summary: "The roles that the caller may assume, could once, or will be able to.",
  access: "List",
  reach: "self",
  browsing: true,
  input: z.object({}),
  output: z.object({
    grants: z.array(
      z.object({
        grantId: z.uuid(),
        name: z.string(),
        description: z.string(),
        accountName: z.string(),
        organizationName: z.string(),
        fromAt: z.date(),
        untilAt: z.date(),
        state: z.enum(grantStates),
        /** The caller works in it now. */
        current: z.boolean(),
      }),
    ),
  }),
  async handle({ db, caller }) {
    const at = now();
    const grants = await db.roleGrant.findMany({
      where: { personId: caller.personId },
      orderBy: [{ untilAt: "desc" }, { id: "asc" }],
      take: maxOwn,
      include: { role: { include: { account: { select: { name: true, organization: { select: { name: true } } } } } } },
    });
    return {
      grants: grants.map((grant) => ({
        grantId: grant.id,
        name: grant.role.name,
        description: grant.role.description,
        accountName: grant.role.account.name,
        organizationName: grant.role.account.organization.name,
        fromAt: grant.fromAt,
        untilAt: grant.endedAt && grant.endedAt < grant.untilAt ? grant.endedAt : grant.untilAt,
        state: grantStateOf({ ...grant, endedAt: grant.endedAt ?? grant.role.deletedAt }, at),
        current: caller.role?.grantId === grant.id,
      })),
    };
  },
});

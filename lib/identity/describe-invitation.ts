import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { findInvitation } from "./find-invitation";
import { LinkToken, StandingName } from "./models";
import { consumeLink } from "./throttle";

/** What the page behind an invitation link shows. */
export const describeInvitation = operation({
  name: "identity:DescribeInvitation",
  summary: "Who is invited where, for the bearer of an invitation link.",
  access: "Read",
  reach: "anyone",
  browsing: true,
  input: z.object({ invitation: LinkToken }),
  output: z.object({ email: z.string(), name: z.string(), accountName: z.string(), organizationName: z.string(), group: StandingName, role: z.object({ name: z.string(), fromAt: z.date(), untilAt: z.date() }).nullable(), expiresAt: z.date(), known: z.boolean() }),
  prepare: ({ caller }) => consumeLink(caller.address),
  async handle({ db, input }) {
    const { email, name, account, group, grant, expiresAt } = await findInvitation(db, input.invitation);
    // Whoever has a person record signs in first; whoever has none chooses a password here.
    const known = (await db.person.count({ where: { email, passwordHash: { not: null } } })) > 0;
    return { email, name, accountName: account.name, organizationName: account.organization.name, group, role: grant && { name: grant.roleName, fromAt: grant.fromAt, untilAt: grant.untilAt }, expiresAt, known };
  },
});

import { z } from "zod";
import { AccountId, GroupName, Uuid } from "@/lib/identity/models";
import { enrolledAmong } from "@/lib/identity/has-factor";
import { groups } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { grantableGroups, organizationInReach } from "./account-in-reach";

const maxUnits = 500;
const maxAccounts = 1000;
const maxPeople = 2000;
const maxInvitations = 200;

const Member = z.object({ personId: z.uuid(), name: z.string(), email: z.string(), group: GroupName, enrolled: z.boolean(), changeable: z.boolean() });

/** The tree of an organization with the people in it. Auditors and viewers see the tree and the members of their own account. */
export const describeOrganization = operation({
  name: "organizations:DescribeOrganization",
  summary: "An organization's units, accounts, members and open invitations.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ organizationId: Uuid.optional() }),
  output: z.object({
    organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.enum(["OPERATOR", "CUSTOMER"]) }),
    organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
    units: z.array(z.object({ id: z.uuid(), parentId: z.uuid().nullable(), name: z.string() })),
    accounts: z.array(
      z.object({ id: AccountId, unitId: z.uuid().nullable(), name: z.string(), management: z.boolean(), members: z.array(Member), grantable: z.array(GroupName), membersShown: z.boolean() }),
    ),
    invitations: z.array(
      z.object({ id: z.uuid(), email: z.string(), name: z.string(), accountId: AccountId, group: GroupName, createdAt: z.date(), expiresAt: z.date(), expired: z.boolean() }),
    ),
  }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, resource: organization }) {
    const staff = caller.account.organizationKind === "OPERATOR";
    const wide = staff || caller.group === "organization-admin";
    const seen = wide ? { organizationId: organization.id } : { id: caller.account.id };
    const manages = caller.group === "root" || caller.group === "organization-admin" || caller.group === "account-admin";
    const [units, accounts, memberships, invitations, organizations] = await Promise.all([
      db.organizationalUnit.findMany({ where: { organizationId: organization.id }, orderBy: [{ name: "asc" }, { id: "asc" }], take: maxUnits, select: { id: true, parentId: true, name: true } }),
      db.account.findMany({ where: { organizationId: organization.id }, orderBy: [{ management: "desc" }, { name: "asc" }, { id: "asc" }], take: maxAccounts }),
      db.membership.findMany({
        where: { account: seen },
        orderBy: { person: { name: "asc" } },
        take: maxPeople,
        select: { accountId: true, group: true, person: { select: { id: true, name: true, email: true } } },
      }),
      manages ? db.invitation.findMany({ where: { account: seen, acceptedAt: null, revokedAt: null }, orderBy: { createdAt: "desc" }, take: maxInvitations }) : Promise.resolve([]),
      staff ? db.organization.findMany({ orderBy: [{ kind: "asc" }, { name: "asc" }], take: 500, select: { id: true, name: true } }) : Promise.resolve([]),
    ]);
    const enrolled = await enrolledAmong(db, memberships.map(({ person }) => person.id));
    const byAccount = Map.groupBy(memberships, (membership) => membership.accountId);
    return {
      organization,
      organizations,
      units,
      accounts: accounts.map((account) => {
        const inReach = manages && (caller.group === "root" || (caller.group === "organization-admin" && !staff) || account.id === caller.account.id);
        const grantable = inReach ? grantableGroups(caller, { management: account.management, organizationKind: organization.kind }) : [];
        const members = (byAccount.get(account.id) ?? []).flatMap(({ group, person }) => {
          const known = groups.find((one) => one === group);
          return known ? [{ personId: person.id, name: person.name, email: person.email, group: known, enrolled: enrolled.has(person.id), changeable: grantable.includes(known) }] : [];
        });
        return { id: account.id, unitId: account.unitId, name: account.name, management: account.management, members, grantable: [...grantable], membersShown: wide || account.id === caller.account.id };
      }),
      invitations: invitations.flatMap((invitation) => {
        const group = groups.find((one) => one === invitation.group);
        const { id, email, name, accountId, createdAt, expiresAt } = invitation;
        return group ? [{ id, email, name, accountId, group, createdAt, expiresAt, expired: expiresAt <= now() }] : [];
      }),
    };
  },
  record: ({ resource }) => ({ resources: [`organization/${resource.id}`] }),
});

import { z } from "zod";
import { enrolledAmong } from "@/lib/identity/has-factor";
import { AccountId, GroupName } from "@/lib/identity/models";
import { groups } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { grantableGroups } from "./account-in-reach";
import { accountInTree } from "./in-reach";
import { loadTree } from "./load-tree";

const maxPeople = 500;
const maxInvitations = 100;

const Member = z.object({ personId: z.uuid(), name: z.string(), email: z.string(), group: GroupName, enrolled: z.boolean(), changeable: z.boolean() });
const Invitation = z.object({ id: z.uuid(), email: z.string(), name: z.string(), group: GroupName, createdAt: z.date(), expiresAt: z.date(), expired: z.boolean() });

const groupOf = (name: string) => groups.find((one) => one === name);

/** One account of the tree: where it stands, its state, and for those who may know the people in it and who is invited. */
export const describeAccount = operation({
  name: "organizations:DescribeAccount",
  summary: "One account: its place in the tree, its state, its members and open invitations.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ accountId: AccountId }),
  output: z.object({
    id: AccountId,
    name: z.string(),
    management: z.boolean(),
    organization: z.object({ id: z.uuid(), name: z.string() }),
    unitId: z.uuid().nullable(),
    /** Names of the units from the top down. */
    path: z.array(z.string()),
    createdAt: z.date(),
    closedAt: z.date().nullable(),
    suspendedAt: z.date().nullable(),
    /** The suspended unit that shuts it, from the top down the first. */
    suspendedBy: z.string().nullable(),
    membersShown: z.boolean(),
    members: z.array(Member),
    grantable: z.array(GroupName),
    invitations: z.array(Invitation),
  }),
  async resource({ db, caller, input }) {
    return accountInTree(db, caller, input.accountId);
  },
  async handle({ db, caller, resource: account }) {
    const staff = caller.account.organizationKind === "OPERATOR";
    const own = account.id === caller.account.id;
    const membersShown = staff || caller.group === "organization-admin" || own;
    const manages = caller.group === "root" || (caller.group === "organization-admin" && !staff) || (caller.group === "account-admin" && own);
    const grantable = manages && account.closedAt === null ? grantableGroups(caller, { management: account.management, organizationKind: account.organization.kind }) : [];
    const [tree, { createdAt }, members, invitations] = await Promise.all([
      loadTree(db, account.organization.id),
      db.account.findUniqueOrThrow({ where: { id: account.id }, select: { createdAt: true } }),
      membersShown
        ? db.membership.findMany({
            where: { accountId: account.id },
            orderBy: { person: { name: "asc" } },
            take: maxPeople,
            select: { group: true, person: { select: { id: true, name: true, email: true } } },
          })
        : [],
      manages ? db.invitation.findMany({ where: { accountId: account.id, acceptedAt: null, revokedAt: null }, orderBy: { createdAt: "desc" }, take: maxInvitations }) : [],
    ]);
    const enrolled = await enrolledAmong(db, members.map(({ person }) => person.id));
    const chain = tree.chain(account.unitId);
    return {
      id: account.id,
      name: account.name,
      management: account.management,
      organization: { id: account.organization.id, name: account.organization.name },
      unitId: account.unitId,
      path: chain.map(({ name }) => name),
      createdAt,
      closedAt: account.closedAt,
      suspendedAt: account.suspendedAt,
      suspendedBy: chain.find(({ suspendedAt }) => suspendedAt !== null)?.name ?? null,
      membersShown,
      members: members.flatMap(({ group, person }) => {
        const known = groupOf(group);
        return known ? [{ personId: person.id, name: person.name, email: person.email, group: known, enrolled: enrolled.has(person.id), changeable: grantable.includes(known) }] : [];
      }),
      grantable: [...grantable],
      invitations: invitations.flatMap(({ id, email, name, group, createdAt: at, expiresAt }) => {
        const known = groupOf(group);
        return known ? [{ id, email, name, group: known, createdAt: at, expiresAt, expired: expiresAt <= now() }] : [];
      }),
    };
  },
  record: ({ resource }) => ({ resources: [`account/${resource.id}`] }),
});

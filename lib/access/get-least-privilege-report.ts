import { z } from "zod";
import { AccountId, GroupName, Uuid } from "@/lib/identity/models";
import { relyingPartyId } from "@/lib/identity/relying-party";
import { grantableGroups } from "@/lib/organizations/account-in-reach";
import type { Db } from "@/lib/database/client";
import { groups, type MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { managedOrganization } from "./in-reach";
import { reviewCount, reviewPage, type ReviewRow, type ReviewScope } from "./review-people";
import { lesserGroup, permissionUse } from "./unused-permissions";

const dayMs = 86_400_000;
/** Days after which a permission, a person or a key counts as not used, and a factor or a key as old. */
export const reviewDays = { unused: 90, old: 365 } as const;
export const reviewSections = ["permissions", "factors", "dormant", "admins", "keys"] as const;
export const reviewPageSize = 25;

const Who = { personId: z.uuid(), name: z.string(), email: z.string(), accountId: AccountId, accountName: z.string(), group: GroupName, changeable: z.boolean() };

const Report = z.object({
  organization: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(["OPERATOR", "CUSTOMER"]) }),
  section: z.enum(reviewSections),
  /** Rows of each section in all. */
  counts: z.record(z.enum(reviewSections), z.int()),
  page: z.int(),
  pages: z.int(),
  permissions: z.array(
    z.object({
      ...Who,
      memberSince: z.date(),
      /** A member of less than 90 days: what they have not used may still come. */
      recent: z.boolean(),
      allowed: z.int(),
      used: z.array(z.string()),
      unused: z.array(z.string()),
      /** The least group that allows all that was used. */
      suggested: GroupName.nullable(),
    }),
  ),
  /** `at`: last use of a factor, last sign-in, or last use of the key; null for never. `since`: member since, or the present secret of the key since. */
  people: z.array(z.object({ ...Who, at: z.date().nullable(), since: z.date(), key: z.object({ id: z.uuid(), name: z.string() }).nullable() })),
});
type Report = z.input<typeof Report>;

/** What an organization's people have and do not need: permissions, factors, accounts, keys. Each part says since when. */
export const getLeastPrivilegeReport = operation({
  name: "access:GetLeastPrivilegeReport",
  summary: "What an organization's people have and do not use: permissions, factors, sign-ins, keys.",
  access: "Read",
  reach: "member",
  input: z.object({ organizationId: Uuid.optional(), section: z.enum(reviewSections).default("permissions"), page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  output: Report,
  async resource({ db, caller, input }) {
    const { id } = await managedOrganization(db, caller, input.organizationId);
    return db.organization.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, kind: true } });
  },
  async handle({ db, caller, input: { section, page }, resource: organization }) {
    const at = now();
    const scope = reviewScope(organization, at);
    const [permissions, factors, dormant, admins, keys] = await Promise.all([
      db.membership.count({ where: { account: { organizationId: organization.id } } }),
      reviewCount(db, "factors", scope),
      reviewCount(db, "dormant", scope),
      reviewCount(db, "admins", scope),
      reviewCount(db, "keys", scope),
    ]);
    const counts = { permissions, factors, dormant, admins, keys };
    return {
      organization,
      section,
      counts,
      page,
      pages: Math.max(1, Math.ceil(counts[section] / reviewPageSize)),
      ...(await reviewRows(db, caller, organization, { section, at, skip: (page - 1) * reviewPageSize, take: reviewPageSize })),
    };
  },
  record: ({ input, resource }) => ({ resources: [`organization/${resource.id}`], parameters: { section: input.section } }),
});

export type Reviewed = { id: string; name: string; kind: "OPERATOR" | "CUSTOMER" };

function reviewScope(organization: Reviewed, at: Date): ReviewScope {
  const before = (days: number) => new Date(at.getTime() - days * dayMs);
  return { organizationId: organization.id, staff: organization.kind === "OPERATOR", rpId: relyingPartyId(), at, unusedSince: before(reviewDays.unused), longSince: before(reviewDays.old) };
}

/** Some rows of one section, by name, as of `at`. */
export async function reviewRows(db: Db, caller: MemberCaller, organization: Reviewed, asked: { section: (typeof reviewSections)[number]; at: Date; skip: number; take: number }): Promise<Pick<Report, "permissions" | "people">> {
  const { section, at, skip, take } = asked;
  const scope = reviewScope(organization, at);
  if (section === "permissions") return { permissions: await permissionRows(db, caller, organization, scope, { skip, take }), people: [] };
  const changeable = changeableBy(caller, organization);
  return { permissions: [], people: (await reviewPage(db, section, scope, skip, take)).flatMap((row) => personRow(row, changeable)) };
}
type Changeable = (personId: string, group: string, management: boolean) => boolean;

/** Whether the caller could put a member into another group, as the operation itself would decide. */
function changeableBy(caller: MemberCaller, organization: Reviewed): Changeable {
  return (personId, group, management) => personId !== caller.personId && grantableGroups(caller, { management, organizationKind: organization.kind }).some((one) => one === group);
}

function personRow(row: ReviewRow, changeable: Changeable): Report["people"] {
  const group = groups.find((known) => known === row.group);
  if (!group) return [];
  const { person_id: personId, name, email, account_id: accountId, account_name: accountName, at, created_at: since, key_id: keyId, key_name: keyName } = row;
  const key = keyId !== null ? { id: keyId, name: keyName ?? "" } : null;
  return [{ personId, name, email, accountId, accountName, group, changeable: changeable(personId, group, true), at, since, key }];
}

async function permissionRows(db: Db, caller: MemberCaller, organization: Reviewed, scope: ReviewScope, window: { skip: number; take: number }): Promise<Report["permissions"]> {
  const memberships = await db.membership.findMany({
    where: { account: { organizationId: organization.id } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }, { accountId: "asc" }],
    ...window,
    select: { personId: true, group: true, createdAt: true, person: { select: { name: true, email: true } }, account: { select: { id: true, name: true, management: true } } },
  });
  const members = memberships.flatMap((membership) => {
    const group = groups.find((known) => known === membership.group);
    const place = { organizationId: organization.id, organizationName: organization.name, organizationKind: organization.kind };
    return group ? [{ ...membership, group, account: { ...membership.account, ...place } }] : [];
  });
  const uses = await permissionUse(db, members, scope.unusedSince, scope.at);
  const changeable = changeableBy(caller, organization);
  return members.map(({ personId, person, account, group, createdAt }, index) => {
    const { allowed, used, unused } = uses[index] ?? { allowed: [], used: [], unused: [] };
    const recent = createdAt > scope.unusedSince;
    const mayChange = changeable(personId, group, account.management);
    const suggested = recent || !mayChange ? null : lesserGroup(group, used, grantableGroups(caller, account));
    return { personId, name: person.name, email: person.email, accountId: account.id, accountName: account.name, group, changeable: mayChange, memberSince: createdAt, recent, allowed: allowed.length, used: [...used], unused: [...unused], suggested };
  });
}

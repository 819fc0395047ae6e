import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { AccountId, Uuid } from "@/lib/identity/models";
import type { MemberCaller } from "@/lib/operations/caller";
import { operation } from "@/lib/operations/operation";
import { organizationInReach } from "./account-in-reach";
import { loadTree } from "./load-tree";
import type { Tree } from "./tree";

/** Up to so many accounts a tree is shown whole; a larger one shows the accounts of one place at a time. */
export const wholeTreeAccounts = 200;
export const accountsPerPage = 50;
const maxFound = 100;

const Account = z.object({
  id: AccountId,
  unitId: z.uuid().nullable(),
  name: z.string(),
  management: z.boolean(),
  suspended: z.boolean(),
  closed: z.boolean(),
  /** People who work in it; null where the caller may not know. */
  members: z.int().nullable(),
});
const Unit = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable(),
  name: z.string(),
  /** Suspended itself; `shut`: it or a unit above it. */
  suspended: z.boolean(),
  shut: z.boolean(),
  /** Open accounts in it and in everything below. */
  accounts: z.int(),
  /** Open accounts that stand in the unit itself. */
  direct: z.int(),
});

type Row = { id: string; unitId: string | null; name: string; management: boolean; suspendedAt: Date | null; closedAt: Date | null; _count: { memberships: number } };
const select = { id: true, unitId: true, name: true, management: true, suspendedAt: true, closedAt: true, _count: { select: { memberships: true } } } as const;
const orderBy = [{ management: "desc" as const }, { name: "asc" as const }, { id: "asc" as const }];

async function directCounts(db: Db, organizationId: string): Promise<ReadonlyMap<string | null, number>> {
  const rows = await db.account.groupBy({ by: ["unitId"], where: { organizationId, closedAt: null }, _count: { _all: true } });
  return new Map(rows.map(({ unitId, _count }) => [unitId, _count._all]));
}

function shownAccount(row: Row, tree: Tree, caller: MemberCaller, wide: boolean): z.input<typeof Account> {
  const { id, unitId, name, management, suspendedAt, closedAt } = row;
  return { id, unitId, name, management, suspended: suspendedAt !== null || tree.suspended(unitId), closed: closedAt !== null, members: wide || id === caller.account.id ? row._count.memberships : null };
}

/** Text in a LIKE pattern that means itself. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/**
 * The tree of an organization: all units with their counts, and its accounts. Of more than {@link wholeTreeAccounts} accounts only a page of those in one
 * place (`at`) is read, or those that a search finds. Whoever administers nothing sees the tree without the numbers of people.
 */
export const describeTree = operation({
  name: "organizations:DescribeTree",
  summary: "An organization's units and accounts as a tree, whole or searched; of large organizations one place at a time.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({
    organizationId: Uuid.optional(),
    query: z.string().trim().max(200).optional(),
    /** The unit whose accounts are read where the organization is large; the root unless given. */
    unitId: Uuid.optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.enum(["OPERATOR", "CUSTOMER"]) }),
    organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
    units: z.array(Unit),
    accounts: z.array(Account),
    /** Open accounts in all, closed ones, and people who work in any; null where the caller may not know. */
    totals: z.object({ accounts: z.int(), closed: z.int(), people: z.int().nullable() }),
    /** False: `accounts` are a page of those in one place. */
    whole: z.boolean(),
    pages: z.int(),
    /** Units found by a search; null without one. */
    found: z.object({ units: z.array(z.uuid()), accounts: z.int(), more: z.boolean() }).nullable(),
  }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    const staff = caller.account.organizationKind === "OPERATOR";
    const wide = staff || caller.group === "organization-admin";
    const organizationId = organization.id;
    const [tree, direct, closed, people, organizations] = await Promise.all([
      loadTree(db, organizationId),
      directCounts(db, organizationId),
      db.account.count({ where: { organizationId, NOT: { closedAt: null } } }),
      wide ? db.$queryRaw<{ count: bigint }[]>`SELECT count(DISTINCT m.person_id) AS count FROM membership m JOIN account a ON a.id = m.account_id WHERE a.organization_id = ${organizationId}::uuid` : null,
      staff ? db.organization.findMany({ where: { accounts: { some: {} } }, orderBy: [{ kind: "asc" }, { name: "asc" }], take: 500, select: { id: true, name: true } }) : [],
    ]);
    const total = [...direct.values()].reduce((sum, count) => sum + count, 0);
    const whole = total + closed <= wholeTreeAccounts;
    const unitId = input.unitId === undefined ? null : tree.unit(input.unitId).id;
    const units = tree.all().map((unit) => ({
      id: unit.id,
      parentId: unit.parentId,
      name: unit.name,
      suspended: unit.suspendedAt !== null,
      shut: tree.suspended(unit.id),
      direct: direct.get(unit.id) ?? 0,
      accounts: tree.subtree(unit.id).reduce((sum, { id }) => sum + (direct.get(id) ?? 0), 0),
    }));
    const answer = { organization, organizations, units, totals: { accounts: total, closed, people: people ? Number(people[0]?.count ?? 0n) : null }, whole };
    if (input.query) {
      const wanted = `%${literally(input.query)}%`;
      const digits = input.query.replace(/[\s-]/g, "");
      const ids = await db.$queryRaw<{ id: string }[]>`
        SELECT id FROM account WHERE organization_id = ${organizationId}::uuid AND (name ILIKE ${wanted} OR (${/^\d{3,12}$/.test(digits)} AND id LIKE ${`%${literally(digits)}%`}))
        ORDER BY name, id LIMIT ${maxFound + 1}`;
      const rows = await db.account.findMany({ where: { id: { in: ids.slice(0, maxFound).map(({ id }) => id) } }, orderBy, select });
      const lower = input.query.toLocaleLowerCase("en");
      const foundUnits = tree.all().filter(({ name }) => name.toLocaleLowerCase("en").includes(lower)).map(({ id }) => id);
      return { ...answer, accounts: rows.map((row) => shownAccount(row, tree, caller, wide)), pages: 1, found: { units: foundUnits, accounts: rows.length, more: ids.length > maxFound } };
    }
    const place = whole ? { organizationId } : { organizationId, unitId };
    const pages = whole ? 1 : Math.max(1, Math.ceil((direct.get(unitId) ?? 0) / accountsPerPage));
    const rows = await db.account.findMany({
      where: whole ? place : { ...place, closedAt: null },
      orderBy,
      take: whole ? wholeTreeAccounts : accountsPerPage,
      skip: whole ? 0 : (Math.min(input.page, pages) - 1) * accountsPerPage,
      select,
    });
    return { ...answer, accounts: rows.map((row) => shownAccount(row, tree, caller, wide)), pages, found: null };
  },
  record: ({ resource }) => ({ resources: [`organization/${resource.id}`] }),
});

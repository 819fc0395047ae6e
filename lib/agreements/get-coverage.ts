import { z } from "zod";
import { AccountId, Uuid } from "@/lib/identity/models";
import { rawPool } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { organizationInReach } from "@/lib/organizations/account-in-reach";
import { IsoDate } from "@/lib/reports/models";
import { coverageMatrix, instantOfDay } from "./coverage";
import { asHeld, revisionFacts, type CoverRow } from "./held";
import { AgreementKind, AgreementSlug, Source } from "./models";

type AccountRow = { id: string; name: string; management: boolean; organizationId: string };

/** Which placements count: the organization's at an instant, or the caller's own account alone, wherever that one was then. `$1` is the instant. */
type Reach = { condition: string; value: string };

function reachOf(caller: MemberCaller, organizationId: string): Reach {
  const wide = caller.account.organizationKind === "OPERATOR" || caller.group === "organization-admin";
  return wide ? { condition: "p.organization_id = $2::uuid", value: organizationId } : { condition: "p.account_id = $2", value: caller.account.id };
}

const inForceThen = "p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1)";

// Ten thousand accounts are read at once: straight from the driver, which costs a fraction of what the client does for every row.
async function accountsAt({ condition, value }: Reach, at: Date): Promise<AccountRow[]> {
  const { rows } = await rawPool().query<AccountRow>(
    `SELECT a.id, a.name, a.management, p.organization_id::text AS "organizationId" FROM account_placement p JOIN account a ON a.id = p.account_id
     WHERE ${condition} AND ${inForceThen}`,
    [at, value],
  );
  return rows;
}

async function heldAt({ condition, value }: Reach, at: Date): Promise<CoverRow[]> {
  const { rows } = await rawPool().query<CoverRow>(
    `WITH placed AS MATERIALIZED (SELECT p.account_id, p.organization_id FROM account_placement p WHERE ${condition} AND ${inForceThen})
     SELECT c.id::text AS id, c.agreement_id::text AS agreement_id, c.revision, c.type::text AS type, c.account_id, c.organization_id::text AS organization_id, c.effective_start, c.effective_end
     FROM customer_agreement c
     WHERE (c.organization_id IN (SELECT organization_id FROM placed) OR c.account_id IN (SELECT account_id FROM placed))
       AND c.effective_start <= $1 AND (c.effective_end IS NULL OR c.effective_end > $1)`,
    [at, value],
  );
  return rows;
}

const byName = (a: AccountRow, b: AccountRow): number => Number(b.management) - Number(a.management) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || (a.id < b.id ? -1 : 1);

const Cell = z.object({ source: Source, revision: z.int().nullable(), since: z.date().nullable(), until: z.date().nullable() });

/** Which accounts are covered by which agreements, and by what, as of any day; the day counts as it ended. */
export const getCoverage = operation({
  name: "agreements:GetCoverage",
  summary: "Which accounts are covered by which agreements, and by what, as of any day.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({
    organizationId: Uuid.optional(),
    /** An ISO date, today unless given. */
    day: IsoDate.optional(),
    /** Only accounts that an agreement does not cover: any of them, or the one named by `slug`. */
    gaps: z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false),
    slug: AgreementSlug.optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(20_000).default(50),
  }),
  output: z.object({
    day: z.string(),
    today: z.string(),
    organization: z.object({ id: z.uuid(), name: z.string() }),
    organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
    agreements: z.array(z.object({ slug: z.string(), name: z.string(), kind: AgreementKind, covered: z.int() })),
    accounts: z.int(),
    /** Accounts in the list: all, or those with gaps. */
    total: z.int(),
    offset: z.int(),
    rows: z.array(z.object({ accountId: AccountId, name: z.string(), management: z.boolean(), cells: z.array(Cell) })),
    next: z.string().nullable(),
    previous: z.string().nullable(),
  }),
  resource: ({ db, caller, input }) => organizationInReach(db, caller, input.organizationId),
  async handle({ db, caller, input, resource: organization }) {
    const current = now();
    const today = current.toISOString().slice(0, 10);
    const day = input.day ?? today;
    if (day > today) throw new MunimentError("ValidationException", "Choose today or a day before it.", { fields: [{ field: "day", message: "This day has not come yet." }] });
    const position = readPosition(input.page, "account", "text");
    const instant = instantOfDay(day, current.getTime());
    const at = new Date(instant);
    const staff = caller.account.organizationKind === "OPERATOR";
    const reach = reachOf(caller, organization.id);
    const [unsorted, heldRows, facts, agreements, organizations] = await Promise.all([
      accountsAt(reach, at),
      heldAt(reach, at),
      revisionFacts(db),
      db.agreement.findMany({ where: { revisions: { some: { publishedAt: { lte: at } } } }, orderBy: [{ kind: "asc" }, { name: "asc" }], take: 200, select: { id: true, slug: true, name: true, kind: true } }),
      staff ? db.organization.findMany({ where: { kind: "CUSTOMER" }, orderBy: { name: "asc" }, take: 500, select: { id: true, name: true } }) : Promise.resolve([]),
    ]);
    const accounts = unsorted.sort(byName);
    const held = heldRows.map((row) => asHeld(row, facts));
    const shown = input.slug === undefined ? agreements : agreements.filter(({ slug }) => slug === input.slug);
    const matrix = coverageMatrix(accounts, shown.map(({ id }) => id), held, instant);
    const covered = shown.map((_, column) => matrix.reduce((sum, { cells }) => sum + (cells[column]?.source === "NONE" ? 0 : 1), 0));
    const rows = input.gaps ? matrix.filter(({ cells }) => cells.some(({ source }) => source === "NONE")) : matrix;
    const from = position ? Math.min(position.offset, Math.max(0, rows.length - 1)) : 0;
    const page = rows.slice(from, from + input.maxResults);
    const place = (offset: number): string => positionToken({ sort: "account", key: "", id: "", before: false, offset });
    return {
      day,
      today,
      organization: { id: organization.id, name: organization.name },
      organizations,
      agreements: shown.map(({ slug, name, kind }, column) => ({ slug, name, kind, covered: covered[column] ?? 0 })),
      accounts: accounts.length,
      total: rows.length,
      offset: from,
      rows: page.map(({ account, cells }) => ({
        accountId: account.id,
        name: account.name,
        management: account.management,
        cells: cells.map(({ source, held: one }) => ({ source, revision: one?.revision ?? null, since: one ? new Date(one.from) : null, until: one && one.to !== null ? new Date(one.to) : null })),
      })),
      next: from + page.length < rows.length ? place(from + page.length) : null,
      previous: from > 0 ? place(Math.max(0, from - input.maxResults)) : null,
    };
  },
  record: ({ input, output }) => ({ resources: [`organization/${output.organization.id}`], parameters: { day: output.day, gaps: input.gaps } }),
});

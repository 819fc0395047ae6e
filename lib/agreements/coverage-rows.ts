import { rawPool, type Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { coverageMatrix, instantOfDay, type Held, type MatrixRow } from "./coverage";
import { asHeld, revisionFacts, type CoverRow } from "./held";
import type { AgreementKind } from "./models";
import { t } from "@/lib/texts/text";

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

export type CoverageRows = {
  /** ISO dates. */
  day: string;
  today: string;
  agreements: { id: string; slug: string; name: string; kind: AgreementKind }[];
  /** How many accounts there were, and how many of them each agreement covered. */
  accounts: number;
  covered: number[];
  /** All accounts, or those with a gap; the cells in the order of `agreements`. */
  rows: MatrixRow<AccountRow, Held & { revision: number }>[];
};

/**
 * Accounts against agreements at the end of a day, as far as the caller may see them: the management account first, then by name.
 * @throws MunimentError ValidationException for a day that has not come
 */
export async function coverageRows(db: Db, caller: MemberCaller, organizationId: string, asked: { day?: string | undefined; gaps: boolean; slug?: string | undefined }): Promise<CoverageRows> {
  const current = now();
  const today = current.toISOString().slice(0, 10);
  const day = asked.day ?? today;
  if (day > today) throw new MunimentError("ValidationException", t("Choose today or a day before it."), { fields: [{ field: "day", message: t("This day has not come yet.") }] });
  const instant = instantOfDay(day, current.getTime());
  const at = new Date(instant);
  const reach = reachOf(caller, organizationId);
  const [unsorted, heldRows, facts, agreements] = await Promise.all([
    accountsAt(reach, at),
    heldAt(reach, at),
    revisionFacts(db),
    db.agreement.findMany({ where: { revisions: { some: { publishedAt: { lte: at } } } }, orderBy: [{ kind: "asc" }, { name: "asc" }], take: 200, select: { id: true, slug: true, name: true, kind: true } }),
  ]);
  const held = heldRows.map((row) => asHeld(row, facts));
  const shown = asked.slug === undefined ? agreements : agreements.filter(({ slug }) => slug === asked.slug);
  const matrix = coverageMatrix(unsorted.sort(byName), shown.map(({ id }) => id), held, instant);
  const covered = shown.map((_, column) => matrix.reduce((sum, { cells }) => sum + (cells[column]?.source === "NONE" ? 0 : 1), 0));
  const rows = asked.gaps ? matrix.filter(({ cells }) => cells.some(({ source }) => source === "NONE")) : matrix;
  return { day, today, agreements: shown, accounts: unsorted.length, covered, rows };
}

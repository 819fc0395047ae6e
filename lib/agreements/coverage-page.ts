import { rawPool } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { supersededAt, type RevisionFact } from "./coverage";
import type { CoverRow } from "./held";

/** Which placements count: the organization's at an instant, or the caller's own account alone, wherever that one was then. */
export type CoverageReach = Readonly<{ condition: string; value: string }>;

/** What is looked at: whose accounts, when, and the revisions that later ones had overtaken by then. */
export type CoverageView = Readonly<{ reach: CoverageReach; at: Date; overtaken: Overtaken }>;

type Overtaken = Readonly<{ agreements: readonly string[]; revisions: readonly number[] }>;

export function coverageReach(caller: MemberCaller, organizationId: string): CoverageReach {
  const wide = caller.account.organizationKind === "OPERATOR" || caller.group === "organization-admin";
  return wide ? { condition: "p.organization_id = $2::uuid", value: organizationId } : { condition: "p.account_id = $2", value: caller.account.id };
}

/** The revisions that are in force no more at an instant, because a later one has taken their place. */
export function overtakenAt(facts: ReadonlyMap<string, readonly RevisionFact[]>, at: number): Overtaken {
  const overtaken = [...facts].flatMap(([agreementId, revisions]) =>
    revisions.flatMap(({ revision }) => {
      const end = supersededAt(revision, revisions);
      return end !== null && end <= at ? [{ agreementId, revision }] : [];
    }),
  );
  return { agreements: overtaken.map(({ agreementId }) => agreementId), revisions: overtaken.map(({ revision }) => revision) };
}

// Parameters of every statement here: $1 the instant, $2 the reach, and where agreements are asked for $3 and $4, what was overtaken.
// The table itself each time, and no common table of it: that has no index, and joins by comparing all with all where PostgreSQL expects few rows.
const placed = ({ reach }: CoverageView, columns: string): string =>
  `SELECT ${columns} FROM account_placement p WHERE ${reach.condition} AND p.from_at <= $1 AND (p.to_at IS NULL OR p.to_at > $1)`;
const inForce = `c.effective_start <= $1 AND (c.effective_end IS NULL OR c.effective_end > $1)
  AND NOT (c.type = 'DEFAULT' AND EXISTS (SELECT 1 FROM unnest($3::uuid[], $4::int[]) AS o(agreement_id, revision) WHERE o.agreement_id = c.agreement_id AND o.revision = c.revision))`;
const columns = `c.id::text AS id, c.agreement_id::text AS agreement_id, c.revision, c.type::text AS type, c.account_id, c.organization_id::text AS organization_id, c.effective_start, c.effective_end`;

const valuesOf = ({ reach, at, overtaken }: CoverageView): unknown[] => [at, reach.value, [...overtaken.agreements], [...overtaken.revisions]];

/** What the organizations of the accounts had in force. */
export async function heldByOrganization(view: CoverageView): Promise<CoverRow[]> {
  const text = `SELECT ${columns} FROM customer_agreement c WHERE c.organization_id IN (${placed(view, "p.organization_id")}) AND ${inForce}`;
  return (await rawPool().query<CoverRow>(text, valuesOf(view))).rows;
}

/** What some accounts themselves had in force. */
export async function heldByAccounts(view: CoverageView, accountIds: readonly string[]): Promise<CoverRow[]> {
  if (accountIds.length === 0) return [];
  const text = `SELECT ${columns} FROM customer_agreement c WHERE c.account_id = ANY($2::bpchar[]) AND ${inForce}`;
  const [at, , ...overtaken] = valuesOf(view);
  return (await rawPool().query<CoverRow>(text, [at, [...accountIds], ...overtaken])).rows;
}

type AccountRow = { id: string; name: string; management: boolean; organizationId: string };
/** `own` counts, by agreement, the accounts that have one of their own. */
export type AccountPage = { rows: AccountRow[]; accounts: number; total: number; from: number; own: ReadonlyMap<string, number> };

/**
 * A page of the accounts: the management account first, then by name. With `gaps` only those that lack one of the agreements `needed`, which are the ones
 * that nothing of the organization's covers. `accounts` counts all, `total` those of the list; a page behind the end is the last one's last row.
 */
export async function accountsOf(view: CoverageView, choice: { needed: readonly string[]; gaps: boolean; from: number; length: number }): Promise<AccountPage> {
  const { needed, gaps, length } = choice;
  // Added up in one pass over both rather than joined.
  const lacking = `SELECT account_id, max(organization_id) AS organization_id FROM (
      SELECT account_id, organization_id, NULL::uuid AS agreement_id FROM placed UNION ALL SELECT account_id, NULL, agreement_id FROM own
    ) each GROUP BY account_id HAVING count(agreement_id) < cardinality($5::uuid[])`;
  const text = `WITH placed AS MATERIALIZED (${placed(view, "p.account_id, p.organization_id::text AS organization_id")}), own AS MATERIALIZED (
      SELECT DISTINCT c.account_id, c.agreement_id FROM customer_agreement c
      WHERE c.account_id IN (${placed(view, "p.account_id")}) AND c.agreement_id = ANY($5::uuid[]) AND ${inForce}
    ), listed AS ${gaps ? `MATERIALIZED (${lacking})` : "(SELECT account_id, organization_id FROM placed)"}, counts AS (
      SELECT (SELECT count(*)::int FROM placed) AS accounts, (SELECT count(*)::int FROM listed) AS total,
        (SELECT json_object_agg(agreement_id, covered) FROM (SELECT agreement_id, count(*)::int AS covered FROM own GROUP BY agreement_id) each) AS own)
    SELECT counts.accounts, counts.total, counts.own, page.* FROM counts LEFT JOIN LATERAL (
      SELECT a.id, a.name, a.management, listed.organization_id AS "organizationId" FROM listed JOIN account a ON a.id = listed.account_id
      ORDER BY a.management DESC, a.name COLLATE "C", a.id LIMIT $6 OFFSET LEAST($7::int, GREATEST(counts.total - 1, 0))) page ON TRUE`;
  type Row = { [key in keyof AccountRow]: AccountRow[key] | null } & { accounts: number; total: number; own: Record<string, number> | null };
  const { rows } = await rawPool().query<Row>(text, [...valuesOf(view), [...needed], length, choice.from]);
  const { accounts = 0, total = 0, own = null } = rows[0] ?? {};
  const found = rows.flatMap(({ id, name, management, organizationId }) => (id === null || name === null || management === null || organizationId === null ? [] : [{ id, name, management, organizationId }]));
  return { rows: found, accounts, total, from: Math.min(choice.from, Math.max(0, total - 1)), own: new Map(Object.entries(own ?? {})) };
}

import { rawPool } from "@/lib/database/client";
import { currentScope } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { supersededAt, type RevisionFact } from "./coverage";
import type { CoverRow } from "./held";

/** Which placements count: the organization's at an instant, or the caller's own account alone, wherever that one was then. */
export type CoverageReach = Readonly<{ condition: string; value: string }>;

/** What is looked at: whose accounts, when (milliseconds in `at`), and the revisions that later ones had overtaken by then. */
export type CoverageView = Readonly<{ reach: CoverageReach; at: Date; overtaken: Overtaken }>;

/** `next`: when, after that instant, a later one next takes an earlier one's place; infinite where none will. */
type Overtaken = Readonly<{ agreements: readonly string[]; revisions: readonly number[]; next: number }>;

export function coverageReach(caller: MemberCaller, organizationId: string): CoverageReach {
  const wide = caller.account.organizationKind === "OPERATOR" || caller.group === "organization-admin";
  return wide ? { condition: "p.organization_id = $2::uuid", value: organizationId } : { condition: "p.account_id = $2", value: caller.account.id };
}

/** The revisions that are in force no more at an instant, because a later one has taken their place. */
export function overtakenAt(facts: ReadonlyMap<string, readonly RevisionFact[]>, at: number): Overtaken {
  const ends = [...facts].flatMap(([agreementId, revisions]) =>
    revisions.flatMap(({ revision }) => {
      const end = supersededAt(revision, revisions);
      return end === null ? [] : [{ agreementId, revision, end }];
    }),
  );
  const overtaken = ends.filter(({ end }) => end <= at);
  const next = Math.min(...ends.flatMap(({ end }) => (end > at ? [end] : [])), Infinity);
  return { agreements: overtaken.map(({ agreementId }) => agreementId), revisions: overtaken.map(({ revision }) => revision), next };
}

// Parameters of every statement here: $1 the instant, $2 the reach, and where agreements are asked for $3 and $4, what was overtaken.
const placedFrom = ({ reach }: CoverageView): string => `FROM account_placement p WHERE ${reach.condition} AND (p.to_at IS NULL OR p.to_at > $1)`;
const notOver = `(c.effective_end IS NULL OR c.effective_end > $1)
  AND NOT (c.type = 'DEFAULT' AND EXISTS (SELECT 1 FROM unnest($3::uuid[], $4::int[]) AS o(agreement_id, revision) WHERE o.agreement_id = c.agreement_id AND o.revision = c.revision))`;
const columns = `c.id::text AS id, c.agreement_id::text AS agreement_id, c.revision, c.type::text AS type, c.account_id, c.organization_id::text AS organization_id, c.effective_start, c.effective_end`;

const valuesOf = ({ reach, at, overtaken }: CoverageView): unknown[] => [at, reach.value, [...overtaken.agreements], [...overtaken.revisions]];

/** What the organizations of the accounts had in force. */
export async function heldByOrganization(view: CoverageView): Promise<CoverRow[]> {
  const text = `SELECT ${columns} FROM customer_agreement c WHERE c.organization_id IN (SELECT p.organization_id ${placedFrom(view)} AND p.from_at <= $1) AND c.effective_start <= $1 AND ${notOver}`;
  return (await rawPool().query<CoverRow>(text, valuesOf(view))).rows;
}

/** What some accounts themselves had in force. */
export async function heldByAccounts(view: CoverageView, accountIds: readonly string[]): Promise<CoverRow[]> {
  if (accountIds.length === 0) return [];
  const text = `SELECT ${columns} FROM customer_agreement c WHERE c.account_id = ANY($2::bpchar[]) AND c.effective_start <= $1 AND ${notOver}`;
  const [at, , ...overtaken] = valuesOf(view);
  return (await rawPool().query<CoverRow>(text, [at, [...accountIds], ...overtaken])).rows;
}

const idLength = 12;

/** Who was where at an instant, and who had agreed to what: all that counts and lists of gaps are made of. */
type Index = Readonly<{
  /** Good from the first instant until before the second, as long as nothing is changed. */
  from: number;
  until: number;
  organizationId: string | null;
  accounts: number;
  /** The ids of the accounts, one after the other: the management account first, then by name. */
  ids: string;
  /** By agreement: for each account, in that order, 1 where it has one of its own in force. */
  own: ReadonlyMap<string, Uint8Array>;
}>;

const msOf = (instant: Date | null): number => instant?.getTime() ?? Infinity;

async function readIndex(view: CoverageView): Promise<Index> {
  const placedText = `SELECT string_agg(x.id, '' ORDER BY x.management DESC, x.name COLLATE "C", x.id) FILTER (WHERE x.here) AS ids,
      min(x.organization_id) FILTER (WHERE x.here) AS "organizationId", min(x.changes) AS until
    FROM (SELECT a.id, a.management, a.name, here, placed.organization_id, placed.changes FROM (
      SELECT p.account_id, p.organization_id::text AS organization_id, p.from_at <= $1 AS here, CASE WHEN p.from_at > $1 THEN p.from_at ELSE p.to_at END AS changes ${placedFrom(view)} OFFSET 0
    ) placed JOIN account a ON a.id = placed.account_id) x`;
  const ownText = `SELECT c.agreement_id::text AS id, string_agg(c.account_id, '') FILTER (WHERE c.effective_start <= $1) AS held,
      min(CASE WHEN c.effective_start > $1 THEN c.effective_start ELSE c.effective_end END) AS until
    FROM customer_agreement c WHERE c.account_id = ANY(ARRAY(SELECT p.account_id ${placedFrom(view)})) AND ${notOver} GROUP BY c.agreement_id`;
  const [placed, held] = await Promise.all([
    rawPool().query<{ ids: string | null; organizationId: string | null; until: Date | null }>(placedText, valuesOf(view).slice(0, 2)),
    rawPool().query<{ id: string; held: string | null; until: Date | null }>(ownText, valuesOf(view)),
  ]);
  const { ids, organizationId, until } = placed.rows[0] ?? { ids: null, organizationId: null, until: null };
  const all = ids ?? "";
  const accounts = all.length / idLength;
  const places = new Map<string, number>();
  for (let index = 0; index < accounts; index += 1) places.set(all.slice(index * idLength, (index + 1) * idLength), index);
  const own = new Map<string, Uint8Array>();
  for (const { id, held: holders } of held.rows) {
    const marks = new Uint8Array(accounts);
    for (let start = 0; holders !== null && start < holders.length; start += idLength) {
      const place = places.get(holders.slice(start, start + idLength));
      if (place !== undefined) marks[place] = 1;
    }
    own.set(id, marks);
  }
  return { from: view.at.getTime(), until: Math.min(msOf(until), view.overtaken.next, ...held.rows.map((row) => msOf(row.until))), organizationId, accounts, ids: all, own };
}

const maxKeptCharacters = 24_000_000;
// One store per process, whichever copy of this module asks.
const storeKey = Symbol.for("muniment.coverage");
function store(): Map<string, Index> {
  const shared: { [key: symbol]: Map<string, Index> | undefined } = globalThis;
  return (shared[storeKey] ??= new Map<string, Index>());
}

/**
 * {@link readIndex}, kept as long as the revision of access stays the same, which every change of accounts, agreements and their texts raises. It must have been
 * read before: then what is kept under it is at least as new as it says. A past day is one instant; today's holds until the next beginning or end.
 */
async function indexOf(view: CoverageView, revision: string): Promise<Index> {
  const scope = currentScope();
  const seenBy = scope?.kind === "member" ? [scope.organizationId, scope.accountId, scope.management] : [];
  const at = view.at.getTime();
  const past = at % 86_400_000 === 86_399_999 ? at : 0;
  const key = JSON.stringify([revision, scope?.kind, ...seenBy, view.reach.condition, view.reach.value, past]);
  const known = store().get(key);
  if (known && known.from <= at && at < Math.max(known.until, known.from + 1)) return known;
  const index = await readIndex(view);
  store().delete(key);
  store().set(key, index);
  let kept = 0;
  for (const [each, { ids, own }] of [...store()].reverse()) {
    kept += ids.length + own.size * (ids.length / idLength) + 500;
    if (each !== key && (kept > maxKeptCharacters || !each.startsWith(`["${revision}"`))) store().delete(each);
  }
  return index;
}

type AccountRow = { id: string; name: string; management: boolean; organizationId: string };
/** `own` counts, by agreement, the accounts that have one of their own. */
export type AccountPage = { rows: AccountRow[]; accounts: number; total: number; from: number; own: ReadonlyMap<string, number> };

/**
 * A page of the accounts: the management account first, then by name. With `gaps` only those that lack one of the agreements `needed`, which are the ones
 * that nothing of the organization's covers. `accounts` counts all, `total` those of the list; a page behind the end is the last one's last row.
 * `revision` is that of access, read before.
 */
export async function accountsOf(view: CoverageView, choice: { revision: string; needed: readonly string[]; gaps: boolean; from: number; length: number }): Promise<AccountPage> {
  const { needed, gaps, length } = choice;
  const { accounts, ids, organizationId, own } = await indexOf(view, choice.revision);
  const marks = needed.map((id) => own.get(id));
  const listed: number[] = [];
  for (let index = 0; index < accounts; index += 1) if (!gaps || marks.some((each) => each?.[index] !== 1)) listed.push(index);
  const from = Math.min(choice.from, Math.max(0, listed.length - 1));
  const page = listed.slice(from, from + length).map((index) => ids.slice(index * idLength, (index + 1) * idLength));
  const { rows } = await rawPool().query<Omit<AccountRow, "organizationId">>("SELECT a.id, a.name, a.management FROM account a WHERE a.id = ANY($1::bpchar[])", [page]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return {
    rows: page.flatMap((id) => {
      const row = found.get(id);
      return row && organizationId !== null ? [{ ...row, organizationId }] : [];
    }),
    accounts,
    total: listed.length,
    from,
    own: new Map(needed.map((id, column) => [id, marks[column]?.reduce((sum, mark) => sum + mark, 0) ?? 0])),
  };
}

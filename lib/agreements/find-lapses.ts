import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { lapses, type Change, type History } from "./coverage";
import { asHeld, endOf, revisionFacts, type CoverRow } from "./held";

export type Lapse = { accountId: string; accountName: string; agreementSlug: string; agreementName: string };

const dayMs = 86_400_000;

type Ending = { agreementId: string; revision: number; type: string; effectiveStart: Date; effectiveEnd: Date | null };

/** The first instant without an agreement that is ended at `at` (milliseconds) under its days of notice: never after the end that it has already. */
export function endUnderNotice(row: Ending, noticeDays: number, facts: Awaited<ReturnType<typeof revisionFacts>>, at: number): number {
  const start = row.effectiveStart.getTime();
  return Math.max(start, Math.min(Math.max(at + noticeDays * dayMs, start), endOf(row, facts) ?? Infinity));
}

type Foretell = (change: Change, at: number) => Lapse[];

/** What a change can concern: for an ending the holder's accounts, with what they and their organization hold of this agreement. */
function narrowed({ placements, held }: History, change: Change): History {
  if (change.kind === "MOVE") return { placements: placements.filter(({ accountId }) => accountId === change.accountId), held };
  const target = held.find(({ id }) => id === change.heldId);
  if (!target) return { placements: [], held: [] };
  const { kind, id: holderId } = target.holder;
  const places = placements.filter(({ accountId, organizationId }) => (kind === "ACCOUNT" ? accountId : organizationId) === holderId);
  const holders = new Set(places.flatMap(({ accountId, organizationId }) => [accountId, organizationId]));
  // It lasts until the instant that is looked at, whatever ends it there: whoever it covers then is covered before.
  return { placements: places, held: held.filter(({ agreementId, holder }) => agreementId === target.agreementId && holders.has(holder.id)).map((one) => (one === target ? { ...one, to: null } : one)) };
}

/**
 * Reads once what is held in some organizations, to foretell what nobody covers any more as soon as a change happens: a move now, or an ending at the
 * instant at which it takes effect. The answers are sorted by account.
 */
export async function readLapses(db: Db, organizationIds: readonly string[]): Promise<Foretell> {
  const ids = [...new Set(organizationIds)];
  const accounts = await db.account.findMany({ where: { organizationId: { in: ids }, closedAt: null }, select: { id: true, name: true, organizationId: true }, take: 50_000 });
  const rows = await db.$queryRaw<CoverRow[]>`
    SELECT c.id::text AS id, c.agreement_id::text AS agreement_id, c.revision, c.type::text AS type, c.account_id, c.organization_id::text AS organization_id, c.effective_start, c.effective_end
    FROM customer_agreement c LEFT JOIN account a ON a.id = c.account_id
    WHERE (c.organization_id = ANY(${ids}::text[]::uuid[]) OR a.organization_id = ANY(${ids}::text[]::uuid[]))
      AND (c.state = 'ACTIVE' OR c.effective_end IS NULL OR c.effective_end > ${now()})`;
  const facts = await revisionFacts(db);
  const agreements = new Map((await db.agreement.findMany({ select: { id: true, slug: true, name: true }, take: 1000 })).map((one) => [one.id, one]));
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const history = { placements: accounts.map(({ id, organizationId }) => ({ accountId: id, organizationId, from: 0, to: null })), held: rows.map((row) => asHeld(row, facts)) };
  return (change, at) =>
    lapses(narrowed(history, change), change, at)
      .map(({ accountId, agreementId }) => {
        const agreement = agreements.get(agreementId);
        return { accountId, accountName: names.get(accountId) ?? accountId, agreementSlug: agreement?.slug ?? "", agreementName: agreement?.name ?? "" };
      })
      .sort((a, b) => a.accountName.localeCompare(b.accountName, "en") || a.accountId.localeCompare(b.accountId) || a.agreementSlug.localeCompare(b.agreementSlug));
}

/**
 * {@link readLapses} for one change, to be shown before it happens.
 * @param organizationIds the organizations that it touches: for a move, the one left and the one joined
 * @param at when it takes effect, in milliseconds; now unless given
 */
export async function findLapses(db: Db, change: Change, organizationIds: readonly string[], at: number = now().getTime()): Promise<Lapse[]> {
  return (await readLapses(db, organizationIds))(change, at);
}

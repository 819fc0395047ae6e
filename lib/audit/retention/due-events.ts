import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { retentionClasses, type RetentionClass } from "./classes";

/** So many events are looked at in one go, and so many removed in one transaction at most. */
const windowSize = 5000;
export const batchSize = 500;
/** Counting goes no further. */
const countedAtMost = 100_000;

/** Before when events of each class may go, where they may at all. */
const cutoffs = Prisma.sql`cutoffs AS MATERIALIZED (SELECT c AS class, retention_cutoff(c) AS cutoff FROM unnest(${[...retentionClasses]}::text[]) c)`;

/** That an event `e` with its leaf `l` is over: its class's time has passed, nothing holds it, and a signed checkpoint covers it. The triggers of the database ask the same again. */
const isOver = Prisma.sql`e.at < (SELECT k.cutoff FROM cutoffs k WHERE k.class = event_class(e.operation, e.browsing))
  AND l.idx < COALESCE((SELECT max(size) FROM log_checkpoint), 0) AND NOT event_is_held(e.organization_id, e.person_id, e.resources)`;

/** That a receiver `d`, paused or not, has yet to get it: it did not come to its place of the log, or refused it and may be asked to take it again. */
const isAwaited = Prisma.sql`d.removed_at IS NULL AND ((d.next <= l.idx AND (d.browsing OR NOT e.browsing))
  OR EXISTS (SELECT FROM forwarding_dead_letter x WHERE x.destination_id = d.id AND x.state <> 'SENT' AND x.from_idx <= l.idx AND x.to_idx > l.idx))`;

/** That it may go: it is over, and every receiver of events has it. */
const isDue = Prisma.sql`${isOver} AND NOT EXISTS (SELECT FROM forwarding_destination d WHERE ${isAwaited})`;

const firstId = "00000000-0000-0000-0000-000000000000";

/** Events that are due, the oldest first, from behind `after` on; `next`: where to go on, null at the end. */
export async function dueEvents(db: Db, after: string = firstId): Promise<{ ids: string[]; next: string | null }> {
  const [row] = await db.$queryRaw<{ ids: string[]; looked: number; last: string | null }[]>(Prisma.sql`
    WITH ${cutoffs},
    near AS MATERIALIZED (SELECT e.id FROM audit_event e WHERE e.id > ${after}::uuid AND e.id < event_id_at((SELECT max(cutoff) FROM cutoffs)) ORDER BY e.id LIMIT ${windowSize})
    SELECT ARRAY(SELECT e.id::text FROM near n JOIN LATERAL (SELECT * FROM audit_event found WHERE found.id = n.id OFFSET 0) e ON TRUE JOIN log_leaf l ON l.event_id = e.id WHERE ${isDue} ORDER BY e.id LIMIT ${batchSize}) AS ids,
      (SELECT count(*)::int FROM near) AS looked, (SELECT id::text FROM near ORDER BY id DESC LIMIT 1) AS last`);
  if (!row) return { ids: [], next: null };
  if (row.ids.length === batchSize) return { ids: row.ids, next: row.ids.at(-1) ?? null };
  return { ids: row.ids, next: row.looked < windowSize ? null : row.last };
}

export type DueEvent = { id: string; idx: bigint; at: Date; class: RetentionClass };

/** Of these events those that are due, in the order of the log. */
export function dueAmong(db: Db, ids: readonly string[]): Promise<DueEvent[]> {
  return db.$queryRaw<DueEvent[]>(Prisma.sql`
    WITH ${cutoffs} SELECT e.id::text AS id, l.idx, e.at, event_class(e.operation, e.browsing) AS class
    FROM audit_event e JOIN log_leaf l ON l.event_id = e.id WHERE e.id = ANY (${[...ids]}::uuid[]) AND ${isDue} ORDER BY l.idx`);
}

/** How many events of each class would go now; `more`: counting stopped. */
export async function countDue(db: Db): Promise<{ counts: ReadonlyMap<RetentionClass, number>; more: boolean }> {
  const rows = await db.$queryRaw<{ class: RetentionClass; count: number }[]>(Prisma.sql`
    WITH ${cutoffs},
    due AS (SELECT event_class(e.operation, e.browsing) AS class FROM audit_event e JOIN log_leaf l ON l.event_id = e.id
      WHERE e.id < event_id_at((SELECT max(cutoff) FROM cutoffs)) AND ${isDue} LIMIT ${countedAtMost})
    SELECT class, count(*)::int AS count FROM due GROUP BY class`);
  return { counts: new Map(rows.map((row) => [row.class, row.count])), more: rows.reduce((sum, { count }) => sum + count, 0) >= countedAtMost };
}

export type Awaiting = { name: string; paused: boolean; events: number };

/** The receivers that events would go but for them, and how many for each: counting stops at a hundred thousand. */
export function countAwaited(db: Db): Promise<Awaiting[]> {
  return db.$queryRaw<Awaiting[]>(Prisma.sql`
    WITH ${cutoffs}
    SELECT d.name, d.paused_at IS NOT NULL AS paused, a.events FROM forwarding_destination d CROSS JOIN LATERAL (
      SELECT count(*)::int AS events FROM (SELECT FROM audit_event e JOIN log_leaf l ON l.event_id = e.id
        WHERE e.id < event_id_at((SELECT max(cutoff) FROM cutoffs)) AND ${isOver} AND ${isAwaited} LIMIT ${countedAtMost}) one) a
    WHERE d.removed_at IS NULL AND a.events > 0 ORDER BY d.created_at, d.id`);
}

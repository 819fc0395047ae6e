import { z } from "zod";
import type { Queryable } from "./log-store";

/** One removal by retention, as its event in the log tells it: which places lost their records. */
export type Pruning = { eventId: string; at: Date; removed: number; /** Its own place; null while it has none yet. */ index: number | null; ranges: readonly (readonly [from: number, to: number])[] };

const Entries = z.array(z.string().regex(/^\d{1,15}-\d{1,15}$/)).catch([]);

function readRanges(entries: unknown): [number, number][] {
  return Entries.parse(entries).map((range) => {
    const [from = 0, to = 0] = range.split("-").map(Number);
    return [from, to];
  });
}

/** What retention removed, told by nothing but events of the log: no other record explains why an event is gone. */
export class Prunings {
  readonly #ranges: { from: number; to: number; by: Pruning }[];

  constructor(readonly all: readonly Pruning[]) {
    this.#ranges = all.flatMap((by) => by.ranges.map(([from, to]) => ({ from, to, by }))).sort((a, b) => a.from - b.from);
  }

  /** The removal that took the record of an entry; undefined where none says so. It stands later in the log than what it took. */
  of(index: number): Pruning | undefined {
    let [low, high] = [0, this.#ranges.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ranges[middle]?.from ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    // Two removals never name the same place.
    const found = this.#ranges[low - 1];
    return found && index <= found.to && (found.by.index === null || found.by.index > index) ? found.by : undefined;
  }
}

/** Places of the log, both ends included. */
export type Stretch = readonly [from: number, to: number];

// Of an event that anybody has made up nothing is believed, and nothing fails on it.
const named = `EXISTS (
  SELECT FROM jsonb_array_elements_text(CASE jsonb_typeof(e.parameters->'entries') WHEN 'array' THEN e.parameters->'entries' ELSE '[]' END) r
  WHERE CASE WHEN r ~ '^\\d{1,15}-\\d{1,15}$' THEN split_part(r, '-', 1)::bigint <= $2::bigint AND split_part(r, '-', 2)::bigint >= $1::bigint ELSE false END)`;

/** All removals, or those that name a place within a stretch. */
export async function readPrunings(db: Queryable, within?: Stretch): Promise<Prunings> {
  const { rows } = await db.query<{ id: string; at: Date; removed: unknown; entries: unknown; idx: string | null }>(
    `SELECT e.id::text, e.at, e.parameters->'removed' AS removed, e.parameters->'entries' AS entries, l.idx
     FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id
     WHERE e.operation = 'audit:PruneEvents' AND e.outcome = 'Success' AND e.actor_kind = 'system'
       ${within === undefined ? "" : `AND ${named}`}
     ORDER BY e.id`,
    within === undefined ? [] : [...within]);
  return new Prunings(rows.map(({ id, at, removed, entries, idx }) => ({ eventId: id, at, removed: Number(removed), index: idx === null ? null : Number(idx), ranges: readRanges(entries) })));
}

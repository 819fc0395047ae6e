import type pg from "pg";
import { now } from "@/lib/operations/clock";

/** Months that have their partition before they come. */
const monthsAhead = 3;

const monthAfter = (moment: Date, months: number): Date => new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + months, 1));

/**
 * Makes the partitions of the events' months from the one of `first` to some months ahead, where they are not there. Any number of processes may do so. Where nobody does,
 * events still have a place: the partition after all months takes them, and becomes the one of their months later.
 * @returns how many were made
 * @throws what PostgreSQL throws when the table is read by something long and cannot be had within two seconds: try again later, for months are made long before they come
 */
export async function ensurePartitions(pool: Pick<pg.Pool, "query">, first: Date = now()): Promise<number> {
  const { rows } = await pool.query<{ made: number }>("SELECT ensure_event_partitions($1, $2) AS made", [first, monthAfter(now(), monthsAhead)]);
  return rows[0]?.made ?? 0;
}

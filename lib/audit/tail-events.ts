import { z } from "zod";
import { database } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem, withScope } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { scopeOf } from "@/lib/operations/scope-of";
import { since } from "./event-ids";
import { eventFilter, filterConditions, type EventFilter } from "./event-filter";
import { eventColumns, eventJoins, type TrailEvent } from "./event-row";

const Switch = z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false);
const idleMinutes = 15;
const dayMs = 86_400_000;

/** Begins to follow the trail: one event for the whole time, not one for each look. */
export const tailEvents = operation({
  name: "audit:TailEvents",
  summary: "Follows the trail as it grows, under a filter.",
  access: "List",
  reach: "member",
  browsing: true,
  door: "stream",
  input: z.object({ ...eventFilter, browsing: Switch }),
  output: z.object({ filter: z.custom<EventFilter>() }),
  handle: ({ input }) => Promise.resolve({ filter: input }),
  record: ({ input }) => ({ parameters: { operation: input.operation ?? null, outcome: input.outcome ?? null } }),
});

/** So many places of the log are looked at in one go. */
const pageSize = 500;

export type Followed = {
  /** Oldest first, each with its place in the log. */
  events: (TrailEvent & { idx: bigint })[];
  /** Where to go on. */
  next: bigint;
  /** There may be more at once. */
  more: boolean;
};

/**
 * The events from a place of the log on, in its order: by it no event is passed over that was begun early and committed late. Null when the caller's session, membership
 * or group is no longer what it was.
 */
export async function eventsSince(caller: MemberCaller, filter: EventFilter, from: bigint): Promise<Followed | null> {
  const db = database();
  const idle = new Date(now().getTime() - idleMinutes * 60_000);
  const found = await asSystem("whether a session still is what it was, and what the log has since", async () => {
    const alive = await db.$queryRaw<unknown[]>`
      SELECT 1 FROM session s JOIN membership m ON m.person_id = s.person_id AND m.account_id = ${caller.account.id} AND m."group" = ${caller.group}
      WHERE s.id = ${caller.sessionId}::uuid AND s.account_id = ${caller.account.id} AND s.revoked_at IS NULL AND s.expires_at > ${now()} AND s.last_seen_at > ${idle}`;
    if (alive.length === 0) return null;
    return db.$queryRaw<{ idx: bigint; id: string }[]>`SELECT idx, event_id::text AS id FROM log_leaf WHERE idx >= ${from} ORDER BY idx LIMIT ${pageSize}`;
  });
  if (!found) return null;
  const last = found.at(-1);
  if (!last) return { events: [], next: from, more: false };
  const places = new Map(found.map(({ id, idx }) => [id, idx]));
  const events = await withScope(scopeOf(caller, "member"), async () => {
    const conditions = await filterConditions(db, caller, filter);
    return db.$queryRaw<TrailEvent[]>(
      Prisma.sql`SELECT ${eventColumns} FROM audit_event e ${eventJoins} WHERE e.id = ANY (${[...places.keys()]}::uuid[]) AND ${since(new Date(now().getTime() - dayMs))} AND ${Prisma.join(conditions, " AND ")}`);
  });
  const placed = events.map((event) => ({ ...event, idx: places.get(event.id) ?? last.idx })).sort((one, other) => Number(one.idx - other.idx));
  return { events: placed, next: last.idx + 1n, more: found.length === pageSize };
}

/** Who lost the connection is told at most so many places of the log that they missed. */
const mostMissed = 20_000n;

/** Where following begins: behind the last event of the log, or where one left off who was there before. */
export async function followFrom(left: bigint | null): Promise<bigint> {
  const size = (await asSystem("where the log ends", () => database().logState.findFirst({ select: { size: true } })))?.size ?? 0n;
  if (left === null || left > size) return size;
  return left < size - mostMissed ? size - mostMissed : left;
}

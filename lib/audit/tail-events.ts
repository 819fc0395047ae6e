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

/** What was written since `after` (the place in the order of writing), oldest first; null when the caller's session, membership or group is no longer what it was. */
export async function eventsSince(caller: MemberCaller, filter: EventFilter, after: bigint): Promise<{ events: (TrailEvent & { seq: bigint })[] } | null> {
  const db = database();
  const idle = new Date(now().getTime() - idleMinutes * 60_000);
  const alive = await asSystem("whether a session still is what it was", () => db.$queryRaw<unknown[]>`
    SELECT 1 FROM session s JOIN membership m ON m.person_id = s.person_id AND m.account_id = ${caller.account.id} AND m."group" = ${caller.group}
    WHERE s.id = ${caller.sessionId}::uuid AND s.account_id = ${caller.account.id} AND s.revoked_at IS NULL AND s.expires_at > ${now()} AND s.last_seen_at > ${idle}`);
  if (alive.length === 0) return null;
  return withScope(scopeOf(caller, "member"), async () => {
    const conditions = await filterConditions(db, caller, filter);
    const events = await db.$queryRaw<(TrailEvent & { seq: bigint })[]>(
      Prisma.sql`SELECT ${eventColumns}, e.seq FROM audit_event e ${eventJoins} WHERE e.seq > ${after} AND ${since(new Date(now().getTime() - dayMs))} AND ${Prisma.join(conditions, " AND ")} ORDER BY e.seq LIMIT 50`);
    return { events };
  });
}

/** The last place in the order of writing. */
export async function newestSeq(): Promise<bigint> {
  const [row] = await asSystem("where the trail ends", () => database().$queryRaw<{ seq: bigint | null }[]>`SELECT max(seq) AS seq FROM audit_event`);
  return row?.seq ?? 0n;
}

import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { Uuid } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { before, since } from "./event-ids";
import { removedEvent, RemovedEvent } from "./removed-event";
import { eventColumns, eventJoins, TrailEvent } from "./event-row";
import { trailScope } from "./trail-scope";

const maxRelated = 50;
/** What belongs together happens within days. */
const relatedWithinMs = 31 * 86_400_000;

/** One event in full, with the events of the same piece of work. */
export const getEvent = operation({
  name: "audit:GetEvent",
  summary: "One event of the trail with its related events.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ eventId: Uuid }),
  output: z.object({
    /** Null when retention has removed the record: then `removed` says what is left. */
    event: TrailEvent.nullable(),
    related: z.array(TrailEvent),
    removed: RemovedEvent.nullable(),
    /** Its place in the log, and whether a signed checkpoint covers it; null for what was written less than a second ago. */
    log: z.object({ index: z.int(), signed: z.boolean() }).nullable(),
  }),
  async resource({ db, caller, input }) {
    const found = await db.$queryRaw<TrailEvent[]>(Prisma.sql`SELECT ${eventColumns} FROM audit_event e ${eventJoins} WHERE e.id = ${input.eventId}::uuid AND ${trailScope(caller)}`);
    const event = found[0];
    if (event) return { id: input.eventId, event, removed: null };
    const removed = await removedEvent(caller, input.eventId);
    if (!removed) throw new MunimentError("ResourceNotFound");
    return { id: input.eventId, event: null, removed };
  },
  async handle({ db, caller, resource: { id, event, removed } }) {
    const related = !event ? [] : await db.$queryRaw<TrailEvent[]>(Prisma.sql`
      SELECT ${eventColumns} FROM audit_event e ${eventJoins}
      WHERE e.correlation_id = ${event.correlationId}::uuid AND ${since(new Date(event.at.getTime() - relatedWithinMs))} AND ${before(new Date(event.at.getTime() + relatedWithinMs))} AND e.id <> ${event.id}::uuid AND ${trailScope(caller)}
      ORDER BY e.id LIMIT ${maxRelated}`);
    const [log] = await asSystem("the place of an event in the log", () => db.$queryRaw<{ index: bigint; signed: boolean }[]>`
      SELECT l.idx AS index, l.idx < COALESCE((SELECT max(size) FROM log_checkpoint), 0) AS signed FROM log_leaf l WHERE l.event_id = ${id}::uuid`);
    return { event, related, removed, log: log ? { index: Number(log.index), signed: log.signed } : null };
  },
  record: ({ resource }) => ({ resources: [`event/${resource.id}`] }),
});

import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { before, since, timeOfId } from "./event-ids";
import { eventFilter, filterConditions } from "./event-filter";
import { eventColumns, eventJoins, TrailEvent } from "./event-row";
import { trailScopeName } from "./trail-scope";
import { View } from "./trail-views";

export const eventPageSize = 50;
const nearMs = 45 * 86_400_000;

/** The trail, newest first, of what the caller may see. Browsing is left out unless it is asked for. */
export const listEvents = operation({
  name: "audit:ListEvents",
  summary: "The audit trail, newest first, filtered by person, account, operation, resource, outcome, address and time.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    ...eventFilter,
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(200).default(eventPageSize),
  }),
  output: z.object({ events: z.array(TrailEvent), next: z.string().nullable(), previous: z.string().nullable(), scope: z.enum(["everything", "organization", "account", "own"]), views: z.array(View) }),
  async handle({ db, caller, input }) {
    const conditions = await filterConditions(db, caller, input);
    const position = readPosition(input.page, "at", "time");
    const backwards = position?.before === true;
    if (position) {
      conditions.push(backwards ? Prisma.sql`e.id > ${position.id}::text::uuid` : Prisma.sql`e.id < ${position.id}::text::uuid`);
    }
    const direction = backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
    const look = (within: readonly Prisma.Sql[]) => db.$queryRaw<TrailEvent[]>(Prisma.sql`
      SELECT ${eventColumns} FROM audit_event e ${eventJoins} WHERE ${Prisma.join([...conditions, ...within], " AND ")} ORDER BY e.id ${direction} LIMIT ${input.maxResults + 1}`);
    // Mostly a page fills within the months next to it; PostgreSQL need not look at those of all years for that.
    const start = position ? timeOfId(position.id).getTime() : now().getTime();
    const near = await look([backwards ? before(new Date(start + nearMs)) : since(new Date(start - nearMs))]);
    const found = near.length > input.maxResults ? near : await look([]);
    const events = found.slice(0, input.maxResults);
    const more = found.length > events.length;
    if (backwards) events.reverse();
    const first = events.at(0);
    const last = events.at(-1);
    const place = (event: TrailEvent, before: boolean) => positionToken({ sort: "at", key: event.at.toISOString(), id: event.id, before, offset: 0 });
    return {
      events,
      next: last && (backwards || more) ? place(last, false) : null,
      previous: first && (backwards ? more : position !== null) ? place(first, true) : null,
      scope: trailScopeName(caller),
      views: await db.trailView.findMany({ where: { personId: caller.personId }, select: { id: true, name: true, query: true }, orderBy: { name: "asc" } }),
    };
  },
  record: ({ input }) => ({ parameters: { account: input.account ?? null, operation: input.operation ?? null, outcome: input.outcome ?? null, resource: input.resource ?? null, who: input.who ?? null } }),
});

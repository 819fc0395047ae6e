import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { AccountId } from "@/lib/identity/models";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { eventColumns, eventJoins, TrailEvent } from "./event-row";
import { trailScope, trailScopeName } from "./trail-scope";

export const eventPageSize = 50;
const maxPeople = 50;
/** There is no year 0 in PostgreSQL. */
const Day = z.iso.date().refine((day) => day >= "0001-01-01", "A date such as 2026-03-31.");

/** The trail, newest first, of what the caller may see. Browsing is left out unless it is asked for. */
export const listEvents = operation({
  name: "audit:ListEvents",
  summary: "The audit trail, newest first, filtered by person, account, operation, outcome and time.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    /** Part of a name or of an e-mail address. */
    person: z.string().trim().max(200).default(""),
    account: AccountId.optional(),
    /** The full name (`reports:GetReport`) or a service (`reports`). */
    operation: z.string().regex(/^[a-z]+(:[A-Za-z]+)?$/, "An operation such as reports:GetReport.").optional(),
    outcome: z.enum(["success", "refused"]).optional(),
    from: Day.optional(),
    to: Day.optional(),
    correlation: z.uuid().optional(),
    browsing: z.boolean().default(false),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(200).default(eventPageSize),
  }),
  output: z.object({ events: z.array(TrailEvent), next: z.string().nullable(), previous: z.string().nullable(), scope: z.enum(["everything", "organization", "account", "own"]) }),
  async handle({ db, caller, input }) {
    const conditions = [trailScope(caller)];
    if (!input.browsing) conditions.push(Prisma.sql`NOT e.browsing`);
    if (input.person !== "") {
      const pattern = `%${input.person.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
      const people = await db.$queryRaw<{ id: string }[]>`SELECT p.id::text AS id FROM person p WHERE lower(p.name) LIKE ${pattern} OR p.email LIKE ${pattern} ORDER BY p.email LIMIT ${maxPeople}`;
      conditions.push(Prisma.sql`e.person_id = ANY(${people.map(({ id }) => id)}::uuid[])`);
    }
    if (input.account) conditions.push(Prisma.sql`e.account_id = ${input.account}`);
    if (input.operation) {
      conditions.push(input.operation.includes(":") ? Prisma.sql`e.operation = ${input.operation}` : Prisma.sql`e.operation >= ${`${input.operation}:`} AND e.operation < ${`${input.operation};`}`);
    }
    if (input.outcome) conditions.push(input.outcome === "success" ? Prisma.sql`e.outcome = 'Success'` : Prisma.sql`e.outcome <> 'Success'`);
    if (input.from) conditions.push(Prisma.sql`e.at >= ${new Date(`${input.from}T00:00:00.000Z`)}`);
    if (input.to) conditions.push(Prisma.sql`e.at < ${new Date(Date.parse(`${input.to}T00:00:00.000Z`) + 86_400_000)}`);
    if (input.correlation) conditions.push(Prisma.sql`e.correlation_id = ${input.correlation}::uuid`);
    const position = readPosition(input.page, "at", "time");
    const backwards = position?.before === true;
    if (position) {
      const key = Prisma.sql`(${position.key}::text::timestamptz, ${position.id}::text::uuid)`;
      conditions.push(backwards ? Prisma.sql`(e.at, e.id) > ${key}` : Prisma.sql`(e.at, e.id) < ${key}`);
    }
    const direction = backwards ? Prisma.sql`ASC` : Prisma.sql`DESC`;
    const found = await db.$queryRaw<TrailEvent[]>(Prisma.sql`
      SELECT ${eventColumns} FROM audit_event e ${eventJoins} WHERE ${Prisma.join(conditions, " AND ")} ORDER BY e.at ${direction}, e.id ${direction} LIMIT ${input.maxResults + 1}`);
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
    };
  },
  record: ({ input }) => ({ parameters: { account: input.account ?? null, operation: input.operation ?? null, outcome: input.outcome ?? null } }),
});

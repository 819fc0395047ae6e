import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { AccountId, Uuid } from "@/lib/identity/models";
import type { MemberCaller } from "@/lib/operations/caller";
import { before, since } from "./event-ids";
import { trailScope } from "./trail-scope";
import { msg } from "@/lib/texts/text";

const maxPeople = 50;
/** There is no year 0 in PostgreSQL. */
const Day = z.iso.date().refine((day) => day >= "0001-01-01", msg("A date such as 2026-03-31."));

/** What the trail is searched by. All of it combines. */
export const eventFilter = {
  /** Part of a name or of an e-mail address. */
  person: z.string().trim().max(200).default(""),
  /** The id of a person. */
  who: Uuid.optional(),
  account: AccountId.optional(),
  /** The full name (`reports:GetReport`) or a service (`reports`). */
  operation: z.string().regex(/^[a-z]+(:[A-Za-z]+)?$/, msg("An operation such as reports:GetReport.")).optional(),
  outcome: z.enum(["success", "refused"]).optional(),
  /** What it was about: `download/ABCDEFGHJKMNPQ`, `report/report-…:3`, `agreement/nda:2`. */
  resource: z.string().trim().regex(/^[a-z-]{1,40}\/[A-Za-z0-9:._@-]{1,120}$/, msg("A resource such as download/ABCDEFGHJKMNPQ.")).optional(),
  address: z.string().trim().regex(/^[0-9A-Fa-f.:]{2,45}$|^local$/, msg("An address such as 203.0.113.7.")).optional(),
  from: Day.optional(),
  to: Day.optional(),
  correlation: z.uuid().optional(),
  browsing: z.boolean().default(false),
};
export type EventFilter = z.output<z.ZodObject<typeof eventFilter>>;

const dayMs = 86_400_000;

async function peopleNamed(db: Db, text: string): Promise<string[]> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const people = await db.$queryRaw<{ id: string }[]>`SELECT p.id::text AS id FROM person p WHERE lower(p.name) LIKE ${pattern} OR p.email LIKE ${pattern} ORDER BY p.email LIMIT ${maxPeople}`;
  return people.map(({ id }) => id);
}

const mostVersions = 60;

/** A report or agreement stands for all its versions; one version, and everything else, for itself. */
const versionsOf = (resource: string): string[] =>
  /^(report|agreement)\/[^:]+$/.test(resource) ? [resource, ...Array.from({ length: mostVersions }, (_, at) => `${resource}:${at + 1}`)] : [resource];

/** The conditions on an event `e` for what the caller may see and asks for. */
export async function filterConditions(db: Db, caller: MemberCaller, filter: EventFilter): Promise<Prisma.Sql[]> {
  const conditions = [trailScope(caller)];
  if (!filter.browsing) conditions.push(Prisma.sql`NOT e.browsing`);
  if (filter.person !== "") conditions.push(Prisma.sql`e.person_id = ANY(${await peopleNamed(db, filter.person)}::uuid[])`);
  if (filter.who) conditions.push(Prisma.sql`e.person_id = ${filter.who}::uuid`);
  if (filter.account) conditions.push(Prisma.sql`e.account_id = ${filter.account}`);
  if (filter.operation) {
    conditions.push(filter.operation.includes(":") ? Prisma.sql`e.operation = ${filter.operation}` : Prisma.sql`e.operation >= ${`${filter.operation}:`} AND e.operation < ${`${filter.operation};`}`);
  }
  if (filter.outcome) conditions.push(filter.outcome === "success" ? Prisma.sql`e.outcome = 'Success'` : Prisma.sql`e.outcome <> 'Success'`);
  if (filter.resource) conditions.push(Prisma.sql`e.resources && ${versionsOf(filter.resource)}::text[]`);
  if (filter.address) conditions.push(Prisma.sql`e.address = ${filter.address.toLowerCase()}`);
  if (filter.from) conditions.push(since(new Date(`${filter.from}T00:00:00.000Z`)));
  if (filter.to) conditions.push(before(new Date(Date.parse(`${filter.to}T00:00:00.000Z`) + dayMs)));
  if (filter.correlation) conditions.push(Prisma.sql`e.correlation_id = ${filter.correlation}::uuid`);
  return conditions;
}

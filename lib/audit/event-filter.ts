import { z } from "zod";
import { database, type Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { AccountId, Uuid } from "@/lib/identity/models";
import type { MemberCaller } from "@/lib/operations/caller";
import { before, since } from "./event-ids";
import { allSignIns, signInOperations } from "./sign-ins";
import { trailScope } from "./trail-scope";
import { msg } from "@/lib/texts/text";

/** There is no year 0 in PostgreSQL. */
const Day = z.iso.date().refine((day) => day >= "0001-01-01", msg("A date such as 2026-03-31."));

/** What the trail is searched by. All of it combines. */
export const eventFilter = {
  /** Part of a name or of an e-mail address. */
  person: z.string().trim().max(200).default(""),
  /** The id of a person. */
  who: Uuid.optional(),
  account: AccountId.optional(),
  /** The full name (`reports:GetReport`), a service (`reports`), or `sign-ins` for all by which people sign in. */
  operation: z.string().regex(/^([a-z]+(:[A-Za-z]+)?|sign-ins)$/, msg("An operation such as reports:GetReport.")).optional(),
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

/** People by a part of their name or address: so few that the index on people is asked for each; of more every event is compared, and none is left out. */
const fewPeople = 50;

async function ofPeopleNamed(db: Db, text: string): Promise<Prisma.Sql> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const named = Prisma.sql`SELECT p.id FROM person p WHERE lower(p.name) LIKE ${pattern} OR p.email LIKE ${pattern}`;
  const people = await db.$queryRaw<{ id: string }[]>(Prisma.sql`SELECT n.id::text AS id FROM (${named}) n LIMIT ${fewPeople + 1}`);
  return people.length > fewPeople ? Prisma.sql`e.person_id IN (${named})` : Prisma.sql`e.person_id = ANY (${people.map(({ id }) => id)}::uuid[])`;
}

/** A report or agreement stands for all its versions; one version, and everything else, for itself. */
async function versionsOf(resource: string): Promise<string[]> {
  const [, kind, id = ""] = /^(report|agreement)\/([^:]+)$/.exec(resource) ?? [];
  if (kind === undefined) return [resource];
  // Also for those who do not see the report any more: their own events name it still.
  const [row] = await asSystem("how many versions something has, to search for each", () =>
    database().$queryRaw<{ newest: number | null }[]>(
      kind === "report"
        ? Prisma.sql`SELECT max(v.version)::int AS newest FROM report_version v WHERE v.series_id = ${id}`
        : Prisma.sql`SELECT max(r.revision)::int AS newest FROM agreement_revision r JOIN agreement a ON a.id = r.agreement_id WHERE a.slug = ${id}`,
    ));
  return [resource, ...Array.from({ length: row?.newest ?? 0 }, (_, at) => `${resource}:${at + 1}`)];
}

/** What fewer events name than this is found by their index; of what more name, a page is soon full whatever way it is looked for. */
const fewEvents = 5_000;

async function about(db: Db, resource: string, browsing: boolean): Promise<Prisma.Sql> {
  const names = await versionsOf(resource);
  const found = await db.$queryRaw<{ id: string }[]>(Prisma.sql`SELECT id::text AS id FROM events_about(${names}::text[], ${browsing}, ${fewEvents + 1}::int) AS id`);
  return found.length > fewEvents ? Prisma.sql`e.resources && ${names}::text[]` : Prisma.sql`e.id = ANY (${found.map(({ id }) => id)}::uuid[])`;
}

/** The conditions on an event `e` for what the caller may see and asks for. */
export async function filterConditions(db: Db, caller: MemberCaller, filter: EventFilter): Promise<Prisma.Sql[]> {
  const conditions = [trailScope(caller)];
  if (!filter.browsing) conditions.push(Prisma.sql`NOT e.browsing`);
  if (filter.person !== "") conditions.push(await ofPeopleNamed(db, filter.person));
  if (filter.who) conditions.push(Prisma.sql`e.person_id = ${filter.who}::uuid`);
  if (filter.account) conditions.push(Prisma.sql`e.account_id = ${filter.account}`);
  if (filter.operation === allSignIns) conditions.push(Prisma.sql`e.operation = ANY (${[...signInOperations]})`);
  else if (filter.operation) {
    conditions.push(filter.operation.includes(":") ? Prisma.sql`e.operation = ${filter.operation}` : Prisma.sql`e.operation >= ${`${filter.operation}:`} AND e.operation < ${`${filter.operation};`}`);
  }
  if (filter.outcome) conditions.push(filter.outcome === "success" ? Prisma.sql`e.outcome = 'Success'` : Prisma.sql`e.outcome <> 'Success'`);
  if (filter.resource) conditions.push(await about(db, filter.resource, filter.browsing));
  if (filter.address) conditions.push(Prisma.sql`e.address = ${filter.address.toLowerCase()}`);
  if (filter.from) conditions.push(since(new Date(`${filter.from}T00:00:00.000Z`)));
  if (filter.to) conditions.push(before(new Date(Date.parse(`${filter.to}T00:00:00.000Z`) + dayMs)));
  if (filter.correlation) conditions.push(Prisma.sql`e.correlation_id = ${filter.correlation}::uuid`);
  return conditions;
}

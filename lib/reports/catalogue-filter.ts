import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { Category, dayOf, IsoDate, Kind } from "./models";
import { regions } from "./programs";
import { searchQueryOf } from "./search-text";
import { listedTo } from "./visible";

const regionKeys = regions.map((region) => region.key);
const Region = z.enum(regionKeys as [string, ...string[]]);
const many = <T extends z.ZodType>(one: T) => z.array(one).max(50).default([]);

/** What a catalogue can be narrowed by. Every value of one list counts as "or", the lists together as "and". */
export const CatalogueFilter = z.object({
  query: z.string().trim().max(200).default(""),
  region: many(Region),
  program: many(z.string().max(64)),
  category: many(Category),
  industry: many(z.string().max(64)),
  kind: many(Kind),
  /** Only versions whose period of performance contains this day. */
  covers: IsoDate.optional(),
  /** Only versions published within this many days. */
  publishedWithinDays: z.coerce.number().int().min(1).max(3650).optional(),
  /** Also versions that a later one has followed. A filter by covered day looks at them anyway. */
  earlier: z.boolean().default(false),
});
export type CatalogueFilter = z.infer<typeof CatalogueFilter>;

export type Dimension = "region" | "program" | "category" | "industry" | "kind";
export const dimensions: readonly Dimension[] = ["region", "program", "category", "industry", "kind"];

const columns: Record<Dimension, Prisma.Sql> = {
  region: Prisma.sql`v.region`,
  program: Prisma.sql`v.program`,
  category: Prisma.sql`v.category::text`,
  industry: Prisma.sql`v.industry`,
  kind: Prisma.sql`v.kind::text`,
};
export const columnOf = (dimension: Dimension): Prisma.Sql => columns[dimension];

/** The conditions that are not a dimension: visibility, search, period, age. */
export function baseConditions(caller: MemberCaller, filter: CatalogueFilter): Prisma.Sql[] {
  const conditions = [listedTo(caller)];
  if (!filter.earlier && !filter.covers) conditions.push(Prisma.sql`v.is_latest`);
  if (filter.covers) {
    const day = dayOf(filter.covers);
    conditions.push(Prisma.sql`v.period_start <= ${day}::date AND v.period_end >= ${day}::date`);
  }
  if (filter.publishedWithinDays) {
    conditions.push(Prisma.sql`v.published_at >= ${new Date(now().getTime() - filter.publishedWithinDays * 86_400_000)}`);
  }
  if (filter.query !== "") {
    const query = searchQueryOf(filter.query);
    conditions.push(query === null ? Prisma.sql`FALSE` : Prisma.sql`v.id IN (SELECT catalogue_matches(to_tsquery('simple', ${query})))`);
  }
  return conditions;
}

/** The chosen values of one dimension as a condition; null where none is chosen. */
export function dimensionCondition(filter: CatalogueFilter, dimension: Dimension): Prisma.Sql | null {
  const chosen = filter[dimension];
  return chosen.length === 0 ? null : Prisma.sql`${columns[dimension]} = ANY(${[...chosen]}::text[])`;
}

export function allConditions(caller: MemberCaller, filter: CatalogueFilter): Prisma.Sql {
  const chosen = dimensions.flatMap((dimension) => dimensionCondition(filter, dimension) ?? []);
  return Prisma.join([...baseConditions(caller, filter), ...chosen], " AND ");
}

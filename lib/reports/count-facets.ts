import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { baseConditions, columnOf, dimensionCondition, dimensions, type CatalogueFilter, type Dimension } from "./catalogue-filter";
import { visibilityKey } from "./visible";

export type FacetCount = { value: string; count: number };
export type Facets = { total: number; counts: Record<Dimension, FacetCount[]> };

const maxCached = 500;
// One cache per process, whichever copy of this module asks.
const cacheKey = Symbol.for("muniment.catalogue-facets");
function cache(): Map<string, Facets> {
  const shared: { [key: symbol]: Map<string, Facets> | undefined } = globalThis;
  return (shared[cacheKey] ??= new Map<string, Facets>());
}

/**
 * How many versions each value of each dimension would show, given all other filters, and how many all filters together show.
 * Counts are kept per revision of the catalogue: what is cached is never older than the last change that was committed before this request.
 */
export async function countFacets(db: Db, caller: MemberCaller, filter: CatalogueFilter, revision: bigint): Promise<Facets> {
  // "Published within days" moves with the clock: such counts are good for the hour.
  const hour = filter.publishedWithinDays ? Math.floor(now().getTime() / 3_600_000) : 0;
  const key = JSON.stringify([String(revision), visibilityKey(caller), hour, filter]);
  const known = cache().get(key);
  if (known) {
    cache().delete(key);
    cache().set(key, known);
    return known;
  }
  const counted = await count(db, caller, filter);
  cache().set(key, counted);
  for (const oldest of cache().keys()) {
    if (cache().size <= maxCached) break;
    cache().delete(oldest);
  }
  return counted;
}

async function count(db: Db, caller: MemberCaller, filter: CatalogueFilter): Promise<Facets> {
  // One pass over what the base conditions leave; each dimension ignores its own choice.
  const chosen = (except: Dimension | null): Prisma.Sql => {
    const parts = dimensions.flatMap((dimension) => (dimension === except ? [] : (dimensionCondition(filter, dimension) ?? [])));
    return parts.length === 0 ? Prisma.sql`TRUE` : Prisma.join(parts, " AND ");
  };
  const perDimension = dimensions.map(
    (dimension) => Prisma.sql`SELECT ${dimension}::text AS dimension, ${columnOf(dimension)} AS value, count(*)::int AS count FROM base v WHERE ${chosen(dimension)} GROUP BY 2`,
  );
  const rows = await db.$queryRaw<{ dimension: Dimension | "total"; value: string; count: number }[]>(Prisma.sql`
    WITH base AS MATERIALIZED (SELECT v.region, v.program, v.category, v.industry, v.kind FROM report_version v WHERE ${Prisma.join(baseConditions(caller, filter), " AND ")})
    ${Prisma.join(perDimension, " UNION ALL ")}
    UNION ALL SELECT 'total', '', count(*)::int FROM base v WHERE ${chosen(null)}`);
  const counts: Record<Dimension, FacetCount[]> = { region: [], program: [], category: [], industry: [], kind: [] };
  let total = 0;
  for (const row of rows) {
    if (row.dimension === "total") total = row.count;
    else if (row.value !== "") counts[row.dimension].push({ value: row.value, count: row.count });
  }
  return { total, counts };
}

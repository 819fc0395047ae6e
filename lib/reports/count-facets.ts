import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { baseConditions, columnOf, dimensions, type CatalogueFilter, type Dimension } from "./catalogue-filter";
import { visibilityKey } from "./visible";

export type FacetCount = { value: string; count: number };
export type Facets = { total: number; counts: Record<Dimension, FacetCount[]> };

/** How many versions there are of one combination of values. A catalogue of any size has few: a program fixes most of the rest. */
type Cell = Record<Dimension, string> & { count: number };

const maxCached = 500;
// One cache per process, whichever copy of this module asks.
const cacheKey = Symbol.for("muniment.catalogue-facets");
function cache(): Map<string, readonly Cell[]> {
  const shared: { [key: symbol]: Map<string, readonly Cell[]> | undefined } = globalThis;
  return (shared[cacheKey] ??= new Map<string, readonly Cell[]>());
}

/**
 * How many versions each value of each dimension would show, given all other filters, and how many all filters together show.
 * What the database counted is kept per revision of the catalogue: it is never older than the last change that was committed before
 * this request. The choices within dimensions are applied to it here, so that they cost no further counting.
 */
export async function countFacets(caller: MemberCaller, filter: CatalogueFilter, revision: string): Promise<Facets> {
  return facetsOf(await cellsFor(caller, filter, revision), filter);
}

async function cellsFor(caller: MemberCaller, filter: CatalogueFilter, revision: string): Promise<readonly Cell[]> {
  const { query, covers, publishedWithinDays, earlier } = filter;
  // "Published within days" moves with the clock: such counts are good for the hour.
  const hour = publishedWithinDays ? Math.floor(now().getTime() / 3_600_000) : 0;
  const key = JSON.stringify([revision, visibilityKey(caller), hour, query, covers, publishedWithinDays, earlier]);
  const known = cache().get(key);
  if (known) {
    cache().delete(key);
    cache().set(key, known);
    return known;
  }
  const counted = await count(caller, filter);
  cache().set(key, counted);
  for (const oldest of cache().keys()) {
    if (cache().size <= maxCached) break;
    cache().delete(oldest);
  }
  return counted;
}

async function count(caller: MemberCaller, filter: CatalogueFilter): Promise<Cell[]> {
  const columns = dimensions.map((dimension) => Prisma.sql`${columnOf(dimension)} AS ${Prisma.raw(dimension)}`);
  const { text, values } = Prisma.sql`
    SELECT ${Prisma.join(columns)}, count(*)::int AS count FROM report_version v
    WHERE ${Prisma.join(baseConditions(caller, filter), " AND ")} GROUP BY v.region, v.program, v.category, v.industry, v.kind`;
  return (await rawPool().query<Cell>(text, values)).rows;
}

// What all there is adds up to is asked for by every page.
const unfiltered = new WeakMap<readonly Cell[], Facets>();

function facetsOf(cells: readonly Cell[], filter: CatalogueFilter): Facets {
  if (dimensions.some((dimension) => filter[dimension].length > 0)) return addUp(cells, filter);
  const known = unfiltered.get(cells) ?? addUp(cells, filter);
  unfiltered.set(cells, known);
  return known;
}

function addUp(cells: readonly Cell[], filter: CatalogueFilter): Facets {
  const counts: Record<Dimension, Map<string, number>> = { region: new Map(), program: new Map(), category: new Map(), industry: new Map(), kind: new Map() };
  let total = 0;
  for (const cell of cells) {
    // Each dimension ignores its own choice: a cell that one dimension alone leaves out still counts in that one.
    const leftOutBy = dimensions.filter((dimension) => !isChosen(filter[dimension], cell[dimension]));
    if (leftOutBy.length === 0) total += cell.count;
    if (leftOutBy.length > 1) continue;
    for (const dimension of leftOutBy.length === 0 ? dimensions : leftOutBy) {
      const value = cell[dimension];
      if (value !== "") counts[dimension].set(value, (counts[dimension].get(value) ?? 0) + cell.count);
    }
  }
  const listed = (dimension: Dimension): FacetCount[] => Array.from(counts[dimension], ([value, count]) => ({ value, count }));
  return { total, counts: { region: listed("region"), program: listed("program"), category: listed("category"), industry: listed("industry"), kind: listed("kind") } };
}

const isChosen = (chosen: readonly string[], value: string): boolean => chosen.length === 0 || chosen.includes(value);

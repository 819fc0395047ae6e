import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { isoDay } from "@/lib/reports/models";
import { listedTo, visibilityKey } from "@/lib/reports/visible";
import type { FiscalPeriod } from "./fiscal-period";
import { coverDays, standingOf, stretchesOf, type CoverDays, type CoveringVersion, type Standing, type Stretch } from "./stretches";

/** UNDATED: no version of the series is about a period, so there is nothing to cover. */
export type SeriesStanding = Standing | "UNDATED";

export type TimelineRow = Readonly<{ reportId: string; name: string; program: string; standing: SeriesStanding; days: CoverDays; stretches: readonly Stretch[] }>;

export type TimelineFilter = FiscalPeriod & Readonly<{ program?: string | undefined; region?: string | undefined; gaps: boolean }>;

type SeriesRow = { id: string; name: string; program: string; dated: boolean; versions: CoveringVersion[] | null };

const maxCached = 12;
// One cache per process, whichever copy of this module asks.
const cacheKey = Symbol.for("muniment.timeline-rows");
function cache(): Map<string, readonly TimelineRow[]> {
  const shared: { [key: symbol]: Map<string, readonly TimelineRow[]> | undefined } = globalThis;
  return (shared[cacheKey] ??= new Map<string, readonly TimelineRow[]>());
}

/**
 * Every series that stands in this caller's lists, those about periods first, then by name, with what covers the days of the period. Documents about a
 * single day cover that day. `counts` counts all of them; with `gaps`, `rows` leaves out those without an open day.
 */
export async function timelineRows(caller: MemberCaller, filter: TimelineFilter): Promise<{ rows: readonly TimelineRow[]; counts: Record<SeriesStanding, number> }> {
  const all = await seriesOf(caller, filter);
  const counts = { COVERED: 0, BRIDGED: 0, GAPS: 0, NONE: 0, UNDATED: 0 };
  for (const { standing } of all) counts[standing] += 1;
  return { rows: filter.gaps ? all.filter(({ days }) => days.open > 0) : all, counts };
}

/**
 * The series of the page before are those of the next: they are kept per revision of the catalogue, as the counts of its facets are, for everyone who sees the
 * same of it. What is kept is never older than the last change that was committed before this request.
 */
async function seriesOf(caller: MemberCaller, filter: TimelineFilter): Promise<readonly TimelineRow[]> {
  const today = isoDay(now());
  const { rows } = await rawPool().query<{ revision: string }>("SELECT revision FROM catalogue_state WHERE id = 1");
  const key = JSON.stringify([rows[0]?.revision, visibilityKey(caller), today, filter.start, filter.end, filter.program, filter.region]);
  const known = cache().get(key);
  const found = known ?? (await computed(caller, filter, today));
  cache().delete(key);
  cache().set(key, found);
  for (const oldest of cache().keys()) {
    if (cache().size <= maxCached) break;
    cache().delete(oldest);
  }
  return found;
}

async function computed(caller: MemberCaller, filter: TimelineFilter, today: string): Promise<readonly TimelineRow[]> {
  const { start, end } = filter;
  const conditions = [listedTo(caller)];
  if (filter.program !== undefined) conditions.push(Prisma.sql`v.program = ${filter.program}`);
  if (filter.region !== undefined) conditions.push(Prisma.sql`v.region = ${filter.region}`);
  const { text, values } = Prisma.sql`
    SELECT s.id, s.name, s.program, COALESCE(bool_or(v.period_start < v.period_end), FALSE) AS dated,
      json_agg(json_build_object('version', v.version, 'kind', v.kind, 'start', v.period_start, 'end', v.period_end))
        FILTER (WHERE v.period_start <= ${end}::text::date AND v.period_end >= ${start}::text::date) AS versions
    FROM report_version v JOIN report_series s ON s.id = v.series_id WHERE ${Prisma.join(conditions, " AND ")}
    GROUP BY s.id, s.name, s.program ORDER BY s.name COLLATE "C", s.id COLLATE "C"`;
  const found = (await rawPool().query<SeriesRow>(text, values)).rows;
  const all = found.map(({ id, name, program, dated, versions }): TimelineRow => {
    const stretches = dated ? stretchesOf(versions ?? [], filter) : [];
    const days = coverDays(stretches, today);
    return { reportId: id, name, program, standing: dated ? standingOf(days) : "UNDATED", days, stretches };
  });
  // What is about no period comes last.
  return all.sort((a, b) => Number(a.standing === "UNDATED") - Number(b.standing === "UNDATED"));
}

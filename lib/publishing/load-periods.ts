import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { Period } from "./freshness";

export type SeriesPeriods = { reportId: string; slug: string; name: string; program: string; ownerId: string | null; periods: Period[] };

/** More than any operator has; a bound, so that a fault elsewhere cannot fill the memory here. */
const mostSeries = 100_000;

/** All series with something published, or one of them, and the periods of what is. */
export async function loadPeriods(db: Db, reportId?: string): Promise<SeriesPeriods[]> {
  const rows = await db.$queryRaw<{ reportId: string; slug: string; name: string; program: string; ownerId: string | null; periods: Period[] | null }[]>(Prisma.sql`
    SELECT s.id AS "reportId", s.slug, s.name, s.program, s.owner_id::text AS "ownerId", (
      SELECT jsonb_agg(jsonb_build_object('version', v.version, 'kind', v.kind, 'start', v.period_start, 'end', v.period_end) ORDER BY v.version)
      FROM report_version v WHERE v.series_id = s.id AND v.state = 'PUBLISHED' AND v.period_start IS NOT NULL) AS periods
    FROM report_series s WHERE EXISTS (SELECT 1 FROM report_version v WHERE v.series_id = s.id AND v.state = 'PUBLISHED') AND (${reportId ?? ""} = '' OR s.id = ${reportId ?? ""})
    ORDER BY lower(s.name), s.id LIMIT ${mostSeries}`);
  return rows.map((row) => ({ ...row, periods: row.periods ?? [] }));
}

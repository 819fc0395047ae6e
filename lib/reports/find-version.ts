import type { FoundReport } from "@/lib/access/report-facts";
import type { Db } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { visibleTo } from "./visible";

export type VersionKey = { reportId: string; version?: number | undefined };
export type FoundVersion = { id: string; seriesId: string; version: number; termsId: string; report: FoundReport };

/**
 * The published version of that number, or the latest report where no number is given, if it is shared with this caller's organization.
 * Whether policies allow it is decided with the facts that are returned.
 * @throws MunimentError ResourceNotFound, the same for unknown, withdrawn and another tenant's
 */
export async function findVersion(db: Db, caller: MemberCaller, key: VersionKey): Promise<FoundVersion> {
  const which = key.version === undefined ? Prisma.sql`v.kind = 'REPORT'` : Prisma.sql`v.version = ${key.version}`;
  const rows = await db.$queryRaw<{ id: string; series_id: string; version: number; terms_id: string; region: string; program: string; category: string; askable: boolean }[]>(Prisma.sql`
    SELECT v.id::text AS id, v.series_id, v.version, s.terms_id::text AS terms_id, v.region, v.program, v.category::text AS category, s.askable FROM report_version v JOIN report_series s ON s.id = v.series_id
    WHERE v.series_id = ${key.reportId} AND ${which} AND ${visibleTo(caller)} ORDER BY v.version DESC LIMIT 1`);
  const row = rows[0];
  if (!row) throw new MunimentError("ResourceNotFound");
  const { region, program, category, askable, series_id: seriesId } = row;
  return { id: row.id, seriesId, version: row.version, termsId: row.terms_id, report: { series: seriesId, region, program, category, askable } };
}

export const versionResource = (found: { seriesId: string; version: number }): string => `report/${found.seriesId}:${found.version}`;

import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { findVersion } from "./find-version";
import { isoDay, Kind, ReportId } from "./models";
import { listedTo } from "./visible";

type Row = { version: number; kind: "REPORT" | "BRIDGE_LETTER"; title: string; periodStart: Date | null; periodEnd: Date | null; publishedAt: Date };

/** The versions of a report, newest first. */
export const listReportVersions = operation({
  name: "reports:ListReportVersions",
  summary: "The published versions of a report, newest first.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId, page: z.string().max(1000).optional(), maxResults: z.coerce.number().int().min(1).max(300).default(50) }),
  output: z.object({
    versions: z.array(z.object({ version: z.int(), kind: Kind, title: z.string(), periodStart: z.string().nullable(), periodEnd: z.string().nullable(), publishedAt: z.date() })),
    next: z.string().nullable(),
  }),
  resource: ({ db, caller, input }) => findVersion(db, caller, { reportId: input.reportId }),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource }) {
    const position = readPosition(input.page, "version", "number");
    const before = z.coerce.number().int().catch(2_000_000_000).parse(position?.key);
    const found = await db.$queryRaw<Row[]>(Prisma.sql`
      SELECT v.version, v.kind::text AS kind, v.title, v.period_start AS "periodStart", v.period_end AS "periodEnd", v.published_at AS "publishedAt" FROM report_version v
      WHERE v.series_id = ${resource.seriesId} AND v.version < ${before} AND ${listedTo(caller)} ORDER BY v.version DESC LIMIT ${input.maxResults + 1}`);
    const rows = found.slice(0, input.maxResults);
    const last = rows.at(-1);
    return {
      versions: rows.map((row) => ({ ...row, periodStart: row.periodStart && isoDay(row.periodStart), periodEnd: row.periodEnd && isoDay(row.periodEnd) })),
      next: found.length > rows.length && last ? positionToken({ sort: "version", key: String(last.version), id: "", before: false, offset: 0 }) : null,
    };
  },
  record: ({ resource }) => ({ resources: [`report/${resource.seriesId}`] }),
});

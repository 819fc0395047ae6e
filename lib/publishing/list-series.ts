import { z } from "zod";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { Category, ReportId } from "@/lib/reports/models";

const Row = z.object({
  reportId: ReportId,
  slug: z.string(),
  name: z.string(),
  program: z.string(),
  category: Category,
  viewOnly: z.boolean(),
  everyone: z.boolean(),
  organizations: z.int(),
  ownerName: z.string().nullable(),
  versions: z.int(),
  drafts: z.int(),
  latestVersion: z.int().nullable(),
  /** The last day that a published version or letter covers. */
  coveredUntil: z.string().nullable(),
  publishedAt: z.date().nullable(),
});
type Found = Omit<z.infer<typeof Row>, "coveredUntil"> & { coveredUntil: string | null };

/** All series, published or not, by name: the work list of those who publish. */
export const listSeries = operation({
  name: "publishing:ListSeries",
  summary: "All report series with what is published of them, by name.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({
    query: z.string().trim().max(200).default(""),
    program: z.string().max(64).optional(),
    page: z.string().max(1000).optional(),
    maxResults: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ series: z.array(Row), total: z.int(), next: z.string().nullable() }),
  async handle({ db, input: { query, program, page, maxResults } }) {
    const position = readPosition(page, "series", "text");
    const like = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
    const wanted = Prisma.sql`(${query} = '' OR s.name ILIKE ${like} OR s.slug ILIKE ${like} OR s.product ILIKE ${like} OR s.program ILIKE ${like} OR s.id = ${query})
      AND (${program ?? ""} = '' OR s.program = ${program ?? ""})`;
    const from = position ? Prisma.sql`AND (lower(s.name), s.slug) > (${position.key.split("\n")[0] ?? ""}, ${position.key.split("\n")[1] ?? ""})` : Prisma.empty;
    const found = await db.$queryRaw<Found[]>(Prisma.sql`
      SELECT s.id AS "reportId", s.slug, s.name, s.program, s.category::text AS category, s.view_only AS "viewOnly", s.audience = 'EVERYONE' AS everyone,
        (SELECT count(*)::int FROM series_audience a WHERE a.series_id = s.id) AS organizations, p.name AS "ownerName",
        (SELECT count(*)::int FROM report_version v WHERE v.series_id = s.id AND v.state = 'PUBLISHED') AS versions,
        (SELECT count(*)::int FROM draft d WHERE d.series_id = s.id AND d.state NOT IN ('PUBLISHED', 'DISCARDED')) AS drafts,
        l.version AS "latestVersion", l.published_at AS "publishedAt",
        (SELECT to_char(max(v.period_end), 'YYYY-MM-DD') FROM report_version v WHERE v.series_id = s.id AND v.state = 'PUBLISHED') AS "coveredUntil"
      FROM report_series s LEFT JOIN person p ON p.id = s.owner_id
        LEFT JOIN LATERAL (SELECT v.version, v.published_at FROM report_version v WHERE v.series_id = s.id AND v.state = 'PUBLISHED' AND v.kind = 'REPORT' ORDER BY v.version DESC LIMIT 1) l ON TRUE
      WHERE ${wanted} ${from} ORDER BY lower(s.name), s.slug LIMIT ${maxResults + 1}`);
    const counted = await db.$queryRaw<{ count: number }[]>(Prisma.sql`SELECT count(*)::int AS count FROM report_series s WHERE ${wanted}`);
    const series = found.slice(0, maxResults);
    const last = series.at(-1);
    return {
      series,
      total: counted[0]?.count ?? 0,
      next: found.length > series.length && last ? positionToken({ sort: "series", key: `${last.name.toLowerCase()}\n${last.slug}`, id: "", before: false, offset: 0 }) : null,
    };
  },
  record: ({ input }) => ({ parameters: { query: input.query, program: input.program ?? null } }),
});

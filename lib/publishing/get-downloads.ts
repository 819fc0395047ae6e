import { z } from "zod";
import { before, since } from "@/lib/audit/event-ids";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "@/lib/reports/models";

const dayMs = 86_400_000;
const shownOfEach = 12;
const mostOfEach = 1_000;
const Share = z.object({ key: z.string(), name: z.string(), copies: z.int(), people: z.int(), last: z.date() });
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Who got copies of what, from the events of the audit trail that released them: over time, by report and by customer, and the newest one by one.
 * A copy that was fetched in parts, or read again while its ticket lasted, counts once. Days and weeks are UTC; weeks begin on Monday.
 */
export const getDownloads = operation({
  name: "publishing:GetDownloads",
  summary: "Who got copies of what: over time, by report and by customer, from the audit trail.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ days: z.coerce.number().int().min(7).max(732).default(90), reportId: ReportId.optional(), organizationId: z.uuid().optional(), /** Up to 1,000 of each list instead of the first twelve. */ all: z.boolean().default(false) }),
  output: z.object({
    from: z.string(),
    to: z.string(),
    /** What one bar stands for. */
    step: z.enum(["day", "week"]),
    report: z.object({ id: ReportId, name: z.string() }).nullable(),
    organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    total: z.int(),
    people: z.int(),
    read: z.int(),
    /** How many there are of each list. */
    of: z.object({ reports: z.int(), organizations: z.int() }),
    over: z.array(z.object({ start: z.string(), end: z.string(), copies: z.int(), read: z.int() })),
    reports: z.array(Share),
    organizations: z.array(Share),
    newest: z.array(z.object({ at: z.date(), eventId: z.uuid(), person: z.string(), account: z.string(), organization: z.string(), report: z.string(), reportId: z.string(), version: z.int(), read: z.boolean() })),
  }),
  async handle({ db, input: { days, reportId, organizationId, all } }) {
    const most = all ? mostOfEach : shownOfEach;
    const step = days > 100 ? ("week" as const) : ("day" as const);
    const today = Math.floor(now().getTime() / dayMs) * dayMs;
    const first = today - (days - 1) * dayMs;
    // 1970-01-01 was a Thursday.
    const begin = step === "day" ? first : first - ((first / dayMs + 3) % 7) * dayMs;
    const events = Prisma.sql`
      SELECT DISTINCT ON (e.parameters->>'downloadId') e.id, e.at, e.operation = 'reports:ViewReport' AS read, e.person_id, e.account_id, e.organization_id,
        split_part(substr(e.resources[1], 8), ':', 1) AS series_id, nullif(split_part(e.resources[1], ':', 2), '')::int AS version
      FROM audit_event e
      WHERE e.operation IN ('reports:GetReport', 'reports:ViewReport') AND e.outcome = 'Success' AND ${since(new Date(begin))} AND ${before(new Date(today + dayMs))}
        ${organizationId === undefined ? Prisma.empty : Prisma.sql`AND e.organization_id = ${organizationId}::uuid`}
        ${reportId === undefined ? Prisma.empty : Prisma.sql`AND split_part(substr(e.resources[1], 8), ':', 1) = ${reportId}`}
      ORDER BY e.parameters->>'downloadId', e.at`;
    const ask = <T>(rest: Prisma.Sql): Promise<T[]> => db.$queryRaw<T[]>(Prisma.sql`WITH copies AS (${events}) ${rest}`);
    type Share = z.input<typeof Share>;
    const [byDay, totals, reports, organizations, newest, report, organization] = await Promise.all([
      ask<{ day: string; copies: number; read: number }>(Prisma.sql`SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS copies, count(*) FILTER (WHERE read)::int AS read FROM copies GROUP BY 1`),
      ask<{ total: number; people: number; read: number; reports: number; organizations: number }>(Prisma.sql`SELECT count(*)::int AS total, count(DISTINCT series_id)::int AS reports, count(DISTINCT organization_id)::int AS organizations, count(DISTINCT person_id)::int AS people, count(*) FILTER (WHERE read)::int AS read FROM copies`),
      ask<Share>(Prisma.sql`SELECT s.id AS key, s.name, count(*)::int AS copies, count(DISTINCT c.person_id)::int AS people, max(c.at) AS last FROM copies c JOIN report_series s ON s.id = c.series_id GROUP BY s.id ORDER BY copies DESC, s.name LIMIT ${most}`),
      ask<Share>(Prisma.sql`SELECT o.id::text AS key, o.name, count(*)::int AS copies, count(DISTINCT c.person_id)::int AS people, max(c.at) AS last FROM copies c JOIN organization o ON o.id = c.organization_id GROUP BY o.id ORDER BY copies DESC, o.name LIMIT ${most}`),
      ask<{ at: Date; eventId: string; person: string; account: string; organization: string; report: string; reportId: string; version: number; read: boolean }>(Prisma.sql`
        SELECT c.at, c.id::text AS "eventId", COALESCE(p.name, 'No longer on record') AS person, COALESCE(a.name, '') AS account, COALESCE(o.name, '') AS organization, COALESCE(s.name, '') AS report,
          c.series_id AS "reportId", COALESCE(c.version, 0) AS version, c.read
        FROM copies c LEFT JOIN person p ON p.id = c.person_id LEFT JOIN account a ON a.id = c.account_id LEFT JOIN organization o ON o.id = c.organization_id LEFT JOIN report_series s ON s.id = c.series_id
        ORDER BY c.at DESC, c.id DESC LIMIT ${most}`),
      reportId === undefined ? null : db.reportSeries.findUnique({ where: { id: reportId }, select: { id: true, name: true } }),
      organizationId === undefined ? null : db.organization.findUnique({ where: { id: organizationId }, select: { id: true, name: true } }),
    ]);
    const counts = new Map(byDay.map((row) => [row.day, row]));
    const stepMs = step === "day" ? dayMs : 7 * dayMs;
    const over = Array.from({ length: Math.ceil((today + dayMs - begin) / stepMs) }, (_, index) => {
      const start = begin + index * stepMs;
      const end = Math.min(today, start + stepMs - dayMs);
      const within = Array.from({ length: Math.round((end - start) / dayMs) + 1 }, (_none, at) => counts.get(day(start + at * dayMs)));
      const sum = (of: "copies" | "read"): number => within.reduce((total, row) => total + (row?.[of] ?? 0), 0);
      return { start: day(start), end: day(end), copies: sum("copies"), read: sum("read") };
    });
    const { total, people, read, reports: allReports, organizations: allOrganizations } = totals[0] ?? { total: 0, people: 0, read: 0, reports: 0, organizations: 0 };
    const of = { reports: allReports, organizations: allOrganizations };
    return { from: day(begin), to: day(today), step, report, organization, total, people, read, of, over, reports, organizations, newest };
  },
  record: ({ input }) => ({ resources: input.reportId ? [`report/${input.reportId}`] : [], parameters: { days: input.days } }),
});

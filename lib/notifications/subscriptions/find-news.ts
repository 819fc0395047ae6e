import { database } from "@/lib/database/client";
import type { NoticeKind } from "@/lib/database/generated/client";
import { Prisma } from "@/lib/database/generated/client";
import { now } from "@/lib/operations/clock";

const dayMs = 86_400_000;
/** What is longer ago is no news any more. */
const newsMs = 30 * dayMs;
const most = 100;

/** Something that happened, and that nobody was told of yet. */
export type News = Readonly<{
  kind: NoticeKind;
  key: string;
  subject: string;
  at: Date;
  /** Of a report. */
  report: Readonly<{ seriesId: string; program: string; region: string; category: string }> | null;
  /** Whose it is; null: everybody's. */
  organizationId: string | null;
  /** Whom it is about, besides the organization. */
  personId: string | null;
  /** Time alone brought it: nobody was told by whoever did it. */
  byTime: boolean;
}>;

type Row = { kind: NoticeKind; key: string; subject: string; at: Date; series_id: string | null; program: string | null; region: string | null; category: string | null; organization_id: string | null; person_id: string | null; by_time: boolean };

const nothingOfReports = Prisma.sql`NULL AS series_id, NULL AS program, NULL AS region, NULL AS category`;

/** Each part says `kind, key, subject, at` and whose it is. */
function parts(at: Date): readonly Prisma.Sql[] {
  const since = new Date(at.getTime() - newsMs);
  const after = (days: number): Date => new Date(at.getTime() + days * dayMs);
  const held = Prisma.sql`(SELECT c.id, c.state, c.effective_start, c.created_at, COALESCE(c.organization_id, a.organization_id) AS organization_id, LEAST(c.effective_end, o.ends) AS ends
    FROM customer_agreement c LEFT JOIN account a ON a.id = c.account_id LEFT JOIN LATERAL (
      SELECT min((r.effective + r.grace_days + 1)::timestamp AT TIME ZONE 'UTC') AS ends FROM agreement_revision r
      WHERE c.type = 'DEFAULT' AND r.agreement_id = c.agreement_id AND r.revision > c.revision AND r.grace_days IS NOT NULL) o ON TRUE) h`;
  const grant = Prisma.sql`role_grant g JOIN role r ON r.id = g.role_id JOIN account a ON a.id = r.account_id`;
  const reminder = (days: number, notWithin: number) => Prisma.sql`
    SELECT 'AGREEMENT_REMINDER' AS kind, 'agreement-reminder/' || h.id || '/' || to_char(h.ends AT TIME ZONE 'UTC', 'YYYYMMDD') || '/' || ${String(days)}::text AS key, h.id::text AS subject, ${at}::timestamptz AS at,
      ${nothingOfReports}, h.organization_id::text AS organization_id, NULL AS person_id, TRUE AS by_time
    FROM ${held} WHERE h.state = 'ACTIVE' AND h.effective_start <= ${at} AND h.ends > ${after(notWithin)} AND h.ends <= ${after(days)}`;
  const ending = (days: number, notWithin: number) => Prisma.sql`
    SELECT 'ROLE_ENDING' AS kind, 'role-ending/' || g.id || '/' || ${String(days)}::text AS key, g.id::text AS subject, ${at}::timestamptz AS at, ${nothingOfReports},
      a.organization_id::text AS organization_id, g.person_id::text AS person_id, TRUE AS by_time
    FROM ${grant} WHERE g.ended_at IS NULL AND r.deleted_at IS NULL AND g.until_at > ${after(notWithin)} AND g.until_at <= ${after(days)} AND g.until_at - g.from_at > make_interval(days => ${days}::int)`;
  return [
    Prisma.sql`SELECT 'REPORT_VERSION' AS kind, 'report-version/' || v.id AS key, v.id::text AS subject, v.published_at AS at, v.series_id, v.program, v.region, v.category::text AS category,
        NULL AS organization_id, NULL AS person_id, FALSE AS by_time
      FROM report_version v WHERE v.state = 'PUBLISHED' AND v.published_at <= ${at} AND v.published_at > ${since}`,
    Prisma.sql`SELECT 'AGREEMENT_REVISION' AS kind, 'agreement-revision/' || r.agreement_id || ':' || r.revision AS key, r.agreement_id || ':' || r.revision AS subject, r.published_at AS at, ${nothingOfReports},
        NULL AS organization_id, NULL AS person_id, FALSE AS by_time
      FROM agreement_revision r WHERE r.published_at <= ${at} AND r.published_at > ${since}`,
    Prisma.sql`SELECT 'AGREEMENT_IN_FORCE' AS kind, 'agreement-in-force/' || h.id AS key, h.id::text AS subject, GREATEST(h.effective_start, h.created_at) AS at, ${nothingOfReports},
        h.organization_id::text AS organization_id, NULL AS person_id, FALSE AS by_time
      FROM ${held} WHERE h.effective_start <= ${at} AND GREATEST(h.effective_start, h.created_at) > ${since} AND (h.ends IS NULL OR h.ends > ${at})`,
    Prisma.sql`SELECT 'AGREEMENT_ENDED' AS kind, 'agreement-ended/' || h.id AS key, h.id::text AS subject, h.ends AS at, ${nothingOfReports},
        h.organization_id::text AS organization_id, NULL AS person_id, h.state = 'ACTIVE' AS by_time
      FROM ${held} WHERE h.state <> 'SUPERSEDED' AND h.ends <= ${at} AND h.ends > ${since}`,
    reminder(30, 7),
    reminder(7, 0),
    ending(7, 1),
    ending(1, 0),
    Prisma.sql`SELECT 'ROLE_ENDED' AS kind, 'role-ended/' || g.id AS key, g.id::text AS subject, LEAST(g.until_at, g.ended_at) AS at, ${nothingOfReports},
        a.organization_id::text AS organization_id, g.person_id::text AS person_id, g.ended_at IS NULL AS by_time
      FROM ${grant} WHERE g.person_id IS NOT NULL AND LEAST(g.until_at, g.ended_at) <= ${at} AND LEAST(g.until_at, g.ended_at) > ${since}`,
  ];
}

/** `REPORTS`: what people wait for, found by an index. `ALL`: also agreements and roles, of which every one is looked at. */
export type Reach = "REPORTS" | "ALL";

/** What happened and has no notice yet, however it came about, oldest first; so many at a time. */
export async function findNews(reach: Reach): Promise<readonly News[]> {
  const at = now();
  const all = parts(at);
  // What had its notice before that has no part any more. `NOT IN` is looked up in a table in memory; `NOT EXISTS` would go through all notices for each.
  const known = Prisma.sql`SELECT n.key FROM notice n WHERE n.at > ${new Date(at.getTime() - 2 * newsMs)}`;
  const rows = await database().$queryRaw<Row[]>(Prisma.sql`
    SELECT x.* FROM (${Prisma.join(reach === "ALL" ? all : all.slice(0, 1), " UNION ALL ")}) x WHERE x.key NOT IN (${known}) ORDER BY x.at, x.key LIMIT ${most}`);
  return rows.map(({ kind, key, subject, at, series_id: seriesId, program, region, category, organization_id: organizationId, person_id: personId, by_time: byTime }) => ({
    kind,
    key,
    subject,
    at,
    report: seriesId !== null && program !== null && region !== null && category !== null ? { seriesId, program, region, category } : null,
    organizationId,
    personId,
    byTime,
  }));
}

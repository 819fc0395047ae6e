import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { positionToken, readPosition } from "@/lib/operations/paging";
import { ReportId } from "@/lib/reports/models";
import { listedTo } from "@/lib/reports/visible";

type Row = { id: string; series_id: string; version: number; title: string; name: string; program: string; is_latest: boolean; total: number; done: number; mine: number; key: string };

/** The report versions that have complementary user entity controls, newest first, with how far the caller's account is. */
export const listChecklists = operation({
  name: "center:ListChecklists",
  summary: "The report versions with complementary user entity controls, and how far the caller's account is with each.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ page: z.string().max(1000).optional(), maxResults: z.coerce.number().int().min(1).max(100).default(25) }),
  output: z.object({
    rows: z.array(
      z.object({ reportId: ReportId, version: z.int(), title: z.string(), name: z.string(), program: z.string(), latest: z.boolean(), total: z.int(), /** In place or not applicable. */ done: z.int(), /** Open and assigned to the caller. */ mine: z.int() }),
    ),
    next: z.string().nullable(),
  }),
  async handle({ caller, input }) {
    const position = readPosition(input.page, "published", "time");
    const after = position ? Prisma.sql`AND (v.published_at, v.id) < (${position.key}::text::timestamptz, ${position.id}::text::uuid)` : Prisma.empty;
    const { text, values } = Prisma.sql`
      SELECT v.id::text AS id, v.series_id, v.version, v.title, s.name, v.program, v.is_latest, v.published_at::text AS key,
        c.total, c.done, c.mine
      FROM report_version v JOIN report_series s ON s.id = v.series_id
        JOIN LATERAL (
          SELECT count(*)::int AS total, count(*) FILTER (WHERE k.state <> 'OPEN')::int AS done,
            count(*) FILTER (WHERE k.assignee_id = ${caller.personId}::uuid AND k.state = 'OPEN')::int AS mine
          FROM user_control c LEFT JOIN user_control_check k ON k.control_id = c.id AND k.account_id = ${caller.account.id}
          WHERE c.series_id = v.series_id AND c.version = v.version AND c.retired_at IS NULL) c ON c.total > 0
      WHERE ${listedTo(caller)} ${after}
      ORDER BY v.published_at DESC, v.id DESC LIMIT ${input.maxResults + 1}`;
    const { rows: found } = await rawPool().query<Row>(text, values);
    const rows = found.slice(0, input.maxResults);
    const last = rows.at(-1);
    return {
      rows: rows.map((row) => ({ reportId: row.series_id, version: row.version, title: row.title, name: row.name, program: row.program, latest: row.is_latest, total: row.total, done: row.done, mine: row.mine })),
      next: found.length > rows.length && last ? positionToken({ sort: "published", key: last.key, id: last.id, before: false, offset: 0 }) : null,
    };
  },
  record: ({ output }) => ({ parameters: { versions: output.rows.length } }),
});

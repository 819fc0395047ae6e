import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { Category, Kind, ProgramKey, ReportId } from "@/lib/reports/models";
import { listedTo } from "@/lib/reports/visible";
import { ResourceLink } from "@/lib/resources/models";
import { resourcesOfProgram } from "@/lib/resources/resources-of-program";

const mostSeries = 100;
const mostVersions = 24;

const HeldVersion = z.object({ version: z.int(), kind: Kind, start: z.string().nullable(), end: z.string().nullable() });
type Row = { id: string; name: string; description: string; category: Category; versions: z.infer<typeof HeldVersion>[]; total: number };

/** What the operator holds for one program, as far as it stands in the caller's lists: the series by name, each with its newest versions; and what was written about it. */
export const getProgram = operation({
  name: "center:GetProgram",
  summary: "The report series of one compliance program that the caller may see.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ program: ProgramKey }),
  output: z.object({
    series: z.array(z.object({ reportId: ReportId, name: z.string(), description: z.string(), category: Category, versions: z.array(HeldVersion) })),
    /** Of all of them; the list holds a hundred at most. */
    total: z.int(),
    resources: z.array(ResourceLink),
  }),
  async handle({ db, caller, input }) {
    const { text, values } = Prisma.sql`
      SELECT s.id, s.name, s.description, s.category::text AS category, count(*) OVER ()::int AS total,
        (array_agg(json_build_object('version', v.version, 'kind', v.kind, 'start', to_char(v.period_start, 'YYYY-MM-DD'), 'end', to_char(v.period_end, 'YYYY-MM-DD')) ORDER BY v.version DESC))[1:${Prisma.raw(String(mostVersions))}] AS versions
      FROM report_version v JOIN report_series s ON s.id = v.series_id WHERE v.program = ${input.program} AND ${listedTo(caller)}
      GROUP BY s.id, s.name, s.description, s.category ORDER BY s.name COLLATE "C", s.id LIMIT ${Prisma.raw(String(mostSeries))}`;
    const { rows } = await rawPool().query<Row>(text, values);
    return { series: rows.map(({ id, name, description, category, versions }) => ({ reportId: id, name, description, category, versions })), total: rows[0]?.total ?? 0, resources: await resourcesOfProgram(db, input.program) };
  },
  record: ({ input, output }) => ({ resources: [`program/${input.program}`], parameters: { program: input.program, series: output.total } }),
});

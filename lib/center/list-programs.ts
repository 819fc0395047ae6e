import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { Prisma } from "@/lib/database/generated/client";
import { operation } from "@/lib/operations/operation";
import { listedTo } from "@/lib/reports/visible";

type Row = { program: string; series: number; documents: number };

/** For every program of which there is something: how much of it stands in the caller's lists. Programs that are not named have nothing. */
export const listPrograms = operation({
  name: "center:ListPrograms",
  summary: "How many reports of each compliance program the caller may see.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    /** `series`: report series. `documents`: their current versions, as the catalogue counts them. */
    held: z.array(z.object({ program: z.string(), series: z.int(), documents: z.int() })),
  }),
  async handle({ caller }) {
    const { text, values } = Prisma.sql`
      SELECT v.program, count(DISTINCT v.series_id)::int AS series, count(*)::int AS documents FROM report_version v WHERE ${listedTo(caller)} AND v.is_latest GROUP BY v.program ORDER BY v.program`;
    return { held: (await rawPool().query<Row>(text, values)).rows };
  },
  record: ({ output }) => ({ parameters: { programs: output.held.length } }),
});

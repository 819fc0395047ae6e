import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { sayKept } from "../kept-sentences";
import { t } from "@/lib/texts/text";

const RowState = z.enum(["GOOD", "BAD", "IMPORTED", "FAILED"]);

/** The report of an import, row by row. */
export const getImport = operation({
  name: "publishing:GetImport",
  summary: "The report of an import, row by row.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ batchId: z.uuid() }),
  output: z.object({
    batchId: z.uuid(),
    state: z.enum(["CHECKED", "RUNNING", "DONE"]),
    createdAt: z.date(),
    personName: z.string(),
    rows: z.array(z.object({ line: z.int(), file: z.string(), series: z.string(), title: z.string(), state: RowState, problem: z.string(), version: z.int().nullable(), reportId: z.string().nullable() })),
  }),
  async resource({ db, input }) {
    const batch = await db.importBatch.findUnique({ where: { id: input.batchId }, include: { rows: { orderBy: { line: "asc" } } } });
    if (!batch) throw new MunimentError("ResourceNotFound");
    return batch;
  },
  async handle({ db, resource: batch }) {
    const Named = z.object({ series: z.string().default(""), title: z.string().default("") });
    const rows = batch.rows.map((row) => ({ ...row, ...Named.parse(row.facts) }));
    const [series, person] = await Promise.all([
      db.reportSeries.findMany({ where: { slug: { in: [...new Set(rows.map((row) => row.series))] } }, select: { id: true, slug: true } }),
      db.person.findUnique({ where: { id: batch.personId }, select: { name: true } }),
    ]);
    return {
      batchId: batch.id,
      state: batch.state,
      createdAt: batch.createdAt,
      personName: person?.name ?? t("Somebody no longer on record"),
      rows: rows.map((row) => ({
        line: row.line, file: row.fileName, series: row.series, title: row.title, state: row.state, problem: sayKept(row.problem).replaceAll("\n", " "), version: row.version,
        reportId: row.state === "IMPORTED" ? (series.find(({ slug }) => slug === row.series)?.id ?? null) : null,
      })),
    };
  },
  record: ({ input }) => ({ resources: [`import/${input.batchId}`] }),
});

import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { t } from "@/lib/texts/text";

const mostShown = 30;

/** The last imports, newest first, with what became of their rows. */
export const listImports = operation({
  name: "publishing:ListImports",
  summary: "The last imports by page, newest first, with what became of their rows.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    imports: z.array(z.object({ batchId: z.uuid(), state: z.enum(["CHECKED", "RUNNING", "DONE"]), createdAt: z.date(), personName: z.string(), rows: z.int(), imported: z.int(), failed: z.int() })),
    total: z.int(),
  }),
  async handle({ db }) {
    const [batches, total] = await Promise.all([db.importBatch.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: mostShown }), db.importBatch.count()]);
    const [people, counts] = await Promise.all([
      db.person.findMany({ where: { id: { in: [...new Set(batches.map(({ personId }) => personId))] } }, select: { id: true, name: true } }),
      db.importRow.groupBy({ by: ["batchId", "state"], where: { batchId: { in: batches.map(({ id }) => id) } }, _count: { _all: true } }),
    ]);
    const rowsOf = (batchId: string, states: readonly string[]): number => counts.filter((one) => one.batchId === batchId && states.includes(one.state)).reduce((sum, one) => sum + one._count._all, 0);
    return {
      total,
      imports: batches.map((batch) => ({
        batchId: batch.id,
        state: batch.state,
        createdAt: batch.createdAt,
        personName: people.find(({ id }) => id === batch.personId)?.name ?? t("Somebody no longer on record"),
        rows: rowsOf(batch.id, ["GOOD", "BAD", "IMPORTED", "FAILED"]),
        imported: rowsOf(batch.id, ["IMPORTED"]),
        failed: rowsOf(batch.id, ["BAD", "FAILED"]),
      })),
    };
  },
});

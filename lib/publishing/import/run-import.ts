import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { t } from "@/lib/texts/text";

/** Has the portal import the good rows of a checked import, one after the other. The others stay as they are. */
export const runImport = operation({
  name: "publishing:RunImport",
  summary: "Imports the good rows of a checked import, each all or nothing.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({ batchId: z.uuid() }),
  output: z.object({ batchId: z.uuid(), rows: z.int() }),
  async handle({ db, input: { batchId } }) {
    const rows = await db.importRow.count({ where: { batchId, state: "GOOD" } });
    const begun = rows === 0 ? { count: 0 } : await db.importBatch.updateMany({ where: { id: batchId, state: "CHECKED" }, data: { state: "RUNNING" } });
    if (begun.count !== 1) {
      if (!(await db.importBatch.findUnique({ where: { id: batchId }, select: { id: true } }))) throw new MunimentError("ResourceNotFound");
      throw new MunimentError("Conflict", rows === 0 ? t("No row of this import can be imported.") : t("This import runs already, or is done."));
    }
    return { batchId, rows };
  },
  record: ({ input, output }) => ({ resources: [`import/${input.batchId}`], parameters: { rows: output.rows } }),
});

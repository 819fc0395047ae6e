import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { checkRows } from "./check-rows";
import { readManifest } from "./manifest";
import { t } from "@/lib/texts/text";

export const mostImportFiles = 1_000;
const File = z.object({ name: z.string().max(255), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/), pdf: z.boolean() });
export const ImportReport = z.object({
  batchId: z.uuid().nullable(),
  rows: z.array(z.object({ line: z.int(), file: z.string(), series: z.string(), title: z.string(), newSeries: z.boolean(), problems: z.array(z.string()) })),
  /** Files that no row names. */
  unnamed: z.array(z.string()),
});

/** The dry run of an import: what would become of each row. Nothing is published; with `keep` the checked rows are kept, to be imported by `publishing:RunImport`. */
export const checkImport = operation({
  name: "publishing:CheckImport",
  summary: "Checks a manifest and its files, row by row, without importing anything.",
  access: "Write",
  reach: "staff",
  door: "local",
  input: z.object({
    manifest: z.string().max(5_000_000),
    files: z.array(File).max(mostImportFiles),
    /** The id under which the files are kept. */
    keep: z.uuid().optional(),
  }),
  output: ImportReport,
  async handle({ db, caller, input }) {
    const read = readManifest(input.manifest);
    if (typeof read === "string") throw new MunimentError("ValidationException", read, { fields: [{ field: "manifest", message: read }] });
    if (read.length > mostImportFiles) throw new MunimentError("ValidationException", t("The manifest has {n} rows; at most {most} are imported at once.", { n: String(read.length), most: String(mostImportFiles) }));
    const rows = await checkRows(db, read, input.files);
    if (input.keep !== undefined) {
      const at = now();
      await db.importBatch.create({ data: { id: input.keep, createdAt: at, state: "CHECKED", personId: caller.kind === "person" ? caller.personId : uuidv7({ msecs: at.getTime() }) } });
      await db.importRow.createMany({
        data: rows.map(({ line, file, row, problems, sha256 }) => ({
          batchId: input.keep ?? "",
          line,
          fileName: file.slice(0, 255),
          facts: row ?? {},
          sha256: sha256 === null ? null : Buffer.from(sha256, "hex"),
          state: problems.length === 0 ? ("GOOD" as const) : ("BAD" as const),
          problem: problems.join("\n").slice(0, 2000),
        })),
      });
    }
    const named = new Set(rows.map(({ file }) => file));
    return {
      batchId: input.keep ?? null,
      rows: rows.map(({ line, file, row, problems, newSeries }) => ({ line, file, series: row?.series ?? "", title: row?.title ?? "", newSeries, problems })),
      unnamed: input.files.map(({ name }) => name).filter((name) => !named.has(name)).slice(0, 200),
    };
  },
  record: ({ output }) => ({
    resources: output.batchId ? [`import/${output.batchId}`] : [],
    parameters: { rows: output.rows.length, good: output.rows.filter(({ problems }) => problems.length === 0).length },
  }),
});

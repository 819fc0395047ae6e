import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { addSeries } from "@/lib/reports/create-series";
import { addVersion, holdSeries } from "@/lib/reports/add-version";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId } from "@/lib/reports/models";
import { prepareOriginal } from "@/lib/reports/prepare-original";
import { putDocument } from "@/lib/storage/documents";
import type { Progress } from "@/lib/watermark";
import { keptSentence } from "../kept-sentences";
import type { ManifestRow } from "./manifest";
import { msg, t } from "@/lib/texts/text";

const Row = z.custom<ManifestRow>((value) => typeof value === "object" && value !== null && "series" in value && "title" in value, msg("A row of a manifest."));

async function seriesFor(db: Db, row: ManifestRow, ownerId: string | null): Promise<{ id: string; made: boolean }> {
  const found = await db.reportSeries.findUnique({ where: { slug: row.series }, select: { id: true } });
  if (found) return { id: found.id, made: false };
  const { seriesName = "", description = "", program = "", product = "", shareWith = "", terms = "" } = row;
  const fields = { name: seriesName, description, product, category: row.seriesCategory ?? row.category ?? ("REPORTS" as const), shareWith, language: row.language ?? "en", terms };
  return { id: await addSeries(db, { slug: row.series, ...fields, program, audience: row.audience, organizations: row.organizations, askable: false, viewOnly: row.viewOnly }, ownerId), made: true };
}

/** Imports one row of a manifest: its series where it is new, and the version, both or neither. A document that is in the series already is not imported again. */
export const importRow = operation({
  name: "publishing:ImportRow",
  summary: "Imports one row of a manifest: the version, and its series where that is new, both or neither.",
  access: "Write",
  reach: "staff",
  door: "local",
  input: z.object({
    row: Row,
    document: z.custom<Uint8Array>((value) => value instanceof Uint8Array, msg("The bytes of a PDF.")),
    /** The kept row of an import by page, which is settled with it. */
    kept: z.object({ batchId: z.uuid(), line: z.int() }).optional(),
    ownerId: z.uuid().nullable().default(null),
    onProgress: z.custom<(progress: Progress) => void>((value) => typeof value === "function").optional(),
  }),
  output: z.object({ reportId: ReportId, version: z.int(), madeSeries: z.boolean(), pages: z.int(), sha256: z.string(), notes: z.array(z.string()) }),
  async prepare({ input }) {
    const original = await putDocument(input.document);
    const { bytes, manifest } = await prepareOriginal(input.document, { keepEmbeddedFiles: input.row.keepEmbeddedFiles, onProgress: input.onProgress });
    return { manifest, original, ready: await putDocument(bytes) };
  },
  async handle({ db, input: { row, kept, ownerId }, prepared: { manifest, original, ready } }) {
    const { id, made } = await seriesFor(db, row, ownerId);
    const series = await holdSeries(db, { id });
    const twin = await db.reportVersion.findFirst({ where: { seriesId: id, originalSha256: original.sha256 }, select: { version: true } });
    if (twin) throw new MunimentError("Conflict", keptSentence("twin", { version: twin.version }));
    const version = await addVersion(db, series, { ...row, manifest, original, preparedSha256: ready.sha256, publishedBy: ownerId });
    if (kept) {
      const settled = await db.importRow.updateMany({ where: { ...kept, state: "GOOD" }, data: { state: "IMPORTED", version, problem: "" } });
      if (settled.count !== 1) throw new MunimentError("Conflict", t("This row was imported already."));
    }
    return { reportId: id, version, madeSeries: made, pages: manifest.pages, sha256: Buffer.from(original.sha256).toString("hex"), notes: manifest.notes };
  },
  record: ({ input, output }) => ({
    resources: [versionResource({ seriesId: output.reportId, version: output.version }), ...(input.kept ? [`import/${input.kept.batchId}`] : [])],
    parameters: { file: input.row.file, series: input.row.series, kind: input.row.kind, sha256: output.sha256, madeSeries: output.madeSeries, ...(input.kept ? { line: input.kept.line } : {}) },
  }),
  recordRefusal: ({ input }) => ({ resources: input.kept ? [`import/${input.kept.batchId}`] : [], parameters: { file: input.row.file, series: input.row.series } }),
});

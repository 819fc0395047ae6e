import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { putDocument } from "@/lib/storage/documents";
import { IngestReport, type Progress } from "@/lib/watermark";
import { addVersion, holdSeries } from "./add-version";
import { versionResource } from "./find-version";
import { ReportId } from "./models";
import { prepareOriginal } from "./prepare-original";
import { checkFacts, versionFacts } from "./version-facts";
import { msg } from "@/lib/texts/text";

/**
 * Publishes the next version of a series. The document is prepared for marking first; one that cannot be marked is refused and nothing is stored.
 * A version never changes afterwards; `isLatest` moves to it, for its kind.
 */
export const publishVersion = operation({
  name: "reports:PublishVersion",
  summary: "Publishes the next version of a series from a PDF.",
  access: "Write",
  reach: "staff",
  door: "local",
  input: z
    .object({
      series: Slug,
      document: z.custom<Uint8Array>((value) => value instanceof Uint8Array, msg("The bytes of a PDF.")),
      ...versionFacts,
      /** The published version whose place it takes. */
      supersedes: z.int().min(1).optional(),
      /** Leaves files within the document in its copies, where they are not marked. */
      keepEmbeddedFiles: z.boolean().default(false),
      /** Told how far the preparation is. */
      onProgress: z.custom<(progress: Progress) => void>((value) => typeof value === "function").optional(),
    })
    .superRefine(checkFacts),
  output: z.object({ reportId: ReportId, version: z.int(), pages: z.int(), sha256: z.string(), notes: z.array(z.string()), report: IngestReport.nullable() }),
  async prepare({ input }) {
    const { bytes, manifest } = await prepareOriginal(input.document, input);
    return { manifest, original: await putDocument(input.document), ready: await putDocument(bytes) };
  },
  async handle({ db, caller, input, prepared: { manifest, original, ready } }) {
    const series = await holdSeries(db, { slug: input.series });
    const version = await addVersion(db, series, { ...input, manifest, original, preparedSha256: ready.sha256, publishedBy: caller.kind === "person" ? caller.personId : null });
    return { reportId: series.id, version, pages: manifest.pages, sha256: Buffer.from(original.sha256).toString("hex"), notes: manifest.notes, report: manifest.report ?? null };
  },
  record: ({ input, output }) => ({
    resources: [versionResource({ seriesId: output.reportId, version: output.version })],
    parameters: { series: input.series, kind: input.kind, pages: output.pages, sha256: output.sha256, keepEmbeddedFiles: input.keepEmbeddedFiles, periodStart: input.periodStart ?? null, periodEnd: input.periodEnd ?? null },
  }),
  recordRefusal: ({ input }) => ({ parameters: { series: input.series } }),
});

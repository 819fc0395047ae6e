import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { putDocument } from "@/lib/storage/documents";
import { IngestReport, prepareInWorker, UnmarkableDocument } from "@/lib/watermark";
import { versionResource } from "./find-version";
import { Category, dayOf, IsoDate, Kind, Language, ReportId } from "./models";
import { countryName, programByKey, regionName } from "./programs";
import { searchTextOf } from "./search-text";

async function prepared(original: Uint8Array, keepEmbeddedFiles: boolean) {
  try {
    return await prepareInWorker(original, { maxBytes: config().maxUploadBytes, keepEmbeddedFiles });
  } catch (error) {
    if (error instanceof UnmarkableDocument) throw new MunimentError("DocumentRejected", error.message, { fields: [{ field: "document", message: error.code }] }, { cause: error });
    throw error;
  }
}

async function seriesOf(db: Db, slug: string) {
  const series = await db.reportSeries.findUnique({ where: { slug } });
  if (!series) throw new MunimentError("ResourceNotFound", "There is no series of this short name. Create it first.");
  // One publication per series at a time: version numbers have no gaps and no twins.
  await db.$queryRaw`SELECT id FROM report_series WHERE id = ${series.id} FOR UPDATE`;
  return series;
}

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
      document: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "The bytes of a PDF."),
      kind: Kind.default("REPORT"),
      title: z.string().trim().min(1).max(200),
      category: Category.optional(),
      language: Language.optional(),
      auditor: z.string().trim().max(200).default(""),
      periodStart: IsoDate.optional(),
      periodEnd: IsoDate.optional(),
      /** For bridge letters: the version whose period the letter extends. */
      extendsVersion: z.int().min(1).optional(),
      /** Leaves files within the document in its copies, where they are not marked. */
      keepEmbeddedFiles: z.boolean().default(false),
    })
    .refine((input) => (input.kind === "BRIDGE_LETTER") === (input.extendsVersion !== undefined), { path: ["extendsVersion"], message: "A bridge letter, and only a bridge letter, names the version it extends." })
    .refine((input) => (input.periodStart === undefined) === (input.periodEnd === undefined), { path: ["periodEnd"], message: "Give both ends of the period, or none." })
    .refine((input) => !input.periodStart || !input.periodEnd || input.periodStart <= input.periodEnd, { path: ["periodEnd"], message: "The period ends before it starts." }),
  output: z.object({ reportId: ReportId, version: z.int(), pages: z.int(), sha256: z.string(), notes: z.array(z.string()), report: IngestReport.nullable() }),
  async prepare({ input }) {
    const { bytes, manifest } = await prepared(input.document, input.keepEmbeddedFiles);
    return { manifest, original: await putDocument(input.document), ready: await putDocument(bytes) };
  },
  async handle({ db, caller, input, prepared: { manifest, original, ready } }) {
    const series = await seriesOf(db, input.series);
    const program = programByKey(series.program);
    if (!program) throw new Error(`series ${series.id} names a program that is not known`);
    const last = await db.reportVersion.findFirst({ where: { seriesId: series.id }, orderBy: { version: "desc" }, select: { version: true } });
    const version = (last?.version ?? 0) + 1;
    if (input.extendsVersion !== undefined) {
      const extended = await db.reportVersion.findUnique({ where: { seriesId_version: { seriesId: series.id, version: input.extendsVersion } } });
      if (extended?.kind !== "REPORT") throw new MunimentError("ValidationException", "A bridge letter extends a report of its own series.", { fields: [{ field: "extendsVersion", message: "No such report." }] });
    }
    const at = now();
    await db.reportVersion.updateMany({ where: { seriesId: series.id, kind: input.kind, isLatest: true }, data: { isLatest: false } });
    // A letter bridges the gap after the latest report: a new report ends its time.
    if (input.kind === "REPORT") await db.reportVersion.updateMany({ where: { seriesId: series.id, kind: "BRIDGE_LETTER", isLatest: true }, data: { isLatest: false } });
    const country = program.country ?? "";
    await db.reportVersion.create({
      data: {
        id: uuidv7({ msecs: at.getTime() }),
        seriesId: series.id,
        version,
        kind: input.kind,
        extendsVersion: input.extendsVersion ?? null,
        title: input.title,
        category: input.category ?? (input.kind === "BRIDGE_LETTER" ? "LETTERS" : series.category),
        language: input.language ?? series.language,
        auditor: input.auditor,
        periodStart: input.periodStart ? dayOf(input.periodStart) : null,
        periodEnd: input.periodEnd ? dayOf(input.periodEnd) : null,
        state: "PUBLISHED",
        isLatest: true,
        publishedAt: at,
        publishedBy: caller.kind === "person" ? caller.personId : null,
        program: program.key,
        region: program.region,
        country,
        industry: program.industry ?? "",
        audience: series.audience,
        searchText: searchTextOf([
          input.title, series.name, series.description, series.product, program.key, program.name, program.issuingBody, program.industry,
          regionName(program.region), country && countryName(country), input.auditor, series.id,
        ]),
        originalSha256: original.sha256,
        originalBytes: original.bytes,
        pages: manifest.pages,
        fileName: `${series.slug}-v${version}.pdf`,
        preparedSha256: ready.sha256,
        manifest,
        notes: manifest.notes,
      },
    });
    await db.catalogueState.update({ where: { id: 1 }, data: { revision: { increment: 1 } } });
    return { reportId: series.id, version, pages: manifest.pages, sha256: Buffer.from(original.sha256).toString("hex"), notes: manifest.notes, report: manifest.report ?? null };
  },
  record: ({ input, output }) => ({
    resources: [versionResource({ seriesId: output.reportId, version: output.version })],
    parameters: { series: input.series, kind: input.kind, pages: output.pages, sha256: output.sha256, keepEmbeddedFiles: input.keepEmbeddedFiles, periodStart: input.periodStart ?? null, periodEnd: input.periodEnd ?? null },
  }),
  recordRefusal: ({ input }) => ({ parameters: { series: input.series } }),
});

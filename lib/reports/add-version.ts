import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import type { StoredDocument } from "@/lib/storage/documents";
import type { PreparedManifest } from "@/lib/watermark";
import { type Category, dayOf } from "./models";
import { countryName, programByKey, regionName } from "./programs";
import { searchTextOf } from "./search-text";
import { t } from "@/lib/texts/text";

export type NewVersion = Readonly<{
  kind: "REPORT" | "BRIDGE_LETTER";
  title: string;
  category?: Category | undefined;
  language?: string | undefined;
  auditor: string;
  periodStart?: string | undefined;
  periodEnd?: string | undefined;
  extendsVersion?: number | undefined;
  changes: string;
  /** The published version whose place it takes. */
  supersedes?: number | undefined;
  manifest: PreparedManifest;
  original: StoredDocument;
  preparedSha256: Uint8Array<ArrayBuffer>;
  publishedBy: string | null;
}>;

type Series = NonNullable<Awaited<ReturnType<Db["reportSeries"]["findUnique"]>>>;

/** A series by its short name or its id, held to the end of the transaction: version numbers have no gaps and no twins. @throws MunimentError ResourceNotFound */
export async function holdSeries(db: Db, where: { slug: string } | { id: string }): Promise<Series> {
  const series = await db.reportSeries.findUnique({ where });
  if (!series) throw new MunimentError("ResourceNotFound", "slug" in where ? t("There is no series of this short name. Create it first.") : t("There is no such series."));
  await db.$queryRaw`SELECT id FROM report_series WHERE id = ${series.id} FOR UPDATE`;
  return series;
}

/** Of each kind the highest published version is the latest; a letter bridges the gap after the latest report, so that a report that came after it ends its time. */
export async function settleLatest(db: Db, seriesId: string): Promise<void> {
  const [report, letter] = await Promise.all(
    (["REPORT", "BRIDGE_LETTER"] as const).map((kind) => db.reportVersion.findFirst({ where: { seriesId, kind, state: "PUBLISHED" }, orderBy: { version: "desc" }, select: { id: true, version: true } })),
  );
  const latest = [report, letter && (!report || letter.version > report.version) ? letter : null].flatMap((one) => (one ? [one.id] : []));
  await db.reportVersion.updateMany({ where: { seriesId, isLatest: true, id: { notIn: latest } }, data: { isLatest: false } });
  await db.reportVersion.updateMany({ where: { id: { in: latest }, isLatest: false }, data: { isLatest: true } });
  await db.catalogueState.update({ where: { id: 1 }, data: { revision: { increment: 1 } } });
}

async function checkPlace(db: Db, seriesId: string, { extendsVersion, supersedes, kind }: NewVersion): Promise<void> {
  if (extendsVersion !== undefined) {
    const extended = await db.reportVersion.findUnique({ where: { seriesId_version: { seriesId, version: extendsVersion } } });
    if (extended?.kind !== "REPORT") throw new MunimentError("ValidationException", t("A bridge letter extends a report of its own series."), { fields: [{ field: "extendsVersion", message: t("No such report.") }] });
  }
  if (supersedes === undefined) return;
  const replaced = await db.reportVersion.findUnique({ where: { seriesId_version: { seriesId, version: supersedes } }, select: { state: true, kind: true } });
  if (replaced?.state !== "PUBLISHED" || replaced.kind !== kind) {
    throw new MunimentError("ValidationException", t("Only a published version of the same kind can be replaced."), { fields: [{ field: "supersedes", message: t("Not a published version of this kind.") }] });
  }
}

/** Adds the next version to a series that is held, published at once. @returns its number */
export async function addVersion(db: Db, series: Series, facts: NewVersion): Promise<number> {
  const program = programByKey(series.program);
  if (!program) throw new Error(`series ${series.id} names a program that is not known`);
  await checkPlace(db, series.id, facts);
  const last = await db.reportVersion.findFirst({ where: { seriesId: series.id }, orderBy: { version: "desc" }, select: { version: true } });
  const version = (last?.version ?? 0) + 1;
  const at = now();
  const country = program.country ?? "";
  const { manifest, original } = facts;
  await db.reportVersion.create({
    data: {
      id: uuidv7({ msecs: at.getTime() }),
      seriesId: series.id,
      version,
      kind: facts.kind,
      extendsVersion: facts.extendsVersion ?? null,
      title: facts.title,
      category: facts.category ?? (facts.kind === "BRIDGE_LETTER" ? "LETTERS" : series.category),
      language: facts.language ?? series.language,
      auditor: facts.auditor,
      periodStart: facts.periodStart ? dayOf(facts.periodStart) : null,
      periodEnd: facts.periodEnd ? dayOf(facts.periodEnd) : null,
      state: "PUBLISHED",
      isLatest: false,
      publishedAt: at,
      publishedBy: facts.publishedBy,
      program: program.key,
      region: program.region,
      country,
      industry: program.industry ?? "",
      audience: series.audience,
      searchText: searchTextOf([
        facts.title, series.name, series.description, series.product, program.key, program.name, program.issuingBody, program.industry,
        regionName(program.region), country && countryName(country), facts.auditor, series.id,
      ]),
      originalSha256: original.sha256,
      originalBytes: original.bytes,
      pages: manifest.pages,
      fileName: `${series.slug}-v${version}.pdf`,
      preparedSha256: facts.preparedSha256,
      manifest,
      notes: manifest.notes,
      changes: facts.changes,
    },
  });
  if (facts.supersedes !== undefined) {
    await db.reportVersion.update({ where: { seriesId_version: { seriesId: series.id, version: facts.supersedes } }, data: { state: "SUPERSEDED", isLatest: false, supersededBy: version } });
  }
  await settleLatest(db, series.id);
  return version;
}

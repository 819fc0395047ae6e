import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { keptSentence } from "../kept-sentences";
import type { ManifestRow, ReadRow } from "./manifest";

/** A file beside a manifest. */
export type ManifestFile = { name: string; bytes: number; sha256: string; pdf: boolean };
export type CheckedRow = ReadRow & { sha256: string | null; newSeries: boolean };

type Known = {
  versions: Map<string, Map<number, { kind: string; sha256: string }>>;
  series: Set<string>;
  terms: Set<string>;
  organizations: Set<string>;
};

async function loadKnown(db: Db, rows: readonly ManifestRow[]): Promise<Known> {
  const [series, terms, organizations] = await Promise.all([
    db.reportSeries.findMany({ where: { slug: { in: rows.map((row) => row.series) } }, select: { slug: true, versions: { select: { version: true, kind: true, originalSha256: true } } } }),
    db.terms.findMany({ where: { slug: { in: rows.flatMap((row) => row.terms ?? []) } }, select: { slug: true } }),
    db.organization.findMany({ where: { slug: { in: rows.flatMap((row) => row.organizations ?? []) } }, select: { slug: true } }),
  ]);
  return {
    series: new Set(series.map(({ slug }) => slug)),
    versions: new Map(series.map(({ slug, versions }) => [slug, new Map(versions.map(({ version, kind, originalSha256 }) => [version, { kind, sha256: Buffer.from(originalSha256).toString("hex") }]))])),
    terms: new Set(terms.map(({ slug }) => slug)),
    organizations: new Set(organizations.map(({ slug }) => slug)),
  };
}

const wantedForSeries = [["seriesName", "series_name"], ["description", "description"], ["program", "program"], ["product", "product"], ["shareWith", "share_with"], ["terms", "terms"]] as const;

function seriesProblems(row: ManifestRow, known: Known): string[] {
  if (known.series.has(row.series)) return [];
  const missing = wantedForSeries.flatMap(([field, column]) => (row[field] === undefined ? [column] : []));
  if (missing.length > 0) return [keptSentence("noSeries", { series: row.series, columns: missing.join(", ") })];
  const said = (row.audience === "everyone") !== ((row.organizations ?? []).length > 0);
  const unknown = (row.organizations ?? []).filter((slug) => !known.organizations.has(slug));
  return [
    ...(said ? [] : [keptSentence("noAudience")]),
    ...(row.terms !== undefined && !known.terms.has(row.terms) ? [keptSentence("noTerms", { terms: row.terms })] : []),
    ...(unknown.length > 0 ? [keptSentence("noOrganizations", { organizations: unknown.join(", ") })] : []),
  ];
}

function fileProblems(row: ManifestRow, file: ManifestFile | undefined): string[] {
  if (!file) return [keptSentence("noFile", { file: row.file })];
  const most = config().maxUploadBytes;
  if (file.bytes === 0) return [keptSentence("emptyFile")];
  if (file.bytes > most) return [keptSentence("largeFile", { size: Math.ceil(file.bytes / (1024 * 1024)), most: Math.floor(most / (1024 * 1024)) })];
  return file.pdf ? [] : [keptSentence("notPdf")];
}

/**
 * What would become of each row, with nothing changed: rows count in their order, so that a row can add to a series that an earlier one makes.
 * What only the preparation of a document can show is not known yet.
 */
export async function checkRows(db: Db, read: readonly ReadRow[], files: readonly ManifestFile[]): Promise<CheckedRow[]> {
  const known = await loadKnown(db, read.flatMap(({ row }) => row ?? []));
  const byName = new Map(files.map((file) => [file.name, file]));
  const lines = new Map<string, number>();
  return read.map(({ line, file, row, problems }) => {
    if (!row) return { line, file, row, problems, sha256: null, newSeries: false };
    const found = byName.get(row.file);
    const versions = known.versions.get(row.series) ?? new Map<number, { kind: string; sha256: string }>();
    const all = [...fileProblems(row, found), ...seriesProblems(row, known)];
    const earlier = lines.get(row.file);
    if (earlier !== undefined) all.push(keptSentence("namedBefore", { line: earlier }));
    lines.set(row.file, line);
    const twin = found ? [...versions].find(([, one]) => one.sha256 === found.sha256) : undefined;
    if (twin) all.push(keptSentence("twin", { version: twin[0] }));
    if (row.extendsVersion !== undefined && versions.get(row.extendsVersion)?.kind !== "REPORT") all.push(keptSentence("extendsNothing", { version: row.extendsVersion, series: row.series }));
    const newSeries = !known.series.has(row.series);
    if (all.length === 0 && found) {
      known.series.add(row.series);
      known.versions.set(row.series, versions.set(Math.max(0, ...versions.keys()) + 1, { kind: row.kind, sha256: found.sha256 }));
    }
    return { line, file, row, problems: all, sha256: found?.sha256 ?? null, newSeries };
  });
}

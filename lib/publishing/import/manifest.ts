import { z } from "zod";
import { Slug } from "@/lib/organizations/models";
import { audienceFields } from "@/lib/reports/audience";
import { seriesFields } from "@/lib/reports/create-series";
import { Category, IsoDate, Language, ProgramKey } from "@/lib/reports/models";
import { checkFacts } from "@/lib/reports/version-facts";
import { keptSentence } from "../kept-sentences";
import { readCsv } from "./read-csv";
import { msg, t } from "@/lib/texts/text";

const YesNo = z.enum(["yes", "no", "true", "false", "1", "0"], msg("yes or no.")).transform((word) => ["yes", "true", "1"].includes(word));
const list = z.string().transform((text) => text.split(/[\s;|]+/).filter(Boolean)).pipe(z.array(Slug).max(100));
const kinds = { report: "REPORT", "bridge letter": "BRIDGE_LETTER", letter: "BRIDGE_LETTER" } as const;
const KindWord = z.string().toLowerCase().pipe(z.enum(["report", "bridge letter", "letter"], msg("report or bridge letter."))).transform((word) => kinds[word]);
const CategoryWord = z.string().transform((word) => word.toUpperCase().replace(/[\s-]+/g, "_")).pipe(Category);

/** The columns of a manifest. `file`, `series` and `title` are always needed; those from `series_name` on make a series that does not exist yet. */
const columns = {
  file: z.string().min(1, msg("Name the file.")).max(255),
  series: Slug,
  title: z.string().trim().min(1, msg("Give the version a title.")).max(200),
  kind: KindWord.optional(),
  period_start: IsoDate.optional(),
  period_end: IsoDate.optional(),
  auditor: z.string().max(200).optional(),
  language: Language.optional(),
  category: CategoryWord.optional(),
  extends: z.coerce.number(msg("A version number.")).int().min(1).optional(),
  changes: z.string().max(2000).optional(),
  keep_embedded_files: YesNo.optional(),
  series_name: seriesFields.name.optional(),
  description: seriesFields.description.optional(),
  program: ProgramKey.optional(),
  product: seriesFields.product.optional(),
  series_category: CategoryWord.optional(),
  share_with: seriesFields.shareWith.optional(),
  terms: Slug.optional(),
  audience: z.string().toLowerCase().pipe(audienceFields.audience.unwrap()).optional(),
  organizations: list.optional(),
  view_only: YesNo.optional(),
};

export const manifestColumns = Object.keys(columns);
const needed = ["file", "series", "title"];

/** A row of a manifest, read. */
export const ManifestRow = z
  .object(columns)
  .transform(({ kind, period_start, period_end, extends: extendsVersion, keep_embedded_files, series_name, series_category, share_with, view_only, auditor, changes, ...rest }) => ({
    ...rest,
    kind: kind ?? ("REPORT" as const),
    auditor: auditor ?? "",
    changes: changes ?? "",
    periodStart: period_start,
    periodEnd: period_end,
    extendsVersion,
    keepEmbeddedFiles: keep_embedded_files ?? false,
    seriesName: series_name,
    seriesCategory: series_category,
    shareWith: share_with,
    viewOnly: view_only ?? false,
  }))
  .superRefine(checkFacts);
export type ManifestRow = z.output<typeof ManifestRow>;

export type ReadRow = { line: number; file: string; row: ManifestRow | null; problems: string[] };

const spoken: Readonly<Record<string, string>> = { extendsVersion: "extends", periodEnd: "period_end", periodStart: "period_start" };

/** The rows of a manifest with what is wrong with each; a manifest that cannot be read as a whole comes back as a sentence. */
export function readManifest(text: string): ReadRow[] | string {
  const records = readCsv(text);
  if (typeof records === "string") return records;
  const [head, ...body] = records;
  if (!head) return t("The manifest is empty. Its first line names the columns: file, series, title, and what else is known.");
  const names = head.cells.map((name) => name.toLowerCase().replace(/[\s-]+/g, "_"));
  const unknown = names.filter((name) => !manifestColumns.includes(name));
  if (unknown.length > 0) return t("The manifest has columns that are not known: {unknown}. Known are: {known}.", { unknown: unknown.join(", "), known: manifestColumns.join(", ") });
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) return t("The manifest has the column {columns} more than once.", { columns: twice.join(", ") });
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return t("The manifest lacks the columns {columns}.", { columns: missing.join(", ") });
  if (body.length === 0) return t("The manifest has no rows below its head.");
  return body.map(({ line, cells }) => {
    const given = Object.fromEntries(names.flatMap((name, index) => (cells[index] ? [[name, cells[index]]] : [])));
    const file = given["file"] ?? "";
    if (cells.length > names.length) return { line, file, row: null, problems: [keptSentence("manyCells", { cells: cells.length, columns: names.length })] };
    const read = ManifestRow.safeParse(given);
    if (read.success) return { line, file, row: read.data, problems: [] };
    return { line, file, row: null, problems: read.error.issues.map(({ path, message }) => problemOf(String(path[0] ?? ""), given, message)) };
  });
}

function problemOf(field: string, given: Record<string, string>, message: string): string {
  const name = spoken[field] ?? field;
  return needed.includes(name) && given[name] === undefined ? keptSentence("emptyColumn", { column: name }) : keptSentence("wrongColumn", { column: name, problem: message });
}

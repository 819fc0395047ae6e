import { runCommand } from "./command";
import { ensureClient } from "./ensure-built";
import { pageProgress } from "./progress";
import { linesOf, readOrSay, takeArguments } from "./take-arguments";
import { readTermsText } from "./terms-text";

const USAGE = `Publishes a PDF as the next version of a report series.

  npm run publish-report -- report.pdf --series soc-2 --title "SOC 2 Type II" --period 2025-10-01..2026-09-30

  --series     short name of the series
  --title      title of this version
  --period     first and last day covered: 2025-10-01..2026-09-30
  --auditor    who examined it
  --language   language of the document, such as en (otherwise that of the series)
  --category   category (otherwise that of the series)
  --keep-embedded-files  leaves files within the PDF in its copies, where they are not marked; otherwise they are taken out
  --extends    publishes a bridge letter that extends this version number
  --replaces   takes the place of this version, which leaves the catalogue
  --changes    what changed since the version before, in your words

A series that does not exist yet is created first when these are given too:
  --program, --name, --description, --product, --series-category, --share-with, --terms, and for whom: --everyone, or --for organization (repeat it);
  --view-only: copies are read in the browser, there is no file to download

Terms are written or revised, with or without a PDF in the same command, from a text file (# Title, ## Heading, paragraphs):
  --terms-file terms.md --terms standard; --passthrough makes them apply without being accepted
`;

const OPTIONS = {
  series: { type: "string" },
  title: { type: "string" },
  period: { type: "string" },
  auditor: { type: "string" },
  language: { type: "string" },
  category: { type: "string" },
  extends: { type: "string" },
  "keep-embedded-files": { type: "boolean" },
  "view-only": { type: "boolean" },
  program: { type: "string" },
  name: { type: "string" },
  description: { type: "string" },
  product: { type: "string" },
  "series-category": { type: "string" },
  "share-with": { type: "string" },
  terms: { type: "string" },
  "terms-file": { type: "string" },
  passthrough: { type: "boolean" },
  everyone: { type: "boolean" },
  for: { type: "string", multiple: true },
  changes: { type: "string" },
  replaces: { type: "string" },
} as const;

await runCommand(async () => {
  const taken = takeArguments(USAGE, OPTIONS, ({ values, positionals }) => (positionals[0] || values["terms-file"] ? undefined : "Name the PDF to publish."));
  if ("end" in taken) return taken.end;
  const { values, positionals } = taken.given;
  const [file] = positionals;
  const termsFile = values["terms-file"];
  const period = /^(\S+)\.\.(\S+)$/.exec(values.period ?? "");
  if (values.period !== undefined && !period) return "--period wants two days: 2025-10-01..2026-09-30";
  const document = file ? await readOrSay(file) : undefined;
  if (typeof document === "string") return document;
  const termsBytes = termsFile ? await readOrSay(termsFile) : undefined;
  if (typeof termsBytes === "string") return termsBytes;
  const terms = termsBytes && readTermsText(termsBytes.toString("utf8"));
  if (typeof terms === "string") return terms;

  await ensureClient();
  const [{ withDatabase }, { perform }, { systemCaller }, { createSeries }, { publishVersion }, { putTerms }, { MunimentError }, { Category }] = await Promise.all([
    import("@/lib/database/run"),
    import("@/lib/operations/perform"),
    import("@/lib/operations/caller"),
    import("@/lib/reports/create-series"),
    import("@/lib/reports/publish-version"),
    import("@/lib/reports/put-terms"),
    import("@/lib/operations/errors"),
    import("@/lib/reports/models"),
  ]);
  const category = Category.optional().safeParse(values.category);
  const seriesCategory = Category.optional().safeParse(values["series-category"] ?? values.category);
  if (!category.success || !seriesCategory.success) return `A category is one of: ${Category.options.join(", ")}`;
  const caller = systemCaller("publish-report");
  try {
    await withDatabase(async () => {
      if (terms) {
        const put = await perform(caller, putTerms, { ...terms, slug: values.terms ?? "", acceptance: values.passthrough ? "PASSTHROUGH" : "EXPLICIT" });
        console.log(put.changed ? `Wrote the terms ${put.slug}, revision ${put.revision}.` : `The terms ${put.slug} say this already (revision ${put.revision}).`);
      }
      if (!document) return;
      if (values.program !== undefined) {
        const made = await perform(caller, createSeries, {
          slug: values.series ?? "",
          name: values.name ?? "",
          description: values.description ?? "",
          program: values.program,
          product: values.product ?? "",
          category: seriesCategory.data ?? "REPORTS",
          audience: values.everyone ? "everyone" : undefined,
          organizations: values.for,
          shareWith: values["share-with"] ?? "",
          language: values.language,
          terms: values.terms ?? "",
          viewOnly: values["view-only"] ?? false,
        });
        console.log(`Created the series ${values.series ?? ""} (${made.reportId}).`);
      }
      const progress = pageProgress("Preparing for watermarks");
      const published = await perform(caller, publishVersion, {
        series: values.series ?? "",
        document: new Uint8Array(document),
        title: values.title ?? "",
        category: category.data,
        language: values.language,
        auditor: values.auditor,
        periodStart: period?.[1],
        periodEnd: period?.[2],
        kind: values.extends === undefined ? "REPORT" : "BRIDGE_LETTER",
        keepEmbeddedFiles: values["keep-embedded-files"] ?? false,
        extendsVersion: values.extends === undefined ? undefined : Number(values.extends),
        changes: values.changes,
        supersedes: values.replaces === undefined ? undefined : Number(values.replaces),
        onProgress: progress.page,
      });
      progress.end();
      console.log(`Published version ${published.version} of ${values.series ?? ""}: ${published.pages} pages, SHA-256 ${published.sha256}.`);
      for (const note of published.notes) console.log(`  Note: ${note}`);
    });
  } catch (error) {
    if (!(error instanceof MunimentError)) throw error;
    return linesOf(error);
  }
  return undefined;
});

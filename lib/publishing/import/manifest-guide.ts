import { msg, type Message } from "@/lib/texts/text";

/** What each column of a manifest is, for people. A test holds it to the columns that are read. */
export const manifestGuide: readonly { name: string; needed: Message; what: Message }[] = [
  { name: "file", needed: msg("always"), what: msg("Name of the PDF beside the manifest, without folders.") },
  { name: "series", needed: msg("always"), what: msg("Short name of the series: small letters, digits and dashes.") },
  { name: "title", needed: msg("always"), what: msg("Title of this version.") },
  { name: "kind", needed: msg("no"), what: msg("report (if empty) or bridge letter.") },
  { name: "period_start", needed: msg("no"), what: msg("First day covered, such as 2025-10-01.") },
  { name: "period_end", needed: msg("with period_start"), what: msg("Last day covered.") },
  { name: "auditor", needed: msg("no"), what: msg("Who examined it.") },
  { name: "language", needed: msg("no"), what: msg("Language tag such as en or pt-BR; as the series if empty.") },
  { name: "category", needed: msg("no"), what: msg("Certifications and Attestations, Reports, Letters, Self-assessments, Contracts or Packages; as the series if empty.") },
  { name: "extends", needed: msg("for bridge letters"), what: msg("Number of the version whose period the letter extends.") },
  { name: "changes", needed: msg("no"), what: msg("What changed since the version before, in your words.") },
  { name: "keep_embedded_files", needed: msg("no"), what: msg("yes keeps files within the PDF; they are not marked.") },
  { name: "series_name", needed: msg("for a new series"), what: msg("Name of the series.") },
  { name: "description", needed: msg("for a new series"), what: msg("What it is, in a sentence.") },
  { name: "program", needed: msg("for a new series"), what: msg("Key of the program, such as soc2.") },
  { name: "product", needed: msg("for a new series"), what: msg("Product or service that it is about.") },
  { name: "series_category", needed: msg("no"), what: msg("Category of the new series; as the row if empty.") },
  { name: "share_with", needed: msg("for a new series"), what: msg("With whom a customer may share it.") },
  { name: "terms", needed: msg("for a new series"), what: msg("Short name of the terms.") },
  { name: "audience", needed: msg("for a new series"), what: msg("everyone, or named; named if empty and organizations are filled in.") },
  { name: "organizations", needed: msg("if named"), what: msg("Short names of the organizations that the new series is for alone, with spaces between.") },
  { name: "view_only", needed: msg("no"), what: msg("yes: copies are read in the browser alone.") },
];

export const exampleManifest = [
  "file,series,title,kind,period_start,period_end,auditor,extends,series_name,description,program,product,share_with,terms,audience",
  'soc2-2026.pdf,soc-2-cloud,SOC 2 Type II 2026,report,2025-10-01,2026-09-30,Example & Partners LLP,,SOC 2 Type II: Cloud,"Controls of the cloud platform, examined over a year.",soc2,Cloud,Your auditors under a duty of confidence.,standard,everyone',
  "soc2-letter.pdf,soc-2-cloud,Bridge letter to SOC 2 2026,bridge letter,2026-10-01,2026-12-31,,1,,,,,,,",
  "",
].join("\n");

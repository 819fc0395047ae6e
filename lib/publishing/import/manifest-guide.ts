/** What each column of a manifest is, for people. A test holds it to the columns that are read. */
export const manifestGuide: readonly { name: string; needed: string; what: string }[] = [
  { name: "file", needed: "always", what: "Name of the PDF beside the manifest, without folders." },
  { name: "series", needed: "always", what: "Short name of the series: small letters, digits and dashes." },
  { name: "title", needed: "always", what: "Title of this version." },
  { name: "kind", needed: "no", what: "report (if empty) or bridge letter." },
  { name: "period_start", needed: "no", what: "First day covered, such as 2025-10-01." },
  { name: "period_end", needed: "with period_start", what: "Last day covered." },
  { name: "auditor", needed: "no", what: "Who examined it." },
  { name: "language", needed: "no", what: "Language tag such as en or pt-BR; as the series if empty." },
  { name: "category", needed: "no", what: "Certifications and Attestations, Reports, Letters, Self-assessments, Contracts or Packages; as the series if empty." },
  { name: "extends", needed: "for bridge letters", what: "Number of the version whose period the letter extends." },
  { name: "changes", needed: "no", what: "What changed since the version before, in your words." },
  { name: "keep_embedded_files", needed: "no", what: "yes keeps files within the PDF; they are not marked." },
  { name: "series_name", needed: "for a new series", what: "Name of the series." },
  { name: "description", needed: "for a new series", what: "What it is, in a sentence." },
  { name: "program", needed: "for a new series", what: "Key of the program, such as soc2." },
  { name: "product", needed: "for a new series", what: "Product or service that it is about." },
  { name: "series_category", needed: "no", what: "Category of the new series; as the row if empty." },
  { name: "share_with", needed: "for a new series", what: "With whom a customer may share it." },
  { name: "terms", needed: "for a new series", what: "Short name of the terms." },
  { name: "organizations", needed: "no", what: "Short names of the organizations that the new series is for alone, with spaces between; every customer if empty." },
  { name: "view_only", needed: "no", what: "yes: copies are read in the browser alone." },
];

export const exampleManifest = [
  "file,series,title,kind,period_start,period_end,auditor,extends,series_name,description,program,product,share_with,terms",
  'soc2-2026.pdf,soc-2-cloud,SOC 2 Type II 2026,report,2025-10-01,2026-09-30,Example & Partners LLP,,SOC 2 Type II: Cloud,"Controls of the cloud platform, examined over a year.",soc2,Cloud,Your auditors under a duty of confidence.,standard',
  "soc2-letter.pdf,soc-2-cloud,Bridge letter to SOC 2 2026,bridge letter,2026-10-01,2026-12-31,,1,,,,,,",
  "",
].join("\n");

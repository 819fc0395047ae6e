/** The four regions that the catalogue is grouped by. */
export type Region = "global" | "americas" | "emea" | "asia-pacific";

/** What a program usually yields: the kind of evidence that a customer of the operator can expect to find. */
export type Artefact = "report" | "certificate" | "attestation" | "mapping" | "self-assessment" | "contract" | "package";

/** A compliance program: a standard, law or scheme that somebody other than the operator wrote and asks for. */
export type Program = {
  /** Stable and lower case; stored with every report series. */
  key: string;
  name: string;
  issuingBody: string;
  region: Region;
  /** ISO 3166-1 alpha-2, or "EU"; null where the program belongs to no single country. */
  country: string | null;
  industry: string | null;
  artefact: Artefact;
  /** One or two sentences, 40 to 200 characters: what it is and who asks for it. */
  summary: string;
};

/** One line of a region's table: key, name, issuing body, country, industry, artefact, summary. */
export type ProgramRow = readonly [string, string, string, string | null, string | null, Artefact, string];

/** Turns a region's table into programs, in the order of the table. */
export function programsOf(region: Region, rows: readonly ProgramRow[]): Program[] {
  return rows.map(([key, name, issuingBody, country, industry, artefact, summary]) => ({
    key,
    name,
    issuingBody,
    region,
    country,
    industry,
    artefact,
    summary,
  }));
}

import { americasPrograms } from "./programs/americas";
import { asiaPacificPrograms } from "./programs/asia-pacific";
import { emeaPrograms } from "./programs/emea";
import { globalPrograms } from "./programs/global";
import type { Artefact, Program, Region } from "./programs/program";

export type { Artefact, Program, Region } from "./programs/program";

/** The regions in the order in which the catalogue shows them. */
export const regions: readonly { key: Region; name: string }[] = [
  { key: "global", name: "Global" },
  { key: "americas", name: "Americas" },
  { key: "emea", name: "EMEA" },
  { key: "asia-pacific", name: "Asia Pacific" },
];

/** Every known program, grouped by region in the order of `regions`. */
export const programs: readonly Program[] = [...globalPrograms, ...americasPrograms, ...emeaPrograms, ...asiaPacificPrograms];

const byKey: ReadonlyMap<string, Program> = new Map(programs.map((program) => [program.key, program]));

/** The program with this key, or undefined where there is none. */
export function programByKey(key: string): Program | undefined {
  return byKey.get(key);
}

const regionNames: ReadonlyMap<string, string> = new Map(regions.map(({ key, name }) => [key, name]));

/** "Asia Pacific" for "asia-pacific". A key that is no region comes back as it is. */
export function regionName(key: string): string {
  return regionNames.get(key) ?? key;
}

const countryNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AE: "United Arab Emirates",
    AR: "Argentina",
    AT: "Austria",
    AU: "Australia",
    BE: "Belgium",
    BR: "Brazil",
    CA: "Canada",
    CH: "Switzerland",
    CN: "China",
    DE: "Germany",
    DK: "Denmark",
    ES: "Spain",
    EU: "European Union",
    FR: "France",
    GB: "United Kingdom",
    IN: "India",
    JP: "Japan",
    KR: "South Korea",
    MY: "Malaysia",
    NL: "Netherlands",
    NZ: "New Zealand",
    PL: "Poland",
    SG: "Singapore",
    US: "United States",
  }),
);

/** The English name of a program's country ("Germany" for "DE"). An unknown code comes back as it is. */
export function countryName(code: string): string {
  return countryNames.get(code) ?? code;
}

/** Where a program applies, for people: its country where it has one, otherwise its region ("Germany", "Global"). */
export function programPlace(program: Pick<Program, "country" | "region">): string {
  return program.country === null ? regionName(program.region) : countryName(program.country);
}

const artefactNames: Readonly<Record<Artefact, string>> = {
  report: "Report",
  certificate: "Certificate or label",
  attestation: "Attestation or authorization",
  mapping: "Letter or mapping",
  "self-assessment": "Self-assessment",
  contract: "Contract",
  package: "Package",
};

/** What a program yields, for people ("Letter or mapping"). */
export function artefactName(artefact: Artefact): string {
  return artefactNames[artefact];
}

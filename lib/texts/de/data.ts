import type { Catalogue } from "../locale";

/** Names from fixed lists that records refer to; said by `translated`. */
export const data: Catalogue = {
  Global: "Weltweit",
  Americas: "Amerika",
  EMEA: "EMEA",
  "Asia Pacific": "Asien-Pazifik",
  "Certifications and Attestations": "Zertifizierungen und Testate",
  Letters: "Schreiben",
  "Self-assessments": "Selbstauskünfte",
  Contracts: "Verträge",
  Packages: "Pakete",
  "Sets the language and formats in which the caller is written to.": "Stellt Sprache und Formate ein, in denen man selbst angeschrieben wird.",
};

import type { Catalogue } from "../locale";
import { accessNames } from "./data-access";
import { operations } from "./data-operations";
import { moreOperations } from "./data-operations-more";

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
  ...accessNames,
  ...operations,
  ...moreOperations,
};

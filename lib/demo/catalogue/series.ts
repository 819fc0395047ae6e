import type { Category, DemoSeries } from "../types";
import type { Cadence } from "./cadence";

/** A series before its versions are placed on the calendar. */
export type SeriesPlan = Omit<DemoSeries, "versions"> & { cadence: Cadence };

/** The operator's products. */
export const product = {
  platform: "Northwind Cloud Platform",
  payments: "Northwind Payments",
  health: "Northwind Health Data Services",
  sovereign: "Northwind Sovereign Cloud",
  intelligence: "Northwind Intelligence",
  media: "Northwind Media Vault",
  connect: "Northwind Connect",
} as const;

/** The fictitious firms that sign the documents. */
export const firm = {
  attest: "Halloran Pike LLP",
  europe: "Brandvold Assurance AS",
  certify: "Quillmark Certification Ltd",
  security: "Ternrock Security",
  federal: "Cumberhollow Federal Assessors, Inc.",
  pacific: "Wattlebird Assurance Pty Ltd",
  asia: "Hoshikawa Audit Partners",
  operator: "Northwind Cloud",
} as const;

/** Who may share a document with whom, as one sentence for its readers. */
export const share = {
  nda: "You may share it under a non-disclosure agreement with your auditors, regulators and professional advisers.",
  auditors: "You may share it with the auditors of your financial statements; nobody else may have it.",
  anyone: "You may share it with anyone, whole and unchanged.",
  inside: "You may share it inside your organization with the people who assess our services.",
  regulators: "You may share it with the authority that supervises you and with your auditors, who must keep it confidential.",
  acquirers: "You may share it with your acquiring bank, the card brands and your own assessor.",
  agencies: "You may share it with authorizing officials, their assessors and contractors who are cleared for it.",
  patients: "You may share it with health authorities and with partners who process the same patients' data for you.",
  parties: "You may share it with your legal advisers and with affiliates that are party to the contract.",
  tenders: "You may share it with public buyers in a tender, marked as confidential.",
  studios: "You may share it with the rights holders whose content you keep with us.",
  named: "It was written for your organization alone; share it only with your auditors, under a duty of confidence.",
} as const;

type Rest = Partial<Pick<SeriesPlan, "audience" | "language">>;

/** One line of the catalogue. The audience is everyone and the language English unless `rest` says otherwise. */
export function plan(
  slug: string,
  program: string,
  name: string,
  of: string,
  category: Category,
  terms: DemoSeries["terms"],
  shareWith: string,
  description: string,
  cadence: Cadence,
  rest: Rest = {},
): SeriesPlan {
  return {
    slug,
    program,
    name,
    product: of,
    category,
    terms,
    shareWith,
    description,
    cadence,
    audience: "EVERYONE",
    language: "en",
    ...rest,
  };
}

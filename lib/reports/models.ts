import { z } from "zod";
import { programByKey } from "./programs";
import { msg } from "@/lib/texts/text";

export const ReportId = z.string().regex(/^report-[A-Za-z0-9]{16}$/, msg("A report id is `report-` and sixteen letters or digits."));
export const VersionNumber = z.coerce.number().int().min(1).max(100_000);
export const Ticket = z.string().regex(/^[A-Za-z0-9_-]{43}$/, msg("This is not a ticket of this portal."));
export const categories = ["CERTIFICATIONS_AND_ATTESTATIONS", "REPORTS", "LETTERS", "SELF_ASSESSMENTS", "CONTRACTS", "PACKAGES"] as const;
export const Category = z.enum(categories);
export type Category = z.infer<typeof Category>;
export const Kind = z.enum(["REPORT", "BRIDGE_LETTER"]);
export const Acceptance = z.enum(["PASSTHROUGH", "EXPLICIT"]);
export const ProgramKey = z.string().max(64).refine((key) => programByKey(key) !== undefined, msg("There is no program of this key."));
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, msg("A language tag such as en or pt-BR (BCP 47)."));
/** There is no year 0 in PostgreSQL. */
export const IsoDate = z.iso.date(msg("A date such as 2026-03-31.")).refine((day) => day >= "0001-01-01", msg("A date such as 2026-03-31."));
export const TermsSections = z.array(z.object({ heading: z.string().min(1).max(200), text: z.string().min(1).max(20_000) })).min(1).max(60);

export const categoryNames: Record<Category, string> = {
  CERTIFICATIONS_AND_ATTESTATIONS: "Certifications and Attestations",
  REPORTS: "Reports",
  LETTERS: "Letters",
  SELF_ASSESSMENTS: "Self-assessments",
  CONTRACTS: "Contracts",
  PACKAGES: "Packages",
};

/** A calendar day in UTC as the database's date columns have it. */
export const dayOf = (iso: string): Date => new Date(`${iso}T00:00:00.000Z`);
export const isoDay = (day: Date): string => day.toISOString().slice(0, 10);

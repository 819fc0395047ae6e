import { z } from "zod";
import { Category, IsoDate, Kind, Language } from "./models";
import { msg, t } from "@/lib/texts/text";

/** A field of a form that may stay empty. */
const chosen = <S extends z.ZodType>(schema: S) => schema.optional();

/** What a version says of itself, before it is published. */
export const versionFacts = {
  kind: Kind.default("REPORT"),
  title: z.string().trim().min(1, msg("Give the version a title.")).max(200),
  category: chosen(Category),
  language: chosen(Language),
  auditor: z.string().trim().max(200).default(""),
  periodStart: chosen(IsoDate),
  periodEnd: chosen(IsoDate),
  /** For bridge letters: the version whose period the letter extends. */
  extendsVersion: z.coerce.number().int().min(1).optional(),
  /** What changed since the version before, in the publisher's words. */
  changes: z.string().trim().max(2000).default(""),
};

type Facts = { kind: "REPORT" | "BRIDGE_LETTER"; extendsVersion?: number | undefined; periodStart?: string | undefined; periodEnd?: string | undefined };

/** What is wrong between the facts of a version; nothing where they go together. */
export function factProblems(facts: Facts): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if ((facts.kind === "BRIDGE_LETTER") !== (facts.extendsVersion !== undefined)) problems.push({ field: "extendsVersion", message: t("A bridge letter, and only a bridge letter, names the version it extends.") });
  if ((facts.periodStart === undefined) !== (facts.periodEnd === undefined)) problems.push({ field: "periodEnd", message: t("Give both ends of the period, or none.") });
  else if (facts.periodStart !== undefined && facts.periodEnd !== undefined && facts.periodStart > facts.periodEnd) problems.push({ field: "periodEnd", message: t("The period ends before it starts.") });
  return problems;
}

/** For `superRefine`: names what is wrong between the facts. */
export function checkFacts(facts: Facts, context: z.RefinementCtx): void {
  for (const { field, message } of factProblems(facts)) context.addIssue({ code: "custom", path: [field], message });
}

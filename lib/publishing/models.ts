import { z } from "zod";
import { Uuid } from "@/lib/identity/models";
import { Category, Kind } from "@/lib/reports/models";
import { versionFacts } from "@/lib/reports/version-facts";
import { msg } from "@/lib/texts/text";

export const DraftId = Uuid;

export const draftStates = ["RECEIVING", "WAITING", "PREPARING", "REFUSED", "READY", "PUBLISHED", "DISCARDED"] as const;
export const DraftState = z.enum(draftStates);
export type DraftState = z.infer<typeof DraftState>;

/** A published version of the same kind that the new one takes the place of; an empty choice of a form is none. */
const Supersedes = z.coerce.number().int().min(1).optional();

/** The facts of a draft as a form or a caller gives them: all of what the version will say of itself. */
export const draftFields = { ...versionFacts, supersedes: Supersedes };

/** The facts of a draft as they are kept. Incomplete until somebody has saved it. */
export const DraftFacts = z.object({
  kind: Kind.optional(),
  title: z.string().optional(),
  category: Category.optional(),
  language: z.string().optional(),
  auditor: z.string().optional(),
  periodStart: z.string().optional(),
  periodEnd: z.string().optional(),
  extendsVersion: z.int().optional(),
  changes: z.string().optional(),
  supersedes: z.int().optional(),
});
export type DraftFacts = z.infer<typeof DraftFacts>;

/** Something read off a document, and where: to be checked by whoever publishes it. */
const Guess = <S extends z.ZodType>(value: S) => z.object({ value, from: z.string() }).nullable();
export const Guesses = z.object({
  title: Guess(z.string()),
  period: Guess(z.object({ start: z.string(), end: z.string() })),
  language: Guess(z.string()),
  kind: Guess(Kind),
});
export type Guesses = z.infer<typeof Guesses>;

export const draftResource = (id: string): string => `draft/${id}`;

/** A file name for people: without folders and without what does not belong on one line. */
export const FileName = z
  .string()
  .max(1000)
  .transform((name) => (name.split(/[/\\]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "").trim().slice(-200))
  .pipe(z.string().min(1, msg("The file has no name.")));

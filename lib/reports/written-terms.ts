import { z } from "zod";
import { sectionsOf } from "@/lib/agreements/written-text";
import { TermsSections } from "./models";
import { msg } from "@/lib/texts/text";

/** Sections as a list, or one text in which a line that begins with `#` is a heading. */
export const WrittenTerms = z.union([
  TermsSections,
  z
    .string(msg("Write the terms."))
    .max(1_000_000)
    .transform((text) => sectionsOf(text, "Terms"))
    .pipe(TermsSections),
]);

/** The same text for writing on. */
export const writtenTerms = (sections: z.infer<typeof TermsSections>): string => sections.map(({ heading, text }) => `# ${heading}\n\n${text}`).join("\n\n");

import { z } from "zod";
import { Boxes, Sections } from "./models";

/**
 * A text as people write it: a line that begins with `#` is a heading, what follows up to the next one its section, blank lines part paragraphs.
 * What stands before the first heading has the heading given.
 */
export function sectionsOf(written: string, firstHeading: string): { heading: string; text: string }[] {
  const sections: { heading: string; lines: string[] }[] = [];
  for (const line of written.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const heading = /^#{1,6}\s+(.*\S)\s*$/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ heading, lines: [] });
    else if (sections.length > 0 || line.trim() !== "") {
      const last = sections.at(-1) ?? { heading: firstHeading, lines: [] };
      if (sections.length === 0) sections.push(last);
      last.lines.push(line.trimEnd());
    }
  }
  return sections.map(({ heading, lines }) => ({ heading, text: lines.join("\n").replace(/\n{3,}/g, "\n\n").trim() }));
}

/** The same text for writing on: what `sectionsOf` reads back. */
export const writtenOf = (sections: z.infer<typeof Sections>): string => sections.map(({ heading, text }) => `# ${heading}\n\n${text}`).join("\n\n");

/** Bytes of a text file in UTF-8; null for anything else. */
export function textOfFile(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** Sections as a list, or as one text with headings. */
export const WrittenSections = z.union([Sections, z.string().trim().min(1).max(1_000_000)]);

/** Boxes as a list, or one to a line. */
export const WrittenBoxes = z.union([
  Boxes,
  z
    .string()
    .max(12_000)
    .transform((text) => text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean))
    .pipe(Boxes),
]);

import type { z } from "zod";
import { canonicalJson } from "@/lib/audit/log/canonical-json";
import { sha256Of } from "@/lib/storage/documents";
import type { Boxes, Sections } from "./models";
import { addPages, newPaper, paperBytes, type Block } from "./paper";

/** Everything of a revision that a person reads before they accept. Days are ISO dates. */
export type RevisionText = {
  name: string;
  revision: number;
  title: string;
  language: string;
  sections: z.infer<typeof Sections>;
  boxes: z.infer<typeof Boxes>;
  terminateTerms: string;
  noticeDays: number;
  effective: string;
  graceDays: number | null;
};

/** Of the canonical JSON of the whole text: the same words give the same hash, one letter more another. */
export const textHash = (text: RevisionText): Uint8Array<ArrayBuffer> => sha256Of(Buffer.from(canonicalJson(text), "utf8"));

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

/** How an agreement ends, as one sentence before the stated terms. */
export const noticeSentence = (noticeDays: number): string =>
  noticeDays === 0 ? "Either party may end this agreement at once, in the portal." : `Either party may end this agreement in the portal. It ends ${days(noticeDays)} after the notice.`;

/** What becomes of acceptances of earlier revisions. */
export function graceSentence(graceDays: number | null): string {
  if (graceDays === null) return "Acceptances of earlier revisions stay in force.";
  return graceDays === 0 ? "Acceptances of earlier revisions end with the day on which this one takes effect." : `Acceptances of earlier revisions end ${days(graceDays)} after this one takes effect.`;
}

/** What stands over these sentences, in the document as on the page. */
export const paperHeadings = { ending: "Ending this agreement", earlier: "Earlier revisions" } as const;

/** The text as a PDF: what is stored with the revision, downloaded before acceptance, and stands at the head of every certificate. */
export async function revisionPdf(text: RevisionText, publishedAt: Date): Promise<Uint8Array> {
  const sha256 = Buffer.from(textHash(text)).toString("hex");
  const document = await newPaper(`${text.title}, revision ${text.revision}`, text.language, publishedAt);
  const blocks: Block[] = [
    { look: "title", text: text.title },
    { look: "small", text: `Revision ${text.revision}, in effect from ${text.effective}` },
    ...text.sections.flatMap((section, index): Block[] => [{ look: "heading", text: `${index + 1}. ${section.heading}` }, { look: "text", text: section.text }]),
    { look: "heading", text: paperHeadings.ending },
    { look: "text", text: `${noticeSentence(text.noticeDays)}\n\n${text.terminateTerms}` },
    { look: "heading", text: paperHeadings.earlier },
    { look: "text", text: graceSentence(text.graceDays) },
    { look: "heading", text: "Confirmed when accepting" },
    ...text.boxes.map((box): Block => ({ look: "box", ticked: false, text: box })),
  ];
  await addPages(document, blocks, `${text.name} · revision ${text.revision} · SHA-256 of the text ${sha256}`);
  return paperBytes(document);
}

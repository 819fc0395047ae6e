import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { Acceptance, TermsSections } from "./models";

export const CurrentTerms = z.object({
  slug: z.string(),
  revision: z.int(),
  title: z.string(),
  acceptance: Acceptance,
  sections: TermsSections,
  sha256: z.string(),
  since: z.date(),
});
export type CurrentTerms = z.infer<typeof CurrentTerms>;

/** The newest revision of a terms text. */
export async function currentTerms(db: Db, termsId: string): Promise<CurrentTerms> {
  const row = await db.termsRevision.findFirstOrThrow({ where: { termsId }, orderBy: { revision: "desc" }, include: { terms: { select: { slug: true } } } });
  return {
    slug: row.terms.slug,
    revision: row.revision,
    title: row.title,
    acceptance: row.acceptance,
    sections: TermsSections.parse(row.body),
    sha256: Buffer.from(row.sha256).toString("hex"),
    since: row.createdAt,
  };
}

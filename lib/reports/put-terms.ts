import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { sha256Of } from "@/lib/storage/documents";
import { Acceptance } from "./models";
import { WrittenTerms } from "./written-terms";
import { t } from "@/lib/texts/text";

/** Makes a terms text, or its next revision when the text differs from the newest. Tickets given under an older revision keep their value. */
export const putTerms = operation({
  name: "reports:PutTerms",
  summary: "Creates a terms text or its next revision.",
  access: "Write",
  reach: "staff",
  input: z.object({
    slug: Slug,
    title: z.string().trim().min(1).max(200),
    acceptance: Acceptance,
    sections: WrittenTerms,
    /** The revision that the writer began from, 0 for terms that are not there yet; left out: the next one, whatever is in force. */
    expected: z.coerce.number().int().min(0).max(100_000).optional(),
  }),
  output: z.object({ slug: z.string(), revision: z.int(), changed: z.boolean() }),
  async handle({ db, input }) {
    const at = now();
    const sha256 = sha256Of(Buffer.from(JSON.stringify([input.title, input.acceptance, input.sections]), "utf8"));
    const terms = await db.terms.upsert({ where: { slug: input.slug }, create: { id: uuidv7({ msecs: at.getTime() }), slug: input.slug, createdAt: at }, update: {} });
    await db.$queryRaw`SELECT id FROM terms WHERE id = ${terms.id}::uuid FOR UPDATE`;
    const newest = await db.termsRevision.findFirst({ where: { termsId: terms.id }, orderBy: { revision: "desc" } });
    const inForce = newest?.revision ?? 0;
    if (input.expected !== undefined && input.expected !== inForce) {
      if (input.expected === 0) throw new MunimentError("Conflict", t("There are terms of this short name already. Take another one, or revise those."), { fields: [{ field: "slug", message: t("Taken already.") }] });
      throw new MunimentError("Conflict", t("Revision {revision} was published while you wrote, and nothing of yours was. Read it, then send yours again to put it in its place.", { revision: String(inForce) }));
    }
    if (newest && Buffer.from(newest.sha256).equals(sha256)) return { slug: input.slug, revision: newest.revision, changed: false };
    const revision = inForce + 1;
    await db.termsRevision.create({ data: { termsId: terms.id, revision, title: input.title, acceptance: input.acceptance, body: input.sections, sha256, createdAt: at } });
    return { slug: input.slug, revision, changed: true };
  },
  record: ({ output }) => ({ resources: [`terms/${output.slug}`], parameters: { revision: output.revision, changed: output.changed } }),
});

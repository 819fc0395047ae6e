import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { IsoDate, Language } from "@/lib/reports/models";
import { putDocument } from "@/lib/storage/documents";
import { AgreementSlug, agreementResource, hex, Sections } from "./models";
import { revisionPdf, textHash, type RevisionText } from "./revision-text";
import { tellSuperseded } from "./tell";
import { sectionsOf, textOfFile, WrittenBoxes, WrittenSections } from "./written-text";
import { msg, t } from "@/lib/texts/text";

function sectionsFrom(input: { sections?: string | z.infer<typeof Sections> | undefined; file?: Uint8Array | undefined; title: string }): z.infer<typeof Sections> {
  const refuse = (field: string, message: string): never => {
    throw new MunimentError("ValidationException", t("Nothing was published: the text cannot be used."), { fields: [{ field, message }] });
  };
  if (input.file && input.sections !== undefined) return refuse("file", t("Give the text or a file, one of the two."));
  const written = input.file ? textOfFile(input.file) : (input.sections ?? null);
  if (written === null) return input.file ? refuse("file", t("This is not a text file in UTF-8.")) : refuse("sections", t("Write the text, or choose a file."));
  if (typeof written !== "string") return written;
  const read = Sections.safeParse(sectionsOf(written, input.title));
  if (read.success) return read.data;
  const [section] = read.error.issues[0]?.path ?? [];
  return refuse(input.file ? "file" : "sections", typeof section === "number" ? t("Section {n} has no text, or too much of it.", { n: section + 1 }) : t("There is no text in it, or more than 120 sections."));
}

/** Publishes the next revision of an agreement. Its text and PDF never change afterwards; what was agreed on earlier ones ends after the days of grace, if there are any. */
export const publishRevision = operation({
  name: "agreements:PublishRevision",
  summary: "Publishes the next revision of an agreement, as text and as PDF.",
  access: "Write",
  reach: "member",
  input: z.object({
    slug: AgreementSlug,
    title: z.string().trim().min(1).max(200),
    language: Language.default("en"),
    /** The text: sections, or one text in which a line that begins with `#` is a heading. */
    sections: WrittenSections.optional(),
    /** The same as a text file in UTF-8, instead. */
    file: z.custom<Uint8Array>((value) => value instanceof Uint8Array, msg("A text file.")).optional(),
    boxes: WrittenBoxes,
    terminateTerms: z.string().trim().min(1).max(10_000),
    noticeDays: z.coerce.number().int().min(0).max(3650).default(0),
    /** First day on which it takes effect; today unless given. */
    effective: IsoDate.optional(),
    /** Days after `effective` for which earlier revisions stay in force; without it they stay as they were agreed. */
    graceDays: z.coerce.number().int().min(0).max(3650).optional(),
  }),
  output: z.object({ slug: z.string(), revision: z.int(), told: z.int(), textSha256: z.string(), documentSha256: z.string() }),
  async resource({ db, input }) {
    const agreement = await db.agreement.findUnique({ where: { slug: input.slug } });
    if (!agreement) throw new MunimentError("ResourceNotFound", t("There is no agreement of this short name. Create it first."));
    return agreement;
  },
  async handle({ db, caller, input, resource: agreement }) {
    const at = now();
    const sections = sectionsFrom(input);
    // One publication per agreement at a time: revision numbers have no gaps and no twins.
    await db.$queryRaw`SELECT id FROM agreement WHERE id = ${agreement.id}::uuid FOR UPDATE`;
    const last = await db.agreementRevision.findFirst({ where: { agreementId: agreement.id }, orderBy: { revision: "desc" }, select: { revision: true } });
    const text: RevisionText = {
      name: agreement.name,
      revision: (last?.revision ?? 0) + 1,
      title: input.title,
      language: input.language,
      sections,
      boxes: input.boxes,
      terminateTerms: input.terminateTerms,
      noticeDays: input.noticeDays,
      effective: input.effective ?? at.toISOString().slice(0, 10),
      graceDays: input.graceDays ?? null,
    };
    const stored = await putDocument(await revisionPdf(text, at));
    const textSha256 = textHash(text);
    await db.agreementRevision.create({
      data: {
        agreementId: agreement.id,
        revision: text.revision,
        title: text.title,
        language: text.language,
        body: text.sections,
        boxes: text.boxes,
        terminateTerms: text.terminateTerms,
        noticeDays: text.noticeDays,
        effective: new Date(`${text.effective}T00:00:00.000Z`),
        graceDays: text.graceDays,
        textSha256,
        documentSha256: stored.sha256,
        documentBytes: stored.bytes,
        publishedAt: at,
        publishedBy: caller.personId,
      },
    });
    const graceEnds = text.graceDays === null ? null : new Date(Date.parse(text.effective) + (text.graceDays + 1) * 86_400_000);
    const told = await tellSuperseded(db, { agreementId: agreement.id, slug: agreement.slug, name: agreement.name, revision: text.revision, effective: text.effective, graceEnds });
    return { slug: agreement.slug, revision: text.revision, told, textSha256: hex(textSha256), documentSha256: hex(stored.sha256) };
  },
  record: ({ input, output }) => ({
    resources: [agreementResource(output.slug, output.revision)],
    parameters: { textSha256: output.textSha256, documentSha256: output.documentSha256, effective: input.effective ?? null, graceDays: input.graceDays ?? null, peopleTold: output.told },
  }),
  recordRefusal: ({ input }) => ({ resources: [agreementResource(input.slug)] }),
});

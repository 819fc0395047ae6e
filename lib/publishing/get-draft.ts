import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { IngestReport, PreparedManifest } from "@/lib/watermark";
import { findDraft } from "./find-draft";
import { titleFromFile } from "./guess-facts";
import { DraftFacts, DraftId, draftResource, DraftState, Guesses } from "./models";
import { sayKept } from "./kept-sentences";
import { t } from "@/lib/texts/text";

/** A published version of the same bytes: most often the same file, uploaded by mistake a second time. */
const Twin = z.object({ reportId: z.string(), version: z.int(), title: z.string() });

/** All there is to see of a draft before it is published: its facts with where they come from, and what was found in the document and changed. */
export const getDraft = operation({
  name: "publishing:GetDraft",
  summary: "A draft with its facts, what was read off it, and what was found in the document.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ draftId: DraftId }),
  output: z.object({
    draftId: DraftId,
    fileName: z.string(),
    state: DraftState,
    bytes: z.int(),
    received: z.int(),
    page: z.int(),
    pages: z.int(),
    problem: z.string(),
    sha256: z.string().nullable(),
    notes: z.array(z.string()),
    report: IngestReport.nullable(),
    guesses: Guesses.nullable(),
    /** What somebody saved; null where nobody has. */
    saved: DraftFacts.nullable(),
    /** How often it was saved, for whoever saves it next. */
    saves: z.int(),
    title: z.string(),
    reportId: z.string().nullable(),
    publishAt: z.date().nullable(),
    version: z.int().nullable(),
    createdAt: z.date(),
    personName: z.string(),
    twins: z.array(Twin),
  }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, resource: draft }) {
    const manifest = draft.manifest === null ? null : PreparedManifest.parse(draft.manifest);
    const guesses = Guesses.nullable().parse(draft.guesses);
    const facts = DraftFacts.parse(draft.facts);
    const [person, twins] = await Promise.all([
      db.person.findUnique({ where: { id: draft.personId }, select: { name: true } }),
      draft.originalSha256 && draft.state !== "PUBLISHED"
        ? db.reportVersion.findMany({ where: { originalSha256: draft.originalSha256 }, select: { seriesId: true, version: true, title: true }, take: 5 })
        : Promise.resolve([]),
    ]);
    return {
      draftId: draft.id,
      fileName: draft.fileName,
      state: draft.state,
      bytes: draft.bytes,
      received: draft.received,
      page: draft.page,
      pages: draft.pages,
      problem: sayKept(draft.problem),
      sha256: draft.originalSha256 && draft.originalSha256.length > 0 ? Buffer.from(draft.originalSha256).toString("hex") : null,
      notes: (manifest?.notes ?? []).map(sayKept),
      report: manifest?.report ?? null,
      guesses,
      saves: draft.saves,
      saved: facts.kind === undefined ? null : facts,
      title: facts.title ?? guesses?.title?.value ?? titleFromFile(draft.fileName),
      reportId: draft.seriesId,
      publishAt: draft.publishAt,
      version: draft.version,
      createdAt: draft.createdAt,
      personName: person?.name ?? t("Somebody no longer on record"),
      twins: twins.map(({ seriesId, version, title }) => ({ reportId: seriesId, version, title })),
    };
  },
  record: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { ReportId } from "@/lib/reports/models";
import { checkFacts } from "@/lib/reports/version-facts";
import { type Draft, findDraft, openDraft } from "./find-draft";
import { DraftFacts, draftFields, DraftId, draftResource } from "./models";
import { t } from "@/lib/texts/text";

/** A draft with all its facts, as every form of it sends them. */
export const DescribedDraft = z
  .object({
    draftId: DraftId,
    reportId: ReportId.optional(),
    /** Which save the writer began from; left out: whatever was saved since is replaced. */
    seen: z.coerce.number().int().min(0).max(1_000_000).optional(),
    ...draftFields,
  })
  .superRefine(checkFacts);
export type DescribedDraft = z.output<typeof DescribedDraft>;

/** Keeps the facts of an open draft. @throws MunimentError ResourceNotFound for a series that is not there, Conflict where somebody saved since `seen` */
export async function keepFacts(db: Db, draft: Draft, { draftId: _draft, reportId, seen, ...facts }: DescribedDraft): Promise<void> {
  openDraft(draft);
  if (seen !== undefined && seen !== draft.saves) throw new MunimentError("Conflict", t("Somebody saved this draft while you wrote, and nothing of yours was saved. The form shows what you wrote: send it again to put it in the place of theirs."));
  if (reportId !== undefined && !(await db.reportSeries.findUnique({ where: { id: reportId }, select: { id: true } }))) throw new MunimentError("ResourceNotFound", t("There is no such series."));
  const kept = await db.draft.updateMany({
    where: { id: draft.id, state: draft.state, saves: draft.saves },
    data: { facts: DraftFacts.parse(facts), seriesId: reportId ?? null, saves: { increment: 1 }, touchedAt: now() },
  });
  if (kept.count !== 1) throw new MunimentError("Conflict");
}

/** Keeps what a version will say of itself, while its document may still be on its way. */
export const saveDraft = operation({
  name: "publishing:SaveDraft",
  summary: "Keeps the facts of a draft.",
  access: "Write",
  reach: "member",
  input: DescribedDraft,
  output: z.object({ draftId: DraftId }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, input, resource: draft }) {
    await keepFacts(db, draft, input);
    return { draftId: draft.id };
  },
  record: ({ input }) => ({ resources: [draftResource(input.draftId), ...(input.reportId ? [`report/${input.reportId}`] : [])], parameters: { title: input.title, kind: input.kind } }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

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
export const DescribedDraft = z.object({ draftId: DraftId, reportId: ReportId.optional(), ...draftFields }).superRefine(checkFacts);
export type DescribedDraft = z.output<typeof DescribedDraft>;

/** Keeps the facts of an open draft. @throws MunimentError ResourceNotFound for a series that is not there */
export async function keepFacts(db: Db, draft: Draft, { draftId: _draft, reportId, ...facts }: DescribedDraft): Promise<void> {
  openDraft(draft);
  if (reportId !== undefined && !(await db.reportSeries.findUnique({ where: { id: reportId }, select: { id: true } }))) throw new MunimentError("ResourceNotFound", t("There is no such series."));
  const kept = await db.draft.updateMany({
    where: { id: draft.id, state: draft.state },
    data: { facts: DraftFacts.parse(facts), seriesId: reportId ?? null, touchedAt: now() },
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

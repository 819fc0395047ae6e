import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { checkFacts } from "@/lib/reports/version-facts";
import { findDraft } from "./find-draft";
import { DraftId, draftResource } from "./models";
import { refuseUnready } from "./publish-draft";
import { DescribedDraft, keepFacts } from "./save-draft";
import { msg, t } from "@/lib/texts/text";

const mostAheadMs = 366 * 86_400_000;

/** A time with its zone, or as a form sends it, which means UTC. */
const Moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true }).transform((text) => `${text}Z`)], msg("A day and a time."))
  .transform((text) => new Date(text));

/** Publishes a prepared draft at a time to come, by the portal itself. Until then it can be changed, published at once or taken back. */
export const scheduleDraft = operation({
  name: "publishing:ScheduleDraft",
  summary: "Sets the time at which the portal publishes a prepared draft.",
  access: "Write",
  reach: "member",
  input: z.object({ ...DescribedDraft.shape, publishAt: Moment }).superRefine(checkFacts),
  output: z.object({ draftId: DraftId, publishAt: z.date() }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, caller, input: { publishAt, ...input }, resource: draft }) {
    refuseUnready(draft, input.reportId);
    if (caller.role !== null) throw new MunimentError("AccessDenied", t("A role may be over when the time comes. Publish it now, or set the time as yourself."));
    const ahead = publishAt.getTime() - now().getTime();
    if (ahead <= 0 || ahead > mostAheadMs) throw new MunimentError("ValidationException", t("Choose a time to come, within a year."), { fields: [{ field: "publishAt", message: t("A time to come, within a year.") }] });
    await keepFacts(db, draft, input);
    await db.draft.update({ where: { id: draft.id }, data: { publishAt, scheduledBy: caller.personId, publishAttempts: 0, publishRetryAt: null, problem: "" } });
    return { draftId: draft.id, publishAt };
  },
  record: ({ input, output }) => ({ resources: [draftResource(input.draftId), `report/${input.reportId ?? ""}`], parameters: { publishAt: output.publishAt.toISOString() } }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

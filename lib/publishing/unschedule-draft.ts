import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { findDraft } from "./find-draft";
import { DraftId, draftResource } from "./models";
import { t } from "@/lib/texts/text";

/** Takes a set time back: the draft stays a draft. */
export const unscheduleDraft = operation({
  name: "publishing:UnscheduleDraft",
  summary: "Takes back the time at which a draft was to be published.",
  access: "Write",
  reach: "member",
  input: z.object({ draftId: DraftId }),
  output: z.object({ draftId: DraftId }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, resource: draft }) {
    const freed = await db.draft.updateMany({ where: { id: draft.id, state: "READY", publishAt: { not: null } }, data: { publishAt: null, touchedAt: now() } });
    if (freed.count !== 1) throw new MunimentError("Conflict", t("This draft has no set time, or was published already."));
    return { draftId: draft.id };
  },
  record: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { findDraft } from "./find-draft";
import { DraftId, draftResource } from "./models";
import { t } from "@/lib/texts/text";

/** Throws a draft away, whatever state it is in but published. What was received of it is removed by the next sweep. */
export const discardDraft = operation({
  name: "publishing:DiscardDraft",
  summary: "Throws away a draft that was not published.",
  access: "Write",
  reach: "member",
  input: z.object({ draftId: DraftId }),
  output: Nothing,
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, resource: draft }) {
    const gone = await db.draft.updateMany({ where: { id: draft.id, state: { notIn: ["PUBLISHED", "DISCARDED"] } }, data: { state: "DISCARDED", publishAt: null, touchedAt: now() } });
    if (gone.count !== 1) throw new MunimentError("Conflict", t("This draft was published already. Take the version out of the catalogue instead."));
    return {};
  },
  record: ({ resource }) => ({ resources: [draftResource(resource.id)], parameters: { fileName: resource.fileName } }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { newDownloadId } from "@/lib/reports/download-id";
import { documentBytes } from "@/lib/storage/documents";
import { personalise, PreparedManifest, type Personalisation } from "@/lib/watermark";
import { findDraft } from "./find-draft";
import { DraftId, draftResource } from "./models";
import { t } from "@/lib/texts/text";

/**
 * The marked copy of a draft as a customer would get it, for reading on its page. It is marked as a preview with the name of whoever looks, and with an id of
 * its own that the trail knows: what leaks before publication is traced as well.
 */
export const previewDraft = operation({
  name: "publishing:PreviewDraft",
  summary: "Gives the reading page a marked copy of a draft, as a customer would see it.",
  access: "Read",
  reach: "member",
  door: "stream",
  input: z.object({ draftId: DraftId }),
  output: z.object({
    fileName: z.string(),
    previewId: z.string(),
    preparedSha256: z.instanceof(Uint8Array),
    personalisation: z.custom<Personalisation>((value) => typeof value === "object" && value !== null),
  }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ caller, resource: draft }) {
    if (draft.manifest === null || draft.preparedSha256 === null) throw new MunimentError("Conflict", t("The document is not prepared yet."));
    const manifest = PreparedManifest.parse(draft.manifest);
    if ((await documentBytes(draft.preparedSha256)) !== manifest.bytes) throw new Error("the stored document is not the one that was prepared");
    const previewId = newDownloadId();
    const { name, email, account } = caller;
    const mark = { name: `Preview for ${name}`, email, organization: account.organizationName, account: account.name, accountId: account.id, at: now(), downloadId: previewId };
    return { fileName: draft.fileName, previewId, preparedSha256: draft.preparedSha256, personalisation: await personalise(manifest, mark) };
  },
  record: ({ input, output }) => ({ resources: [draftResource(input.draftId), `preview/${output.previewId}`], parameters: { previewId: output.previewId } }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

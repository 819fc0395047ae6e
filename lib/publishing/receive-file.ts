import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Yes } from "@/lib/reports/create-series";
import { ReportId } from "@/lib/reports/models";
import { DraftId, draftResource, FileName } from "./models";
import { Source, sourceOf } from "./receive-part";
import { megabytes } from "./start-upload";
import { removeUpload, writePart } from "./upload-files";
import { t } from "@/lib/texts/text";

/** Takes a whole document at once, as a plain form sends it. Nothing of it is kept unless all of it came. */
export const receiveFile = operation({
  name: "publishing:ReceiveFile",
  summary: "Takes a whole document from a form, to be prepared for publishing.",
  access: "Write",
  reach: "member",
  input: z.object({ fileName: FileName, reportId: ReportId.optional(), keepEmbeddedFiles: Yes.default(false), source: Source }),
  output: z.object({ draftId: DraftId, bytes: z.int() }),
  async prepare({ input }) {
    const id = uuidv7({ msecs: now().getTime() });
    const most = config().maxUploadBytes;
    const written = await writePart(id, 0, most, sourceOf(input.source));
    if (!written.cut && !written.tooMuch && written.bytes > 0) return { id, bytes: written.bytes };
    await removeUpload(id);
    if (written.tooMuch) throw new MunimentError("PayloadTooLarge", t("At most {most} MB are taken. Reduce the size of {file}, or split it into parts.", { most: String(megabytes(most)), file: input.fileName }));
    throw new MunimentError("ValidationException", written.cut ? t("The file did not arrive whole. Send it again.") : t("The file {file} is empty.", { file: input.fileName }), { fields: [{ field: "document", message: t("Choose a file.") }] });
  },
  async handle({ db, caller, input, prepared: { id, bytes } }) {
    if (input.reportId !== undefined && !(await db.reportSeries.findUnique({ where: { id: input.reportId }, select: { id: true } }))) throw new MunimentError("ResourceNotFound", t("There is no such series."));
    const at = now();
    await db.draft.create({
      data: {
        id, personId: caller.personId, fileName: input.fileName, fingerprint: "", bytes, received: bytes, keepEmbeddedFiles: input.keepEmbeddedFiles, state: "WAITING", createdAt: at, touchedAt: at,
        seriesId: input.reportId ?? null, facts: {},
      },
    });
    return { draftId: id, bytes };
  },
  record: ({ input, output }) => ({ resources: [draftResource(output.draftId)], parameters: { fileName: input.fileName, bytes: output.bytes } }),
});

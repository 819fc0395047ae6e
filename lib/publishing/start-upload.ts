import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { config } from "@/lib/config/config";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Yes } from "@/lib/reports/create-series";
import { ReportId } from "@/lib/reports/models";
import { DraftId, draftResource, FileName } from "./models";
import { msg, t } from "@/lib/texts/text";

const mostOpen = 200;

export const megabytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** @throws MunimentError PayloadTooLarge, with both sizes */
export function refuseTooLarge(bytes: number): void {
  const most = config().maxUploadBytes;
  if (bytes > most) throw new MunimentError("PayloadTooLarge", t("This file has {size} MB; at most {most} MB are taken. Reduce its size, or split it into parts.", { size: String(Math.ceil(bytes / (1024 * 1024))), most: String(megabytes(most)) }));
}

/**
 * Begins an upload, or finds the one of the same person, file and choice about embedded files that was interrupted. The bytes follow in parts (`publishing:ReceivePart`), from `received` on.
 */
export const startUpload = operation({
  name: "publishing:StartUpload",
  summary: "Begins the upload of a document, or goes on with one that was interrupted.",
  access: "Write",
  reach: "member",
  input: z.object({
    fileName: FileName,
    bytes: z.coerce.number().int().min(1, msg("The file is empty.")),
    /** The same for the same file of the same person, such as its name, size and time of change. */
    fingerprint: z.string().max(400).default(""),
    reportId: ReportId.optional(),
    /** Leaves files within the document in its copies, where they are not marked. */
    keepEmbeddedFiles: Yes.default(false),
  }),
  output: z.object({ draftId: DraftId, received: z.int(), bytes: z.int(), resumed: z.boolean() }),
  async handle({ db, caller, input }) {
    refuseTooLarge(input.bytes);
    const { fingerprint, bytes, reportId } = input;
    if (reportId !== undefined && !(await db.reportSeries.findUnique({ where: { id: reportId }, select: { id: true } }))) throw new MunimentError("ResourceNotFound", t("There is no such series."));
    const same = { personId: caller.personId, state: "RECEIVING" as const, fingerprint, bytes, seriesId: reportId ?? null, keepEmbeddedFiles: input.keepEmbeddedFiles };
    const begun = fingerprint === "" ? null : await db.draft.findFirst({ where: same, orderBy: { createdAt: "desc" } });
    if (begun) return { draftId: begun.id, received: begun.received, bytes, resumed: true };
    if ((await db.draft.count({ where: { personId: caller.personId, state: "RECEIVING" } })) >= mostOpen) {
      throw new MunimentError("Throttled", t("You have {n} uploads that are not finished. Finish them or throw them away first.", { n: mostOpen }));
    }
    const at = now();
    const id = uuidv7({ msecs: at.getTime() });
    await db.draft.create({
      data: {
        id, personId: caller.personId, fileName: input.fileName, fingerprint, bytes, keepEmbeddedFiles: input.keepEmbeddedFiles, state: "RECEIVING", createdAt: at, touchedAt: at,
        seriesId: reportId ?? null, facts: {},
      },
    });
    return { draftId: id, received: 0, bytes, resumed: false };
  },
  record: ({ input, output }) => ({ resources: [draftResource(output.draftId)], parameters: { fileName: input.fileName, bytes: input.bytes, resumed: output.resumed } }),
});

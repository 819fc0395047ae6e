import { z } from "zod";
import { database } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { DraftId, draftResource, DraftState } from "./models";
import { hasBytes, isWriting, writePart } from "./upload-files";
import { msg, t } from "@/lib/texts/text";

const Bytes = z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value, msg("The bytes of the part, as application/octet-stream."));

/** What comes as a stream beside the other fields. It is asked for after the decision, so that a call without it is refused for who makes it first. */
export const Source = Bytes.optional();

/** @throws MunimentError ValidationException for a call that came without a stream */
export function sourceOf(source: AsyncIterable<Uint8Array> | undefined): AsyncIterable<Uint8Array> {
  if (source) return source;
  throw new MunimentError("ValidationException", t("Send the bytes themselves: a part as application/octet-stream, whole documents as a form with files."), { fields: [{ field: "source", message: t("No bytes came.") }] });
}

const Uploading = { draftId: DraftId, offset: z.coerce.number().int().min(0) };

/** Where to go on; said in every answer that a sender may get, so that it never has to guess. */
const goOn = (received: number): MunimentError => new MunimentError("Conflict", t("The portal has {n} bytes of this file. Go on from there.", { n: String(received) }), { fields: [{ field: "offset", message: String(received) }] });

/**
 * Takes a part of a document from a place on. What came counts as received once it is on disk, also where the sender went away in between: after an
 * interruption of either side the next part begins at `received`. With its last byte the document waits to be prepared.
 */
export const receivePart = operation({
  name: "publishing:ReceivePart",
  summary: "Takes a part of a document that is being uploaded, from a place on.",
  access: "Write",
  reach: "member",
  browsing: true,
  input: z.object({ ...Uploading, source: Source }),
  output: z.object({ draftId: DraftId, received: z.int(), bytes: z.int(), state: DraftState }),
  async prepare({ caller, input }) {
    const source = sourceOf(input.source);
    const draft = await database().draft.findUnique({ where: { id: input.draftId }, select: { personId: true, state: true, received: true, bytes: true } });
    if (!draft || draft.personId !== caller.personId || draft.state === "DISCARDED") throw new MunimentError("ResourceNotFound", t("There is no such upload of yours. Begin it again."));
    if (draft.state !== "RECEIVING") throw new MunimentError("Conflict", t("This document was received whole already."));
    if (isWriting(input.draftId)) throw new MunimentError("Throttled", t("Another window is sending this file."), { retryAfterSeconds: 2 });
    if (draft.received !== input.offset) throw goOn(draft.received);
    // The disk may know less than the records where the data folder was put back from an older backup.
    if (!(await hasBytes(input.draftId, input.offset)) && input.offset > 0) throw new MunimentError("ResourceNotFound", t("What was received of this file is gone. Throw the upload away and begin it again."));
    const written = await writePart(input.draftId, input.offset, draft.bytes - input.offset, source);
    if (written.tooMuch) throw new MunimentError("ValidationException", t("More bytes came than were announced: the file changed while it was sent. Upload it again."));
    return written;
  },
  async handle({ db, input, prepared: written }) {
    const draft = await db.draft.findUniqueOrThrow({ where: { id: input.draftId }, select: { bytes: true } });
    const received = input.offset + written.bytes;
    const state = received === draft.bytes ? ("WAITING" as const) : ("RECEIVING" as const);
    const counted = await db.draft.updateMany({ where: { id: input.draftId, state: "RECEIVING", received: input.offset }, data: { received, state, touchedAt: now() } });
    if (counted.count !== 1) throw new MunimentError("Conflict");
    return { draftId: input.draftId, received, bytes: draft.bytes, state };
  },
  record: ({ input, output }) => ({ resources: [draftResource(input.draftId)], parameters: { offset: input.offset, received: output.received } }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

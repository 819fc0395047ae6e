import type { IncomingMessage, ServerResponse } from "node:http";
import { bearerOf, callerForKey } from "@/lib/identity/access-key";
import { flashToken } from "@/lib/identity/flash";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { may } from "@/lib/access/decide";
import { originOf, type Caller } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import type { OperationName, Reach } from "@/lib/operations/operation";
import { perform } from "@/lib/operations/perform";
import { checkImport } from "@/lib/publishing/import/check-import";
import { receiveFile } from "@/lib/publishing/receive-file";
import { receivePart } from "@/lib/publishing/receive-part";
import type { Route, RouteContext } from "./http";
import { readForm, type FormFields } from "./multipart";
import { answerJson, answerTo, checkOrigin, cookieOf } from "./post";
import { receiveImport } from "./publishing-import";
import { t } from "@/lib/texts/text";

const smallBodyBytes = 64 * 1024;
/** Uploads and imports that are received at the same time, of everybody together. */
const mostAtOnce = 12;
let receiving = 0;

/** Bytes as an operation takes them: nothing but a way to read them. */
export const piecesOf = (stream: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => ({ [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() });

type Sending = { request: IncomingMessage; response: ServerResponse; context: RouteContext; caller: Caller; page: boolean };
type Door = { operation: { name: OperationName; reach: Reach }; type: string; back: string; serve(sending: Sending): Promise<void> };

const text = (fields: FormFields, name: string): string | undefined => fields.get(name) || undefined;

/** One part of a document: the answer says how much has come. */
async function part({ request, response, context, caller }: Sending): Promise<void> {
  checkOrigin(request, caller, { csrf: request.headers["x-csrf-token"], form: false });
  const { searchParams } = context.url;
  const input = { draftId: searchParams.get("draftId") ?? "", offset: searchParams.get("offset") ?? "", source: piecesOf(request as AsyncIterable<Buffer>) };
  answerJson(response, 200, await perform(caller, receivePart, input));
}

/** Whole documents from a plain form, one after the other as they come. What came before one that is refused stays. */
async function files({ request, response, caller, page }: Sending): Promise<void> {
  const received: string[] = [];
  await readForm(request, {
    // The token comes before the files: nobody writes to the disk without it.
    fields: (fields) => checkOrigin(request, caller, { csrf: fields.get("csrf"), form: page }),
    async file({ name, stream, fields }) {
      const reportId = text(fields, "reportId");
      const input = { fileName: name, keepEmbeddedFiles: text(fields, "keepEmbeddedFiles") === "on", source: piecesOf(stream), ...(reportId ? { reportId } : {}) };
      received.push((await perform(caller, receiveFile, input)).draftId);
    },
  });
  if (received.length === 0) throw new MunimentError("ValidationException", t("Choose a PDF first."), { fields: [{ field: "document", message: t("Choose a file.") }] });
  if (!page) answerJson(response, 200, { draftIds: received });
  else answerTo(response, received.length === 1 ? `/publishing/drafts/${received[0] ?? ""}` : "/publishing/drafts");
}

async function imported({ request, response, caller, page }: Sending): Promise<void> {
  const report = await receiveImport(request, caller, (fields) => checkOrigin(request, caller, { csrf: fields.get("csrf"), form: page }));
  if (!page) answerJson(response, 200, report);
  else answerTo(response, `/publishing/import/${report.batchId ?? ""}`);
}

const doors: ReadonlyMap<string, Door> = new Map([
  ["/api/publishing/ReceivePart", { operation: receivePart, type: "application/octet-stream", back: "/publishing/drafts", serve: part }],
  ["/api/publishing/ReceiveFile", { operation: receiveFile, type: "multipart/form-data", back: "/publishing/drafts", serve: files }],
  ["/api/publishing/CheckImport", { operation: checkImport, type: "multipart/form-data", back: "/publishing/import", serve: imported }],
]);

/** The paths whose bodies this route streams and counts by itself. */
export const streamsBodies = (pathname: string): boolean => doors.has(pathname);

async function serve(door: Door, sending: Sending): Promise<void> {
  const { caller, context } = sending;
  // Whoever may not is refused before a byte is read; `perform` says why and records it.
  if (!may(caller, door.operation)) await refused(door, caller);
  if (receiving >= mostAtOnce) throw new MunimentError("Throttled", t("Many files are being received at the moment. Try again in a minute."), { retryAfterSeconds: 5 });
  receiving += 1;
  context.transfer();
  try {
    await door.serve(sending);
  } finally {
    receiving -= 1;
  }
}

const nothing: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }) };

async function refused(door: Door, caller: Caller): Promise<void> {
  if (door.operation === receivePart) await perform(caller, receivePart, { draftId: "00000000-0000-7000-8000-000000000000", offset: 0, source: nothing });
  else if (door.operation === receiveFile) await perform(caller, receiveFile, { fileName: "refused", source: nothing });
  else await perform(caller, checkImport, { manifest: "", files: [] });
}

/** What comes as a stream to be published. What comes in another shape is left to the other doors, where it is small. */
export const publishingRoute: Route = async (request, response, context) => {
  const door = doors.get(context.url.pathname);
  if (!door) return false;
  const streamed = request.method === "POST" && (request.headers["content-type"] ?? "").toLowerCase().startsWith(door.type);
  const page = door.operation !== receivePart && (request.headers.accept ?? "").includes("text/html");
  try {
    if (!streamed) {
      if (request.headers["transfer-encoding"] === undefined && Number(request.headers["content-length"] ?? 0) <= smallBodyBytes) return false;
      throw new MunimentError("PayloadTooLarge");
    }
    const origin = originOf({ address: context.address, userAgent: request.headers["user-agent"] ?? null, requestId: context.requestId });
    const key = bearerOf(request.headers.authorization);
    const caller = key === null ? await callerFor(cookieOf(request, sessionCookie), origin) : await callerForKey(key, origin, door.operation.name);
    await serve(door, { request, response, context, caller, page });
  } catch (thrown) {
    const error = asMunimentError(thrown);
    if (response.headersSent || response.destroyed) return true;
    // The rest of a body that nobody reads must not be taken for the next request.
    if (!request.complete) response.setHeader("Connection", "close");
    const { fields, retryAfterSeconds } = error.detail;
    if (retryAfterSeconds) response.setHeader("Retry-After", String(retryAfterSeconds));
    if (!page) answerJson(response, error.status, { code: error.code, message: error.message, ...(fields ? { fields } : {}), requestId: context.requestId });
    else if (error.code === "Unauthenticated") answerTo(response, `/sign-in?return=${door.back}`);
    else answerTo(response, `${door.back}?flash=${flashToken({ kind: "error", code: error.code, message: error.message, fields: [...(fields ?? [])] })}`);
  }
  return true;
};

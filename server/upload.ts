import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "@/lib/config/config";
import { bearerOf, callerForKey } from "@/lib/identity/access-key";
import { flashToken } from "@/lib/identity/flash";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { may } from "@/lib/access/decide";
import { originOf, type Caller } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { traceDocument } from "@/lib/reports/trace-document";
import { traceToken } from "@/lib/reports/trace-token";
import type { Route } from "./http";
import { answerJson, answerTo, bodyOf, checkOrigin, cookieOf } from "./post";
import { t } from "@/lib/texts/text";

const tracePath = "/api/reports/TraceDocument";
const smallBodyBytes = 64 * 1024;
/** Besides the file: the fields of the form and what separates them. */
const envelopeBytes = 64 * 1024;
/** Files are in memory while they are read. */
const mostAtOnce = 2;
let reading = 0;

/** The paths whose bodies this route counts by itself. */
export const takesLargeBodies = (pathname: string): boolean => pathname === tracePath;

type Sent = { csrf: unknown; name: string; document: Uint8Array<ArrayBuffer> };

async function read(request: IncomingMessage, type: string): Promise<Sent> {
  const body = await bodyOf(request, config().maxUploadBytes + envelopeBytes);
  const form = await new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => undefined);
  const file = form?.get("document");
  if (!form || !(file instanceof File) || file.size === 0) {
    throw new MunimentError("ValidationException", t("Choose a file first: a PDF, or a picture of a page."), { fields: [{ field: "document", message: t("Choose a file.") }] });
  }
  return { csrf: form.get("csrf"), name: file.name, document: new Uint8Array(await file.arrayBuffer()) };
}

async function trace(request: IncomingMessage, response: ServerResponse, caller: Caller, type: string, wantsPage: boolean): Promise<void> {
  // Whoever may not trace is refused before the file is read; `perform` says why and records it.
  if (!may(caller, traceDocument)) await perform(caller, traceDocument, { downloadId: "" });
  if (reading >= mostAtOnce) throw new MunimentError("Throttled", t("Other files are being read at the moment. Try again in a minute."));
  reading += 1;
  try {
    const sent = await read(request, type);
    checkOrigin(request, caller, { csrf: sent.csrf, form: wantsPage });
    const answer = await perform(caller, traceDocument, { document: sent.document });
    if (!wantsPage) return answerJson(response, 200, answer);
    const { kind, sha256, unrecorded } = answer;
    const found = answer.traces.map(({ downloadId, how }) => ({ downloadId, how }));
    answerTo(response, `/trace?result=${traceToken({ name: sent.name, kind, sha256, found, unrecorded })}`);
  } finally {
    reading -= 1;
  }
}

/** A file that is sent as a form to be traced. What comes in another shape is left to the other doors, where it is small. */
export const uploadRoute: Route = async (request, response, context) => {
  if (context.url.pathname !== tracePath) return false;
  const type = request.headers["content-type"] ?? "";
  const multipart = request.method === "POST" && type.toLowerCase().startsWith("multipart/form-data");
  const wantsPage = (request.headers.accept ?? "").includes("text/html");
  try {
    if (!multipart) {
      if (request.headers["transfer-encoding"] === undefined && Number(request.headers["content-length"] ?? 0) <= smallBodyBytes) return false;
      throw new MunimentError("PayloadTooLarge");
    }
    const origin = originOf({ address: context.address, userAgent: request.headers["user-agent"] ?? null, requestId: context.requestId });
    const key = bearerOf(request.headers.authorization);
    const caller = key === null ? await callerFor(cookieOf(request, sessionCookie), origin) : await callerForKey(key, origin, traceDocument.name);
    await trace(request, response, caller, type, wantsPage);
  } catch (thrown) {
    const error = asMunimentError(thrown);
    // The rest of a body that nobody reads must not be taken for the next request.
    response.setHeader("Connection", "close");
    if (!wantsPage) answerJson(response, error.status, { code: error.code, message: error.message, requestId: context.requestId });
    else if (error.code === "Unauthenticated") answerTo(response, "/sign-in?return=/trace");
    else answerTo(response, `/trace?flash=${flashToken({ kind: "error", code: error.code, message: error.message })}`);
  }
  return true;
};

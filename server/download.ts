import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { create as contentDisposition } from "content-disposition";
import { config } from "@/lib/config/config";
import { log } from "@/lib/config/log";
import { checkCsrf } from "@/lib/identity/check-csrf";
import { flashToken } from "@/lib/identity/flash";
import { bearerOf, callerForKey } from "@/lib/identity/access-key";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { originOf, type Caller } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import type { OperationName } from "@/lib/operations/operation";
import type { Route, RouteContext } from "./http";
import { streamDoors, type Fields, type StreamDoor, type Streamed } from "./streams";

const maxBodyBytes = 8 * 1024;

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBodyBytes) throw new MunimentError("PayloadTooLarge");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** The name of the operation that a path of the API calls. */
function operationAt(pathname: string): OperationName {
  const [, , service = "", name = ""] = pathname.split("/");
  return `${service}:${name}`;
}

type Sent = { form: boolean; csrf: unknown; fields: Fields };

/** Text and numbers by name; what is empty counts as not sent. */
function fieldsIn(sent: Record<string, unknown>): Fields {
  return Object.fromEntries(Object.entries(sent).flatMap(([name, value]) => ((typeof value === "string" && value !== "") || typeof value === "number" ? [[name, String(value)]] : [])));
}

async function read(request: IncomingMessage): Promise<Sent> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const body = await bodyOf(request);
  if (type === "application/x-www-form-urlencoded") {
    const fields = Object.fromEntries(new URLSearchParams(body));
    return { form: true, csrf: fields["csrf"], fields: fieldsIn(fields) };
  }
  if (type !== "application/json") throw new MunimentError("UnsupportedMediaType");
  try {
    const fields: unknown = JSON.parse(body);
    if (typeof fields === "object" && fields !== null) return { form: false, csrf: request.headers["x-csrf-token"], fields: fieldsIn(Object.fromEntries(Object.entries(fields))) };
  } catch {
    // falls through: not JSON
  }
  throw new MunimentError("ValidationException", "The body must be a JSON object.");
}

function checkOrigin(request: IncomingMessage, caller: Caller, { csrf, form }: Sent): void {
  if (caller.kind === "person" && caller.accessKey) {
    if (form) throw new MunimentError("UnsupportedMediaType", "With an access key, send JSON.");
    return;
  }
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const same = site !== undefined ? site === "same-origin" : origin === undefined || origin === new URL(config().baseUrl).origin;
  if (!same) throw new MunimentError("CrossSiteRequest");
  if (caller.kind === "person") checkCsrf(caller, typeof csrf === "string" ? csrf : null);
}

function refuse(response: ServerResponse, error: MunimentError, context: RouteContext, sent: Sent | undefined, door: StreamDoor): void {
  response.setHeader("Cache-Control", "no-store");
  if (sent?.form) {
    const flash = flashToken({ kind: "error", code: error.code, message: error.message });
    const page = door.page(sent.fields);
    const back = error.code === "StepUpRequired" ? `/step-up?return=${encodeURIComponent(page)}` : `${page}${page.includes("?") ? "&" : "?"}flash=${flash}`;
    response.writeHead(303, { Location: error.code === "Unauthenticated" ? `/sign-in?flash=${flash}` : back }).end();
    return;
  }
  const body = JSON.stringify({ code: error.code, message: error.message, requestId: context.requestId });
  response.writeHead(error.status, { "Content-Type": "application/json; charset=utf-8" }).end(body);
}

async function send(response: ServerResponse, streamed: Streamed, requestId: string): Promise<{ bytesSent: number; sha256: Uint8Array<ArrayBuffer> | null }> {
  response.writeHead(200, {
    "Content-Type": streamed.contentType ?? "application/pdf",
    ...(streamed.length === null ? {} : { "Content-Length": streamed.length }),
    "Content-Disposition": contentDisposition(streamed.fileName),
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
    ...streamed.headers,
  });
  const hash = createHash("sha256");
  let bytesSent = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of streamed.bytes()) {
      hash.update(piece);
      bytesSent += piece.length;
      yield piece;
    }
    // Ended here, short of the announced length, rather than finished as if it were whole.
    if (streamed.length !== null && bytesSent !== streamed.length) throw new Error("the stored document ended early");
  }
  try {
    await pipeline(counted(), response);
    return { bytesSent, sha256: new Uint8Array(hash.digest()) };
  } catch (error) {
    log.error("download-failed", { requestId, reason: error instanceof Error ? error.name : "unknown" });
  }
  // A copy that is not whole and marked as planned must not look like one: the connection is cut before its announced length.
  response.destroy();
  return { bytesSent, sha256: null };
}

/** The operations that answer with bytes: each through `perform`, then straight from storage to the socket. */
export const downloadRoute: Route = async (request, response, context) => {
  const door = request.method === "POST" ? streamDoors.get(context.url.pathname) : undefined;
  if (!door) return false;
  let sent: Sent | undefined;
  try {
    const origin = originOf({ address: context.address, userAgent: request.headers["user-agent"] ?? null, requestId: context.requestId });
    const key = bearerOf(request.headers.authorization);
    const caller = key === null ? await callerFor(cookieOf(request, sessionCookie), origin) : await callerForKey(key, origin, operationAt(context.url.pathname));
    sent = await read(request);
    checkOrigin(request, caller, sent);
    const streamed = await door.open(caller, sent.fields);
    context.transfer();
    const result = await send(response, streamed, context.requestId);
    await streamed.ended?.(result);
  } catch (thrown) {
    if (response.headersSent) log.error("delivery-not-closed", { requestId: context.requestId });
    else refuse(response, asMunimentError(thrown), context, sent, door);
  }
  return true;
};

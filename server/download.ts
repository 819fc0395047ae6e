import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { finished } from "node:stream/promises";
import { create as contentDisposition } from "content-disposition";
import { log } from "@/lib/config/log";
import { flashToken } from "@/lib/identity/flash";
import { bearerOf, callerForKey } from "@/lib/identity/access-key";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { originOf } from "@/lib/operations/caller";
import { asMunimentError, MunimentError } from "@/lib/operations/errors";
import type { OperationName } from "@/lib/operations/operation";
import type { Route, RouteContext } from "./http";
import { sendPieces } from "./send-pieces";
import { bodyOf, checkOrigin, cookieOf } from "./post";
import { streamDoors, type Fields, type Part, type StreamDoor, type Streamed } from "./streams";
import { t } from "@/lib/texts/text";

const maxBodyBytes = 8 * 1024;

/** The name of the operation that a path of the API calls. */
function operationAt(pathname: string): OperationName {
  const [, , service = "", name = ""] = pathname.split("/");
  return `${service}:${name}`;
}

type Sent = { form: boolean; csrf: unknown; fields: Fields };

/** A value as a form would send it; a list is its parts with spaces between. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(" ");
  return typeof value === "string" || typeof value === "number" || value === true ? String(value) : "";
}

/** What was sent, by name; what is empty counts as not sent. */
function fieldsIn(sent: Record<string, unknown>): Fields {
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, asText(value)] as const).filter(([, value]) => value !== ""));
}

async function read(request: IncomingMessage): Promise<Sent> {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const body = (await bodyOf(request, maxBodyBytes)).toString("utf8");
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
  throw new MunimentError("ValidationException", t("The body must be a JSON object."));
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

/** One range of bytes (RFC 9110, 14.1.2); anything else is as if it had not been sent. */
export function rangeIn(header: string | undefined): string | undefined {
  const range = header?.replace(/\s/g, "");
  return range && range.length <= 60 && /^bytes=(?:\d+-\d*|-\d+)$/.test(range) ? range : undefined;
}

/** The part of so many bytes that a range means; null where there is none. */
export function partOf(range: string, length: number): Part | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === "") return Number(last) === 0 ? null : { start: Math.max(0, length - Number(last)), end: length };
  const start = Number(first);
  const end = last === "" ? length : Math.min(length, Number(last) + 1);
  return start < end ? { start, end } : null;
}

type Sending = { part: Part; bytesSent: number; sha256: Uint8Array<ArrayBuffer> | null };

async function send(response: ServerResponse, streamed: Streamed, range: string | undefined, requestId: string): Promise<Sending> {
  const { length, etag } = streamed;
  const part = range === undefined || length === null ? { start: 0, end: length ?? Infinity } : partOf(range, length);
  const common = { "Cache-Control": "private, no-store", ...(etag === undefined ? {} : { "Accept-Ranges": "bytes", ETag: etag }) };
  if (!part) {
    response.writeHead(416, { ...common, "Content-Range": `bytes */${length}`, "Content-Length": 0 }).end();
    return { part: { start: 0, end: 0 }, bytesSent: 0, sha256: null };
  }
  response.writeHead(range === undefined ? 200 : 206, {
    "Content-Type": streamed.contentType ?? "application/pdf",
    ...(length === null ? {} : { "Content-Length": part.end - part.start }),
    ...(range === undefined ? {} : { "Content-Range": `bytes ${part.start}-${part.end - 1}/${length}` }),
    "Content-Disposition": contentDisposition(streamed.fileName, { type: streamed.inline ? "inline" : "attachment" }),
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    ...common,
    ...streamed.headers,
  });
  const hash = createHash("sha256");
  let bytesSent = 0;
  async function* counted({ start, end }: Part): AsyncGenerator<Uint8Array> {
    for await (const piece of streamed.passing?.({ start, end }) ?? streamed.bytes({ start, end })) {
      hash.update(piece);
      yield piece;
      // Asked for the next, so this one has left.
      bytesSent += piece.length;
    }
    // Ended here, short of the announced length, rather than finished as if it were whole.
    if (length !== null && bytesSent !== end - start) throw new Error("the stored document ended early");
  }
  try {
    await sendPieces(counted(part), response);
    // Where no length was announced, the end is what says that all has come.
    if (length === null) await finished(response, { readable: false });
    return { part, bytesSent, sha256: new Uint8Array(hash.digest()) };
  } catch (error) {
    log.error("download-failed", { requestId, reason: error instanceof Error ? error.name : "unknown" });
  }
  // A copy that is not whole and marked as planned must not look like one: the connection is cut before its announced length.
  response.destroy();
  return { part, bytesSent, sha256: null };
}

/** Milliseconds between attempts to write down how a transfer ended: a database that is away for a minute loses neither the hash nor the count of the bytes. */
const closeAgainMs = [250, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** Tells how the transfer ended, and again where that could not be written down. Never throws: the bytes have left. */
async function close(streamed: Streamed, result: Sending, requestId: string): Promise<void> {
  for (const wait of [...closeAgainMs, null]) {
    try {
      return await streamed.ended?.(result);
    } catch (error) {
      if (wait === null || asMunimentError(error).status < 500) return log.error("delivery-not-closed", { requestId });
      log.warn("delivery-not-closed-yet", { requestId });
      await pause(wait, undefined, { ref: false });
    }
  }
}

/** The operations that answer with bytes: each through `perform`, then straight from storage to the socket. */
export const downloadRoute: Route = async (request, response, context) => {
  const door = request.method === "POST" ? streamDoors.get(context.url.pathname) : undefined;
  if (!door) return false;
  let sent: Sent | undefined;
  try {
    const origin = originOf({ address: context.address, userAgent: request.headers["user-agent"] ?? null, requestId: context.requestId });
    const key = bearerOf(request.headers.authorization);
    const who = () => (key === null ? callerFor(cookieOf(request, sessionCookie), origin) : callerForKey(key, origin, operationAt(context.url.pathname)));
    const caller = await who();
    sent = await read(request);
    checkOrigin(request, caller, sent);
    const asked = rangeIn(request.headers.range);
    const streamed = await door.open(caller, sent.fields, asked, who);
    context.transfer();
    // A part is only of use to whoever has the other parts of the same copy: otherwise all of it is sent (RFC 9110, 13.1.5).
    const condition = request.headers["if-range"];
    const whole = streamed.length === null || streamed.etag === undefined || (typeof condition === "string" && condition !== streamed.etag);
    const range = whole ? undefined : asked;
    const result = await send(response, streamed, range, context.requestId);
    await close(streamed, result, context.requestId);
  } catch (thrown) {
    if (response.headersSent) log.error("delivery-not-closed", { requestId: context.requestId });
    else refuse(response, asMunimentError(thrown), context, sent, door);
  }
  return true;
};

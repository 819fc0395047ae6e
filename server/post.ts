import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "@/lib/config/config";
import { checkCsrf } from "@/lib/identity/check-csrf";
import type { Caller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}

/** @throws MunimentError PayloadTooLarge beyond `maxBytes` */
export async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new MunimentError("PayloadTooLarge");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** @throws MunimentError CrossSiteRequest for what did not come from this portal's own pages, UnsupportedMediaType for a form with an access key */
export function checkOrigin(request: IncomingMessage, caller: Caller, { csrf, form }: { csrf: unknown; form: boolean }): void {
  if (caller.kind === "person" && caller.accessKey) {
    if (form) throw new MunimentError("UnsupportedMediaType", t("With an access key, send JSON."));
    return;
  }
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const same = site !== undefined ? site === "same-origin" : origin === undefined || origin === new URL(config().baseUrl).origin;
  if (!same) throw new MunimentError("CrossSiteRequest");
  if (caller.kind === "person") checkCsrf(caller, typeof csrf === "string" ? csrf : null);
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }).end(JSON.stringify(body));
}

export function answerTo(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location, "Cache-Control": "no-store" }).end();
}

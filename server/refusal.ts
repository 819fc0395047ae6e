import type { IncomingMessage, ServerResponse } from "node:http";
import { currentLocale } from "@/lib/texts/locale";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

/** What the entry answers by itself when a request does not reach a page. */
export interface Refusal {
  status: number;
  code: string;
  sentence: Message;
  headers?: Record<string, string>;
}

export const refusals = {
  methodNotAllowed: {
    status: 405,
    code: "MethodNotAllowed",
    sentence: msg("This method is not offered here."),
    headers: { Allow: "GET, HEAD, POST, OPTIONS" },
  },
  lengthRequired: { status: 411, code: "LengthRequired", sentence: msg("Send the length of the body (Content-Length).") },
  payloadTooLarge: { status: 413, code: "PayloadTooLarge", sentence: msg("What was sent is larger than this page takes.") },
  badAddress: { status: 400, code: "ValidationException", sentence: msg("The address is malformed.") },
  throttled: {
    status: 429,
    code: "Throttled",
    sentence: msg("Too many requests at the same time from this address. Wait a little and try again."),
    headers: { "Retry-After": "5" },
  },
  internal: {
    status: 500,
    code: "Internal",
    sentence: msg("Something went wrong on our side. Try again; if it stays, give your administrator the request id."),
  },
  unavailable: {
    status: 503,
    code: "Unavailable",
    sentence: msg("The portal cannot reach its records at the moment. It recovers by itself: try again shortly."),
    headers: { "Retry-After": "5" },
  },
} as const satisfies Record<string, Refusal>;

const STYLE =
  "margin:0;min-height:100vh;display:grid;place-content:center;gap:.75rem;padding:2rem;" +
  "font:1rem/1.5 system-ui,sans-serif;color:#1c2024;background:#faf9f6;color-scheme:light";

const targets: Readonly<Record<string, string>> = { again: "", start: "/" };

/** What a person can do now. */
const ways = (): string =>
  pieces("<again>Try again</again> or <start>go to the start page</start>.")
    .map((piece) => (typeof piece === "string" ? piece : `<a href="${targets[piece.mark] ?? "/"}">${piece.words}</a>`))
    .join("");

function page({ status, code, sentence }: Refusal, requestId: string): string {
  return `<!doctype html>
<html lang="${currentLocale()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status} ${code}</title></head>
<body style="${STYLE}"><h1 style="margin:0;font-size:1.25rem">${t(sentence)}</h1>
<p style="margin:0">${ways()}</p>
<p style="margin:0;color:#60646c;font-size:.875rem">${code}, request ${requestId}</p></body></html>
`;
}

/** Answers with a refusal: a small page for people, JSON for programs. Does nothing but cut the connection when an answer has begun. */
export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const forPeople = (request.headers.accept ?? "").includes("text/html");
  const body = forPeople
    ? page(refusal, requestId)
    : `${JSON.stringify({ code: refusal.code, message: t(refusal.sentence), requestId })}\n`;
  // An unread body would be taken for the next request.
  const unread = !request.complete ? { Connection: "close" } : {};
  response.writeHead(refusal.status, {
    "Content-Type": forPeople ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    ...refusal.headers,
    ...unread,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

import type { Route } from "./http";
import { refusals, refuse } from "./refusal";

/** A part of the portal that must answer for it to work. `answers` never throws. */
export interface Part {
  name: "database" | "storage";
  answers: () => Promise<boolean>;
}

/**
 * `GET /api/health`: 200 when every part answers, otherwise 503 with the names of those that do not. Needs no sign-in, tells nothing else but the
 * warnings: what needs a person while the portal goes on serving.
 */
export function healthRoute(parts: readonly Part[], warnings: () => readonly string[] = () => []): Route {
  return async (request, response, { url }) => {
    if (url.pathname !== "/api/health" || (request.method !== "GET" && request.method !== "HEAD")) return false;
    const answers = await Promise.all(parts.map(async (part) => ({ name: part.name, ok: await part.answers() })));
    const failed = answers.filter(({ ok }) => !ok).map(({ name }) => name);
    const warned = warnings();
    const found = failed.length === 0 ? { status: "ok" } : { status: "unavailable", failed };
    const body = `${JSON.stringify(warned.length === 0 ? found : { ...found, warnings: warned })}\n`;
    response.writeHead(failed.length === 0 ? 200 : 503, {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      "Cache-Control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  };
}

/**
 * Answers 503 instead of a page while the database does not answer, and stops doing so by itself when it is back.
 * Asks at most once in `rememberMs`; files of the interface are served in any case.
 */
export function outageRoute(database: Part, rememberMs = 500): Route {
  let asked = 0;
  let answer: Promise<boolean> = Promise.resolve(true);
  return async (request, response, { url, requestId }) => {
    if (url.pathname.startsWith("/_next/static/")) return false;
    if (performance.now() - asked >= rememberMs) {
      asked = performance.now();
      answer = database.answers();
    }
    if (await answer) return false;
    refuse(request, response, refusals.unavailable, requestId);
    return true;
  };
}

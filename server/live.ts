import { setTimeout as pause } from "node:timers/promises";
import { eventsSince, newestSeq, tailEvents } from "@/lib/audit/tail-events";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { isMember, originOf } from "@/lib/operations/caller";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { cookieOf } from "./post";
import type { Route } from "./http";

const lookEveryMs = 1500;
/** The browser asks again by itself after that, with its session as it is then. */
const longestMs = 10 * 60_000;
const perPerson = 3;

let ending = false;

/** Lets whoever follows go at the next look, so that a stop of the server need not wait for them. */
export const endLive = (): void => void (ending = true);

const following = new Map<string, number>();

/** `GET /trail/live`: the trail as it grows (server-sent events), under the filter in the query, as far as the caller may see. */
export const liveRoute: Route = async (request, response, context) => {
  if (context.url.pathname !== "/trail/live" || request.method !== "GET") return false;
  const origin = originOf({ address: context.address, userAgent: request.headers["user-agent"] ?? null, requestId: context.requestId });
  const caller = await callerFor(cookieOf(request, sessionCookie), origin);
  try {
    if (request.headers["sec-fetch-site"] !== undefined && request.headers["sec-fetch-site"] !== "same-origin") throw new TypeError("cross-site");
    const { filter } = await perform(caller, tailEvents, Object.fromEntries(context.url.searchParams));
    if (!isMember(caller) || (following.get(caller.personId) ?? 0) >= perPerson) throw new TypeError("too many");
    following.set(caller.personId, (following.get(caller.personId) ?? 0) + 1);
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
    response.write("retry: 5000\n\n");
    let after = await newestSeq();
    const begun = performance.now();
    try {
      while (!ending && !response.destroyed && performance.now() - begun < longestMs) {
        const found = await eventsSince(caller, filter, after);
        if (!found) break;
        for (const { seq, id, at, operation, outcome, personName, personEmail, accountName, address } of found.events) {
          after = seq;
          response.write(`data: ${JSON.stringify({ id, at, operation, outcome, personName, personEmail, accountName, address })}\n\n`);
        }
        if (found.events.length === 0) response.write(": nothing new\n\n");
        await pause(lookEveryMs);
      }
    } finally {
      following.set(caller.personId, (following.get(caller.personId) ?? 1) - 1);
    }
    response.end();
  } catch (thrown) {
    if (!response.headersSent) response.writeHead(thrown instanceof TypeError ? 429 : asMunimentError(thrown).status, { "Cache-Control": "no-store" });
    response.end();
  }
  return true;
};

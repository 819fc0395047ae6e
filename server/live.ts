import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { eventsSince, followFrom, tailEvents } from "@/lib/audit/tail-events";
import type { EventFilter } from "@/lib/audit/event-filter";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { isMember, originOf, type MemberCaller } from "@/lib/operations/caller";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { cookieOf } from "./post";
import type { Route } from "./http";

const lookEveryMs = 1500;
/** The browser asks again by itself after that, with its session as it is then. */
const longestMs = 10 * 60_000;
const perPerson = 3;
/** Who takes nothing for so long is let go, and goes on from there when they come back. */
const drainMs = 30_000;

let ending = false;

/** Lets whoever follows go at the next look, so that a stop of the server need not wait for them. */
export const endLive = (): void => void (ending = true);

const following = new Map<string, number>();

/** What the browser had last, by the place in the log that came along as the id; null where it begins. */
function lastPlaceOf(header: string | string[] | undefined): bigint | null {
  return typeof header === "string" && /^\d{1,15}$/.test(header) ? BigInt(header) : null;
}

/** Sends what the log has from a place on. Each piece names where to go on, so that a connection that is lost loses nothing. */
async function follow(caller: MemberCaller, filter: EventFilter, left: bigint | null, response: ServerResponse): Promise<void> {
  let from = await followFrom(left);
  response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no" });
  response.write(`retry: 5000\nid: ${from}\n\n`);
  const begun = performance.now();
  while (!ending && !response.destroyed && performance.now() - begun < longestMs) {
    const found = await eventsSince(caller, filter, from);
    if (!found) return;
    for (const { idx, id, at, operation, outcome, personName, personEmail, accountName, address } of found.events) {
      response.write(`id: ${idx + 1n}\ndata: ${JSON.stringify({ id, at, operation, outcome, personName, personEmail, accountName, address })}\n\n`);
    }
    from = found.next;
    if (!response.write(`id: ${from}\n\n`) && !response.destroyed) await once(response, "drain", { signal: AbortSignal.timeout(drainMs) });
    if (!found.more) await pause(lookEveryMs);
  }
}

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
    try {
      await follow(caller, filter, lastPlaceOf(request.headers["last-event-id"]), response);
    } finally {
      const left = (following.get(caller.personId) ?? 1) - 1;
      if (left > 0) following.set(caller.personId, left);
      else following.delete(caller.personId);
    }
    response.end();
  } catch (thrown) {
    if (!response.headersSent) response.writeHead(thrown instanceof TypeError ? 429 : asMunimentError(thrown).status, { "Cache-Control": "no-store" });
    response.end();
  }
  return true;
};

import { cookies, headers } from "next/headers";
import { cache } from "react";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { originOf, type Caller, type Origin } from "@/lib/operations/caller";

/** Where this request came from: the server entry has set these headers, whatever the client sent. */
export async function currentOrigin(): Promise<Origin> {
  const sent = await headers();
  return originOf({ address: sent.get("x-client-address") ?? "unknown", userAgent: sent.get("user-agent"), requestId: sent.get("x-request-id") });
}

/** Who asks, looked up once per request. */
export const currentCaller = cache(async (): Promise<Caller> => callerFor((await cookies()).get(sessionCookie)?.value, await currentOrigin()));

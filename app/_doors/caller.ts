import { cookies, headers } from "next/headers";
import { cache } from "react";
import { bearerOf, callerForKey } from "@/lib/identity/access-key";
import { callerFor, sessionCookie } from "@/lib/identity/session";
import { originOf, type Caller, type Origin } from "@/lib/operations/caller";
import type { OperationName } from "@/lib/operations/operation";

/** Where this request came from: the server entry has set these headers, whatever the client sent. */
export async function currentOrigin(): Promise<Origin> {
  const sent = await headers();
  return originOf({ address: sent.get("x-client-address") ?? "unknown", userAgent: sent.get("user-agent"), requestId: sent.get("x-request-id") });
}

/** Who asks, looked up once per request. */
export const currentCaller = cache(async (): Promise<Caller> => callerFor((await cookies()).get(sessionCookie)?.value, await currentOrigin()));

/** Who calls an operation as a program: the bearer of an access key if there is one, whatever cookie came with it; otherwise who asks as ever. */
export async function apiCaller(wanted: OperationName | null): Promise<Caller> {
  const key = bearerOf((await headers()).get("authorization"));
  return key === null ? currentCaller() : callerForKey(key, await currentOrigin(), wanted);
}

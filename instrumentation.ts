import { log } from "@/lib/config/log";

/** Whatever fails while a page is made is told in the program's log, under the digest that the page shows: Next itself says nothing of it here. */
export function onRequestError(error: unknown, request: { path: string; method: string; headers: Readonly<Record<string, string | string[] | undefined>> }): void {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  // Further parts of a path may be the secret of an invitation.
  log.error("page.failed", { requestId: request.headers["x-request-id"], method: request.method, path: `/${request.path.split(/[/?]/)[1] ?? ""}`, digest, error });
}

/** Whatever fails while a page is made is told in the program's log, under the digest that the page shows: Next itself says nothing of it here. */
export async function onRequestError(error: unknown, request: { path: string; method: string; headers: Readonly<Record<string, string | string[] | undefined>> }): Promise<void> {
  // This file is built for the edge as well, where there is no such log; nothing of this portal runs there.
  if (process.env["NEXT_RUNTIME"] === "edge") return;
  const { log } = await import("@/lib/config/log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  // Further parts of a path may be the secret of an invitation.
  log.error("page.failed", { requestId: request.headers["x-request-id"], method: request.method, path: `/${request.path.split(/[/?]/)[1] ?? ""}`, digest, error });
}

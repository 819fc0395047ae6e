import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import path from "node:path";
import next from "next";
import { DataFolderError } from "@/lib/database/errors";
import { takePageStatus } from "@/lib/operations/page-status";
import type { Route, RouteContext } from "./http";
import { contentSecurityPolicy } from "./security-headers";

/**
 * Answers with the status that a page asked for, where it did. Status 500 that nobody asked for is that of a page which failed: it gets the policy under which
 * the browser can put the page of the failure together.
 */
export function tellStatus(response: ServerResponse, { requestId, nonce }: Pick<RouteContext, "requestId" | "nonce">, https: boolean): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: never[]) => {
    const told = takePageStatus(requestId);
    if (told === undefined && status >= 500) response.setHeader("Content-Security-Policy", contentSecurityPolicy(nonce, https, { failed: true }));
    return writeHead(told ?? status, ...rest);
  };
  response.once("close", () => takePageStatus(requestId));
}

/** Everything that Next answers: pages, route handlers, files of the interface. Throws when the pages were not built. */
export async function pagesRoute(baseUrl: string): Promise<Route> {
  const dir = process.cwd();
  if (!existsSync(path.join(dir, ".next", "BUILD_ID"))) throw new DataFolderError("The pages are not built yet. Run: npm run build");
  process.env["NEXTAUTH_URL"] = baseUrl;
  const { hostname, port } = new URL(baseUrl);
  const app = next({ dev: false, dir, hostname, port: Number(port) || 443, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const https = baseUrl.startsWith("https:");
  return async (request, response, context) => {
    tellStatus(response, context, https);
    await handle(request, response);
    return true;
  };
}

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Route } from "./http";

/** Written with the pages (`scripts/build-palette.ts`). */
const file = path.join(process.cwd(), ".next", "palette.js");

type Served = { body: Buffer; etag: string };
let served: Promise<Served> | undefined;

async function load(): Promise<Served> {
  const body = await readFile(file);
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 24)}"` };
}

/**
 * The search over the page as a module of its own, fetched when it is first opened. The bundler's way of loading a part later sets the address of a script
 * element, which Trusted Types refuse (docs/decisions/0007); an `import()` needs none.
 */
export const paletteFileRoute: Route = async (request, response, { url }) => {
  if (url.pathname !== "/palette.js" || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const { body, etag } = await (served ??= load());
  const headers = { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "private, max-age=3600", ETag: etag };
  if (request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
  else response.writeHead(200, { ...headers, "Content-Length": body.length }).end(request.method === "HEAD" ? undefined : body);
  return true;
};

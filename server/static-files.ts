import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Route } from "./http";

const kinds: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

/** Whether a browser takes Brotli (RFC 9110, 12.5.3): named, and not with the weight nought. */
export const takesBrotli = (accepted: string | undefined): boolean => /(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(accepted ?? "");

/** The scripts and styles that the build has compressed. Their names carry a hash of what is in them; everything else is for the pages to answer. */
export async function staticFilesRoute(folder = path.join(process.cwd(), ".next", "static")): Promise<Route> {
  const files = new Map<string, { file: string; kind: string; bytes: number }>();
  for (const name of (await readdir(folder, { recursive: true }).catch(() => [])).filter((one) => one.endsWith(".br"))) {
    const plain = name.slice(0, -".br".length);
    const kind = kinds[path.extname(plain)];
    const file = path.join(folder, name);
    if (kind) files.set(`/_next/static/${plain.split(path.sep).join("/")}`, { file, kind, bytes: (await stat(file)).size });
  }
  return async (request, response, { url }) => {
    const found = request.method === "GET" || request.method === "HEAD" ? files.get(url.pathname) : undefined;
    if (!found || request.headers.range !== undefined || !takesBrotli(request.headers["accept-encoding"])) return false;
    response.writeHead(200, {
      "Content-Type": found.kind, "Content-Length": found.bytes, "Content-Encoding": "br", Vary: "Accept-Encoding", "Cache-Control": "public, max-age=31536000, immutable",
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(found.file), response).catch(() => response.destroy());
    return true;
  };
}

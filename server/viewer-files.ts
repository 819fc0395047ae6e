import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Route } from "./http";

const folder = path.dirname(createRequire(path.join(process.cwd(), "package.json")).resolve("pdfjs-dist/package.json"));

const kinds: Readonly<Record<string, string>> = {
  ".mjs": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".bcmap": "application/octet-stream",
  ".pfb": "application/octet-stream",
  ".ttf": "font/ttf",
  ".icc": "application/octet-stream",
};

/** The programs by their names here, and the folders of what they ask for: fonts, character maps, decoders, colours. */
const programs: Readonly<Record<string, string>> = { "reader.mjs": "build/pdf.min.mjs", "worker.mjs": "build/pdf.worker.min.mjs" };
const asset = /^(standard_fonts|cmaps|wasm|iccs)\/[A-Za-z0-9_.-]+$/;

/** A worker has the policy of its own answer: it compiles decoders, and reaches nothing but this portal. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** The files of the reading page: the installed viewer library, by a list of its own. */
export const viewerFilesRoute: Route = async (request, response, { url }) => {
  if (!url.pathname.startsWith("/viewer/") || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const name = url.pathname.slice("/viewer/".length);
  const kind = kinds[path.extname(name)];
  const within = Object.hasOwn(programs, name) ? programs[name] : asset.test(name) ? name : undefined;
  const file = within && kind ? path.join(folder, within) : undefined;
  const found = file ? await stat(file).catch(() => undefined) : undefined;
  if (!file || !kind || !found?.isFile()) return false;
  const etag = `"${found.size.toString(36)}-${Math.floor(found.mtimeMs).toString(36)}"`;
  const headers = { "Content-Type": kind, "Content-Security-Policy": workerPolicy, "Cache-Control": "private, max-age=3600", ETag: etag };
  if (request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
  else if (request.method === "HEAD") response.writeHead(200, { ...headers, "Content-Length": found.size }).end();
  else {
    response.writeHead(200, { ...headers, "Content-Length": found.size });
    await pipeline(createReadStream(file), response).catch(() => response.destroy());
  }
  return true;
};

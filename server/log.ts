import { publicLogFile } from "@/lib/audit/log/public-log";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { Route } from "./http";

const prefix = "/log/";

/** The public log for everyone, without sign-in and without an event: anybody may mirror it, from any site. */
export const logRoute: Route = async (request, response, { url }) => {
  if (!url.pathname.startsWith(prefix) || (request.method !== "GET" && request.method !== "HEAD")) return false;
  const file = await asSystem("what is public of the log", () => publicLogFile(rawPool(), url.pathname.slice(prefix.length)));
  response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  if (!file) {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" }).end("The log has no such file.\n");
    return true;
  }
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Length": Buffer.byteLength(file.body),
    "Cache-Control": file.immutable ? "public, max-age=31536000, immutable" : "public, max-age=1",
  });
  response.end(request.method === "HEAD" ? undefined : file.body);
  return true;
};

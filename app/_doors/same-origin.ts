import { config } from "@/lib/config/config";

/**
 * Whether a browser sent this from one of the portal's own pages. `Sec-Fetch-Site` is the browser's own word; where it is missing the origin must
 * match. Programs send neither: they carry no cookie of a browser, and a token of the session besides.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = headers.get("origin");
  return origin === null || origin === new URL(config().baseUrl).origin;
}

import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { macFor } from "@/lib/config/secrets";
import { TraceHow } from "./trace-document";

/** What was read from a file: ids and methods, nothing of anybody. */
export const TraceReading = z.object({
  name: z.string().max(120),
  kind: z.enum(["pdf", "picture", "id"]),
  sha256: z.string().nullable(),
  found: z.array(z.object({ downloadId: z.string().length(14), how: z.array(TraceHow) })).max(6),
  unrecorded: z.array(z.string().length(14)).max(6),
});
export type TraceReading = z.infer<typeof TraceReading>;

const sign = (payload: string): Buffer => macFor("trace", payload).subarray(0, 18);

/** For the address of the page that shows the answer; signed, so that nobody makes the portal say what it did not read. */
export function traceToken({ name, kind, sha256, found, unrecorded }: TraceReading): string {
  const short = found.slice(0, 6).map(({ downloadId, how }) => ({ downloadId, how: how.map(({ method, pages }) => ({ method, pages: pages.slice(0, 5) })) }));
  const payload = Buffer.from(JSON.stringify({ name: name.slice(0, 120), kind, sha256, found: short, unrecorded: unrecorded.slice(0, 6) }), "utf8").toString("base64url");
  return `${payload}.${sign(payload).toString("base64url")}`;
}

/** Null for whatever this portal did not sign. */
export function readTraceToken(token: string | undefined): TraceReading | null {
  const [payload, signature, rest] = (token ?? "").slice(0, 6000).split(".");
  if (!payload || !signature || rest !== undefined) return null;
  const expected = sign(payload);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    return TraceReading.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

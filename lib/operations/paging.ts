import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { macFor } from "@/lib/config/secrets";
import { MunimentError } from "./errors";

/** A place in a sorted list: the sort key and id of the row next to it. It grants nothing: what may be seen is decided anew on every page. */
const Position = z.object({ sort: z.string().max(20), key: z.string().max(300), id: z.union([z.uuid(), z.literal("")]), before: z.boolean(), offset: z.int().min(0).max(10_000_000) });
export type Position = z.infer<typeof Position>;

const sign = (payload: string): string => macFor("paging", payload).subarray(0, 18).toString("base64url");

/** Signed, so that what comes back is a place that the database itself named. */
export function positionToken(position: Position): string {
  const payload = Buffer.from(JSON.stringify(position), "utf8").toString("base64url");
  return `${payload}.${sign(payload)}`;
}

function isOurs(payload: string, signature: string): boolean {
  const given = Buffer.from(signature, "utf8");
  const expected = Buffer.from(sign(payload), "utf8");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The shapes that a sort key can have, as the database writes it. */
export const keyShapes = {
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:\d{2})?)$/),
  day: z.iso.date(),
  text: z.string(),
  number: z.string().regex(/^\d{1,9}$/),
} as const;

/** @throws MunimentError InvalidPagingToken for anything that this portal did not make, or made for another order */
export function readPosition(token: string | undefined, sort: string, shape: keyof typeof keyShapes): Position | null {
  if (token === undefined || token === "") return null;
  const [payload = "", signature = "", ...rest] = token.split(".", 3);
  try {
    if (rest.length > 0 || !isOurs(payload, signature)) throw new MunimentError("InvalidPagingToken");
    const position = Position.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
    if (position.sort === sort && keyShapes[shape].safeParse(position.key).success) return position;
  } catch {
    // falls through: one answer for every way of being wrong
  }
  throw new MunimentError("InvalidPagingToken");
}

import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { macFor } from "@/lib/config/secrets";

/** What a form's answer says on the page that follows: a confirmation, what is still to be done, or an error with the fields it concerns. */
export const Flash = z.object({
  kind: z.enum(["ok", "info", "error"]),
  code: z.string().max(60),
  message: z.string().max(400),
  fields: z.array(z.object({ field: z.string().max(60), message: z.string().max(200) })).max(8).default([]),
});
export type Flash = z.infer<typeof Flash>;

const sign = (payload: string): Buffer => macFor("flash", payload).subarray(0, 18);

/** Signed, so that nobody can put words into the portal's mouth by a link. */
export function flashToken(flash: z.input<typeof Flash>): string {
  const { kind, code, message, fields = [] } = flash;
  const short = { kind, code, message: message.slice(0, 400), fields: fields.slice(0, 8).map((one) => ({ field: one.field.slice(0, 60), message: one.message.slice(0, 200) })) };
  const payload = Buffer.from(JSON.stringify(short), "utf8").toString("base64url");
  return `${payload}.${sign(payload).toString("base64url")}`;
}

/** Null for whatever this portal did not sign. */
export function readFlash(token: string | undefined): Flash | null {
  const [payload, signature, rest] = (token ?? "").slice(0, 4000).split(".");
  if (!payload || !signature || rest !== undefined) return null;
  const expected = sign(payload);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  try {
    return Flash.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

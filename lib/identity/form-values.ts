import { z } from "zod";
import { seal, unseal } from "./seal";

/** What a refused form held, for the page that shows it again. Held by the browser, sealed, for two minutes. */
export const formValuesCookie = "__Host-muniment.form";
export const formValuesSeconds = 120;

const most = 2_600;
const Kept = z.object({ operation: z.string(), values: z.record(z.string(), z.string()) });

/** Sealed for one session, so that nobody else can read or plant them. Where they are too long for a cookie, the longest are left out. */
export function sealFormValues(sessionId: string, operation: string, values: Readonly<Record<string, string>>): string {
  const kept = Object.entries(values).sort(([, left], [, right]) => left.length - right.length);
  const text = (): string => JSON.stringify({ operation, values: Object.fromEntries(kept) });
  while (Buffer.byteLength(text()) > most) kept.pop();
  return Buffer.from(seal(text(), `form:${sessionId}`)).toString("base64url");
}

/** The values of a form of this operation; none for whatever this portal did not seal for this session. */
export function readFormValues(token: string | undefined, sessionId: string, operation: string): Readonly<Record<string, string>> {
  if (!token || token.length > 6_000) return {};
  try {
    const kept = Kept.parse(JSON.parse(unseal(new Uint8Array(Buffer.from(token, "base64url")), `form:${sessionId}`)));
    return kept.operation === operation ? kept.values : {};
  } catch {
    return {};
  }
}

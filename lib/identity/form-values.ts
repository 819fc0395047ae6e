import { z } from "zod";
import { seal, unseal } from "./seal";

/** What a refused form held, for the page that shows it again. Held by the browser, sealed, for two minutes. */
export const formValuesCookie = "__Host-muniment.form";
export const formValuesSeconds = 120;

const most = 2_600;
const Kept = z.object({ operation: z.string(), values: z.record(z.string(), z.string()) });

/** Sealed for one session, so that nobody else can read or plant them; null where they are too long for a cookie. */
export function sealFormValues(sessionId: string, operation: string, values: Readonly<Record<string, string>>): string | null {
  const text = JSON.stringify({ operation, values });
  return Buffer.byteLength(text) > most ? null : Buffer.from(seal(text, `form:${sessionId}`)).toString("base64url");
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

import { z } from "zod";
import { cosignatureV1, ed25519, readVerifierLine, type Verifier } from "@/lib/audit/log/note";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { msg, t } from "@/lib/texts/text";

export const maxWitnesses = 20;
export const maxWitnessedLogs = 200;

export const witnessResource = (id: string): string => `witness/${id}`;
export const witnessedLogResource = (id: string): string => `witnessed-log/${id}`;

/** Whom the log is shown to, and whose logs are cosigned, is the operator's affair. @throws MunimentError AccessDenied */
export function refuseOthers(caller: MemberCaller): void {
  if (caller.account.organizationKind !== "OPERATOR") throw new MunimentError("AccessDenied", t("Only the operator's staff work with witnesses."));
}

function verifierIn(line: string): Verifier | null {
  try {
    return readVerifierLine(line);
  } catch {
    return null;
  }
}

/** The verifier line of a witness that cosigns with Ed25519 (C2SP tlog-cosignature). */
export const WitnessKey = z
  .string()
  .trim()
  .max(400, msg("At most 400 characters."))
  .superRefine((line, context) => {
    const verifier = verifierIn(line);
    if (!verifier) context.addIssue({ code: "custom", message: t("This is no public key of a witness. It is one line: name+id+key, as the witness publishes it.") });
    else if (verifier.algorithm !== cosignatureV1) context.addIssue({ code: "custom", message: t("This is the key of a log. Ask the witness for the key that it cosigns with (type 4, Ed25519).") });
  });

const maxKeys = 5;

/** The verifier lines of a log, one in a line. */
export const LogKeys = z
  .string()
  .trim()
  .min(1, msg("Paste the public key of the log: the lines at /log/keys of that portal."))
  .max(2_000, msg("At most 2,000 characters."))
  .transform((text) => [...new Set(text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean))])
  .superRefine((lines, context) => {
    const verifiers = lines.map(verifierIn);
    if (lines.length > maxKeys) context.addIssue({ code: "custom", message: t("At most {n} keys.", { n: maxKeys }) });
    else if (verifiers.includes(null)) context.addIssue({ code: "custom", message: t("One of the lines is no public key of a log. Each is name+id+key, as the log publishes it.") });
    else if (verifiers.some((verifier) => verifier?.algorithm !== ed25519)) context.addIssue({ code: "custom", message: t("One of the keys is that of a witness. Ask for the key that signs the log (type 1, Ed25519).") });
    else if (new Set(verifiers.map((verifier) => verifier?.name)).size > 1) context.addIssue({ code: "custom", message: t("The keys have different names. Enter one log at a time.") });
  });

/** How long to wait after so many attempts (from 1): five seconds at first, twice as long each time, an hour at most. */
export const waitAfterMs = (attempts: number): number => Math.min(60 * 60_000, 5_000 * 2 ** Math.min(attempts - 1, 12));

import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { emptyRoot } from "@/lib/audit/log/merkle";
import { readVerifierLine } from "@/lib/audit/log/note";
import { newSealedKey } from "@/lib/audit/log/signing-keys";
import { config } from "@/lib/config/config";
import type { Db } from "@/lib/database/client";
import { Uuid } from "@/lib/identity/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { LogKeys, maxWitnessedLogs, refuseOthers, witnessedLogResource } from "./models";
import { msg, t } from "@/lib/texts/text";

/** The key that this installation cosigns with, made when the first log is entered. */
async function ensureKey(db: Db, at: Date): Promise<string> {
  const key = await db.witnessKey.findFirst({ orderBy: { createdAt: "asc" }, select: { verifier: true } });
  if (key) return key.verifier;
  const { verifier, sealed } = newSealedKey(`${new URL(config().baseUrl).host}/witness`, "witness-signer");
  await db.witnessKey.create({ data: { verifier, sealed: new Uint8Array(sealed), createdAt: at } });
  return verifier;
}

/**
 * Lets this installation be a witness of another one's log: its checkpoints are cosigned as long as each follows from the one before. Of a log that is entered already the keys are
 * replaced, as after a rotation; what was cosigned of it is remembered for ever.
 */
export const addWitnessedLog = operation({
  name: "audit:AddWitnessedLog",
  summary: "Cosigns the log of another installation, or replaces the keys that it is known by.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({
    keys: LogKeys,
    /** The first line of its checkpoints; the name of its key where that is not given. */
    origin: z.string().trim().max(255, msg("At most 255 characters.")).refine((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name), msg("A name has no line breaks.")).default(""),
  }),
  output: z.object({ witnessedLogId: Uuid, origin: z.string(), verifier: z.string() }),
  prepare: ({ caller }) => Promise.resolve(refuseOthers(caller)),
  async handle({ db, input }) {
    const [first = ""] = input.keys;
    const origin = input.origin === "" ? readVerifierLine(first).name : input.origin;
    const [own] = await db.$queryRaw<{ origin: string }[]>`SELECT origin FROM log_state WHERE id = 1 FOR UPDATE`;
    if (own?.origin === origin) throw new MunimentError("Conflict", t("This is the log of this very installation. It cannot be its own witness."));
    const known = await db.witnessedLog.findUnique({ where: { origin }, select: { id: true } });
    const at = now();
    if ((await db.witnessedLog.count({ where: { removedAt: null, origin: { not: origin } } })) >= maxWitnessedLogs) throw new MunimentError("Conflict", t("There are {n} logs, the most there can be. Remove one first.", { n: maxWitnessedLogs }));
    const id = known?.id ?? uuidv7({ msecs: at.getTime() });
    if (known) await db.witnessedLog.update({ where: { id }, data: { verifiers: input.keys, removedAt: null } });
    else await db.witnessedLog.create({ data: { id, origin, verifiers: input.keys, root: new Uint8Array(emptyRoot), createdAt: at } });
    return { witnessedLogId: id, origin, verifier: await ensureKey(db, at) };
  },
  record: ({ input, output }) => ({ resources: [witnessedLogResource(output.witnessedLogId)], parameters: { label: output.origin, keys: input.keys, verifier: output.verifier } }),
});

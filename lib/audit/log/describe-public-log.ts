import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { readCheckpoint } from "./checkpoint";
import { readNote } from "./note";
import { logKeys } from "./signing-keys";
import { newestCheckpoint } from "./stored-checkpoints";
import { lastCosignatures, type LastCosignature } from "./witness-keys";

/** What everyone may know of the log. `root` is in base64, as the checkpoint has it. */
export type PublicLog = { origin: string; size: number; root: string; signedAt: Date; keys: readonly string[]; witnesses: readonly LastCosignature[] };

/** The log as its newest checkpoint shows it; null while nothing was signed. */
export const describePublicLog = (): Promise<PublicLog | null> => asSystem("what is public of the log", describe);

async function describe(): Promise<PublicLog | null> {
  const newest = await newestCheckpoint(rawPool());
  if (!newest) return null;
  const { origin, size, root } = readCheckpoint(readNote(newest.note).text);
  const keys = (await logKeys(rawPool())).reverse().map(({ verifier }) => verifier);
  return { origin, size, root: Buffer.from(root).toString("base64"), signedAt: newest.signedAt, keys, witnesses: await lastCosignatures(rawPool()) };
}

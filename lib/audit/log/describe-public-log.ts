import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { readCheckpoint } from "./checkpoint";
import { cosignedAt, readNote, readVerifierLine } from "./note";
import { newestCheckpoint } from "./public-log";
import { logKeys } from "./signing-keys";

/** What everyone may know of the log. `root` is in base64, as the checkpoint has it. */
export type PublicLog = { origin: string; size: number; root: string; signedAt: Date; keys: readonly string[]; witnesses: readonly { name: string; at: Date }[] };

/** The log as its newest checkpoint shows it; null while nothing was signed. */
export const describePublicLog = (): Promise<PublicLog | null> => asSystem("what is public of the log", describe);

async function describe(): Promise<PublicLog | null> {
  const newest = await newestCheckpoint(rawPool());
  if (!newest) return null;
  const { text, signatures } = readNote(newest.note);
  const { origin, size, root } = readCheckpoint(text);
  const keys = (await logKeys(rawPool())).reverse().map(({ verifier }) => verifier);
  const own = new Set(keys.map((line) => readVerifierLine(line).id));
  const witnesses = signatures.filter(({ id, bytes }) => !own.has(id) && bytes.length === 72).map((signature) => ({ name: signature.name, at: new Date(cosignedAt(signature) * 1000) }));
  return { origin, size, root: Buffer.from(root).toString("base64"), signedAt: newest.signedAt, keys, witnesses };
}


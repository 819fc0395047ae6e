import { hashBytes } from "./merkle";
import { noteText, type Signer } from "./note";

/** What a log says of itself at one size (C2SP tlog-checkpoint). */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };

/** The three lines that are signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;

/** @throws RangeError for a text that is no checkpoint; further lines are allowed and passed over */
export function readCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", hash = ""] = text.split("\n");
  const root = Buffer.from(hash, "base64");
  const shaped = origin !== "" && /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size)) && root.length === hashBytes && root.toString("base64") === hash;
  if (!shaped || text.split("\n").length < 4) throw new RangeError("this is not a checkpoint");
  return { origin, size: Number(size), root };
}

/** A checkpoint as a signed note, by all signers. @param at for signers whose signatures carry a time */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[], at: Date): string {
  const text = checkpointText(checkpoint);
  return noteText({ text, signatures: signers.map((signer) => signer.sign(text, Math.floor(at.getTime() / 1000))) });
}

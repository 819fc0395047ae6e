import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What the signer knows without the database: the last thing it signed or agreed to, and the keys it knows. */
export const Memory = z.object({
  version: z.literal(1),
  origin: z.string(),
  size: z.int().min(0),
  /** Of the tree of `size` leaves, in hexadecimal. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO 8601. */
  at: z.string(),
  /** Verifier lines, oldest first. */
  verifiers: z.array(z.string()),
});
export type Memory = z.infer<typeof Memory>;

export const memoryFile = (dataDir: string): string => path.join(dataDir, "keys", "log-memory.json");

/** What a signer began with that had no memory, beside a log that was signed before: what was signed later, if anything was, it cannot know. Kept until somebody has compared it. */
export const Adoption = z.object({
  size: z.int().min(0),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** When the checkpoint was signed. ISO 8601. */
  signedAt: z.string(),
  /** When it was taken up. ISO 8601. */
  at: z.string(),
});
export type Adoption = z.infer<typeof Adoption>;

const adoptionFile = (dataDir: string): string => path.join(dataDir, "keys", "log-memory-adopted.json");

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What was remembered; undefined when nothing ever was. @throws Error for a file that cannot be read: a forgotten memory must not pass for a first start */
export function readMemory(dataDir: string): Memory | undefined {
  const text = textOf(memoryFile(dataDir));
  return text === undefined ? undefined : Memory.parse(JSON.parse(text));
}

/** What waits for somebody to compare it; undefined: nothing does. */
export function readAdoption(dataDir: string): Adoption | undefined {
  const text = textOf(adoptionFile(dataDir));
  return text === undefined ? undefined : Adoption.parse(JSON.parse(text));
}

export const writeAdoption = (dataDir: string, adoption: Adoption): void => writeDurably(adoptionFile(dataDir), adoption);

/** Somebody has compared it. */
export const forgetAdoption = (dataDir: string): void => rmSync(adoptionFile(dataDir), { force: true });

export const writeMemory = (dataDir: string, memory: Memory): void => writeDurably(memoryFile(dataDir), memory);

/** Writes so that it outlives a power cut: beside, flushed, renamed, and the folder flushed. */
function writeDurably(file: string, value: unknown): void {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const handle = openSync(/* turbopackIgnore: true */ draft, "w", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(value)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  if (process.platform === "win32") return;
  const folderHandle = openSync(/* turbopackIgnore: true */ folder, "r");
  try {
    fsyncSync(folderHandle);
  } finally {
    closeSync(folderHandle);
  }
}

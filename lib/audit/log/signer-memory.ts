import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
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

/** What was remembered; undefined when nothing ever was. @throws Error for a file that cannot be read: a forgotten memory must not pass for a first start */
export function readMemory(dataDir: string): Memory | undefined {
  let text: string;
  try {
    text = readFileSync(memoryFile(dataDir), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  return Memory.parse(JSON.parse(text));
}

/** Remembers, so that it outlives a power cut: written beside, flushed, renamed, and the folder flushed. */
export function writeMemory(dataDir: string, memory: Memory): void {
  const file = memoryFile(dataDir);
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, "w", 0o600);
  try {
    writeSync(handle, `${JSON.stringify(memory)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  if (process.platform === "win32") return;
  const folderHandle = openSync(folder, "r");
  try {
    fsyncSync(folderHandle);
  } finally {
    closeSync(folderHandle);
  }
}

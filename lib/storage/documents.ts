import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config/config";

/** Documents at rest, addressed by the SHA-256 of their bytes: what was stored once is never written over. */
export type StoredDocument = { sha256: Uint8Array<ArrayBuffer>; bytes: number };

const root = (): string => path.join(config().dataDir, "documents");

function pathOf(sha256: Uint8Array): string {
  const hex = Buffer.from(sha256).toString("hex");
  return path.join(root(), hex.slice(0, 2), hex);
}

export const sha256Of = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(bytes).digest());

/** Stores a document durably (fsync of file and folder, then rename) before it answers. */
export async function putDocument(bytes: Uint8Array): Promise<StoredDocument> {
  const sha256 = sha256Of(bytes);
  const file = pathOf(sha256);
  const stored = await stat(file).catch(() => null);
  if (stored?.size === bytes.length) return { sha256, bytes: bytes.length };
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.draft`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await rename(draft, file);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  const directory = await open(folder, constants.O_RDONLY);
  await directory.sync().finally(() => directory.close());
  return { sha256, bytes: bytes.length };
}

/** The length of a stored document. @throws Error when it is missing */
export async function documentBytes(sha256: Uint8Array): Promise<number> {
  return (await stat(pathOf(sha256))).size;
}

/** Streams a stored document, or the bytes from `start` up to but not including `end`, in pieces of 256 KiB. The file is opened when reading begins. */
export function readDocument(sha256: Uint8Array, { start = 0, end }: { start?: number; end?: number } = {}): AsyncIterable<Uint8Array> {
  return createReadStream(pathOf(sha256), { highWaterMark: 256 * 1024, start, ...(end === undefined ? {} : { end: end - 1 }) });
}

/** True when documents can be read and written. */
export async function storageAnswers(): Promise<boolean> {
  try {
    await mkdir(root(), { recursive: true, mode: 0o700 });
    await access(root(), constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

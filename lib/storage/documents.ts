import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, mkdir, open, readFile, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config/config";
import { passFile } from "./pass-file";

/** Documents at rest, addressed by the SHA-256 of their bytes: what was stored once is never written over. */
export type StoredDocument = { sha256: Uint8Array<ArrayBuffer>; bytes: number };

const root = (): string => path.join(config().dataDir, "documents");

function pathOf(sha256: Uint8Array): string {
  const hex = Buffer.from(sha256).toString("hex");
  return path.join(root(), hex.slice(0, 2), hex);
}

export const sha256Of = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(createHash("sha256").update(bytes).digest());

const pieceBytes = 1024 * 1024;

/** {@link sha256Of} in pieces, between which other work gets its turn: large documents are hashed while pages are served. */
export async function sha256Gently(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    hash.update(bytes.subarray(at, at + pieceBytes));
    if (bytes.length > pieceBytes) await new Promise((resolve) => setImmediate(resolve));
  }
  return new Uint8Array(hash.digest());
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, constants.O_RDONLY);
  await directory.sync().finally(() => directory.close());
}

/** Stores a document durably (fsync of file and folder, then rename) before it answers. */
export async function putDocument(bytes: Uint8Array): Promise<StoredDocument> {
  const sha256 = await sha256Gently(bytes);
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
  await syncFolder(folder);
  return { sha256, bytes: bytes.length };
}

/** The SHA-256 and length of a file, read in pieces: whatever its size, the memory is that of one piece. */
export async function hashFile(file: string): Promise<StoredDocument> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: new Uint8Array(hash.digest()), bytes };
}

/**
 * Makes a file of the data folder the stored document that its hash names, in place of copying it. Its bytes are in safety (fsync) before, and the file is gone
 * from its place afterwards. Whoever is interrupted does it again.
 */
export async function adoptFile(file: string, { sha256, bytes }: StoredDocument): Promise<void> {
  const place = pathOf(sha256);
  const stored = await stat(place).catch(() => null);
  if (stored?.size === bytes) {
    await unlink(file).catch(() => undefined);
    return;
  }
  const folder = path.dirname(place);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(file, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
  await rename(file, place);
  await syncFolder(folder);
}

/** All of a stored document, in memory of its own. */
export async function loadDocument(sha256: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const file = await readFile(pathOf(sha256));
  // A small file may share its memory with others.
  return file.byteOffset === 0 && file.byteLength === file.buffer.byteLength ? file : new Uint8Array(file);
}

/** The length of a stored document. @throws Error when it is missing */
export async function documentBytes(sha256: Uint8Array): Promise<number> {
  return (await stat(pathOf(sha256))).size;
}

/** Streams a stored document, or the bytes from `start` up to but not including `end`, in pieces of 256 KiB. The file is opened when reading begins. */
export function readDocument(sha256: Uint8Array, { start = 0, end }: { start?: number; end?: number } = {}): AsyncIterable<Uint8Array> {
  return createReadStream(pathOf(sha256), { highWaterMark: 256 * 1024, start, ...(end === undefined ? {} : { end: end - 1 }) });
}

/** Streams a stored document as {@link readDocument} does, but through two buffers: see {@link passFile} for how long a piece holds. */
export const passDocument = (sha256: Uint8Array, range: { start: number; end: number }): AsyncIterable<Uint8Array> => passFile(pathOf(sha256), range);

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

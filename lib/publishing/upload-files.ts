import { constants } from "node:fs";
import { mkdir, open, readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config/config";

const folder = (): string => path.join(config().dataDir, "uploads");

/** Where the bytes of an upload are until it is whole. */
export const uploadFile = (id: string): string => path.join(folder(), `${id}.part`);

export async function uploadFolder(): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return folder();
}

export type Written = {
  /** Bytes that are safely on disk. */
  bytes: number;
  /** The sender went away before its end. */
  cut: boolean;
  /** There was more than may be taken; what came before is on disk. */
  tooMuch: boolean;
};

const writing = new Set<string>();

/** Whether an upload is being written to at this moment. The data folder belongs to one process, so that it is known here. */
export const isWriting = (id: string): boolean => writing.has(id);

/**
 * Writes what comes into the file of an upload, from a place on, and has it safely on disk (fsync) before it answers. In memory is no more than one piece.
 * What stands behind the place already is written over: nobody has counted it.
 * @throws Error where somebody writes to the same upload
 */
export async function writePart(id: string, offset: number, most: number, source: AsyncIterable<Uint8Array>): Promise<Written> {
  if (writing.has(id)) throw new Error("this upload is being written to");
  writing.add(id);
  try {
    await uploadFolder();
    const handle = await open(uploadFile(id), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const written = await writeAll(source, most, (piece, at) => handle.write(piece, 0, piece.length, offset + at));
      await handle.truncate(offset + written.bytes);
      await handle.sync();
      return written;
    } finally {
      await handle.close();
    }
  } finally {
    writing.delete(id);
  }
}

async function writeAll(source: AsyncIterable<Uint8Array>, most: number, write: (piece: Uint8Array, at: number) => Promise<unknown>): Promise<Written> {
  let bytes = 0;
  const pieces = source[Symbol.asyncIterator]();
  for (;;) {
    // Only the sender's going away is forgiven: a disk that is full is a failure.
    const next = await pieces.next().catch(() => null);
    if (next === null) return { bytes, cut: true, tooMuch: false };
    if (next.done === true) return { bytes, cut: false, tooMuch: false };
    if (bytes + next.value.length > most) {
      await pieces.return?.();
      return { bytes, cut: false, tooMuch: true };
    }
    await write(next.value, bytes);
    bytes += next.value.length;
  }
}

/** True when the file of an upload has at least so many bytes. */
export async function hasBytes(id: string, bytes: number): Promise<boolean> {
  const found = await stat(uploadFile(id)).catch(() => null);
  return found !== null && found.size >= bytes;
}

export async function removeUpload(id: string): Promise<void> {
  await unlink(uploadFile(id)).catch(() => undefined);
}

/** All uploads that have a file, and when it last changed. */
export async function uploadsOnDisk(): Promise<{ id: string; changedAt: Date }[]> {
  const names = (await readdir(folder()).catch(() => [])).filter((name) => name.endsWith(".part"));
  const found = await Promise.all(names.map(async (name) => ({ id: name.slice(0, -".part".length), changedAt: (await stat(path.join(folder(), name)).catch(() => null))?.mtime })));
  return found.flatMap(({ id, changedAt }) => (changedAt ? [{ id, changedAt }] : []));
}

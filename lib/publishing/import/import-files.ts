import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/config/config";
import { hashFile } from "@/lib/storage/documents";
import type { ManifestFile } from "./check-rows";

const root = (): string => path.join(config().dataDir, "imports");
const hex = /^[0-9a-f]{64}$/;

/** Where the files of an import by page are until it is done. */
export const importFolder = (batchId: string): string => path.join(root(), batchId);

export async function makeImportFolder(batchId: string): Promise<string> {
  const folder = importFolder(batchId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A file of an import by the hash of its bytes, never by the name that somebody gave it. */
export const importFile = (batchId: string, sha256: string): string => {
  if (!hex.test(sha256)) throw new Error("not a hash");
  return path.join(importFolder(batchId), sha256);
};

/** What a file is, for the dry run. A PDF says so within its first kibibyte, as viewers accept it. */
export async function describeFile(file: string, name: string): Promise<ManifestFile> {
  const { sha256, bytes } = await hashFile(file);
  let head = "";
  for await (const piece of createReadStream(file, { end: 1023 }) as AsyncIterable<Buffer>) head += piece.toString("latin1");
  return { name, bytes, sha256: Buffer.from(sha256).toString("hex"), pdf: head.includes("%PDF-") };
}

/** Writes what comes into a new file, no more of it than `most`. @returns false where there was more */
export async function writeWhole(file: string, source: AsyncIterable<Uint8Array>, most: number): Promise<boolean> {
  const handle = await open(file, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > most) return false;
      await handle.write(piece);
    }
    return true;
  } finally {
    await handle.close();
    if (bytes > most) await unlink(file).catch(() => undefined);
  }
}

export const removeImport = (batchId: string): Promise<void> => rm(importFolder(batchId), { recursive: true, force: true });

/** The imports that have files, and when they last changed. */
export async function importsOnDisk(): Promise<{ id: string; changedAt: Date }[]> {
  const names = await readdir(root()).catch(() => []);
  const found = await Promise.all(names.map(async (id) => ({ id, changedAt: (await stat(path.join(root(), id)).catch(() => null))?.mtime })));
  return found.flatMap(({ id, changedAt }) => (changedAt ? [{ id, changedAt }] : []));
}

import yauzl from "yauzl";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

export type ArchiveEntry = { /** With its folders. */ name: string; stream: AsyncIterable<Uint8Array> };
type Limits = { mostEntries: number; mostEntryBytes: number };

/** What systems put beside files: nobody means to import it. */
const besides = /(?:^|\/)(?:__MACOSX\/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)/;

const broken = (cause: unknown): MunimentError => new MunimentError("ValidationException", t("The ZIP archive cannot be read. Make it again, without a password."), { fields: [{ field: "files", message: t("Not a ZIP archive that can be read.") }] }, { cause });

/**
 * Reads the files of a ZIP archive one after the other. Nothing is written where its names say: what becomes of a file is up to `read`.
 * @throws MunimentError for what is no archive, is encrypted, holds too much, or unpacks to more than it says; and what `read` throws
 */
export async function readArchive(file: string, { mostEntries, mostEntryBytes }: Limits, read: (entry: ArchiveEntry) => Promise<void>): Promise<void> {
  // Sizes are checked against what the archive says of itself, so that a small file cannot unpack into a large one unseen.
  const archive = await yauzl.openPromise(file, { strictFileNames: false, validateEntrySizes: true }).catch((error: unknown) => Promise.reject(broken(error)));
  try {
    if (archive.entryCount > mostEntries * 2) throw new MunimentError("ValidationException", t("The ZIP archive holds {n} files; at most {most} are imported at once.", { n: String(archive.entryCount), most: String(mostEntries) }));
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName;
      if (name.endsWith("/") || besides.test(name)) continue;
      if (entry.isEncrypted()) throw broken("encrypted");
      if (entry.uncompressedSize > mostEntryBytes) throw new MunimentError("PayloadTooLarge", t("{name} is larger than {most} MB.", { name, most: String(Math.floor(mostEntryBytes / (1024 * 1024))) }));
      const stream = await archive.openReadStreamPromise(entry, {});
      await read({ name, stream: stream as AsyncIterable<Buffer> });
    }
  } catch (error) {
    throw error instanceof MunimentError ? error : broken(error);
  } finally {
    archive.close();
  }
}

import { randomUUID } from "node:crypto";
import { readFile, rename, unlink } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { v7 as uuidv7 } from "uuid";
import type { z } from "zod";
import { config } from "@/lib/config/config";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { checkImport, mostImportFiles, type ImportReport } from "@/lib/publishing/import/check-import";
import type { ManifestFile } from "@/lib/publishing/import/check-rows";
import { describeFile, importFile, makeImportFolder, removeImport, writeWhole } from "@/lib/publishing/import/import-files";
import { readArchive } from "@/lib/publishing/import/read-archive";
import { type FormFields, readForm } from "./multipart";
import { t } from "@/lib/texts/text";

/** All files of an import together. */
const mostBytes = 8 * 1024 * 1024 * 1024;
const mostManifestBytes = 5_000_000;

const baseName = (name: string): string => name.split(/[/\\]/).at(-1) ?? "";
const isManifest = (name: string): boolean => baseName(name).toLowerCase() === "manifest.csv";

/** What came of an import so far. */
class Arrivals {
  readonly files: ManifestFile[] = [];
  manifest: string | null = null;
  private bytes = 0;

  constructor(
    readonly batchId: string,
    private readonly folder: string,
  ) {}

  draft(): string {
    return path.join(this.folder, `${randomUUID()}.incoming`);
  }

  /** Takes a file that is on disk: the manifest is read, a document is kept under its hash. */
  async take(file: string, name: string): Promise<void> {
    if (isManifest(name) || (this.manifest === null && /\.csv$/i.test(name))) {
      if (this.manifest !== null) throw new MunimentError("ValidationException", t("There is more than one manifest."));
      this.manifest = await readManifestFile(file);
      return;
    }
    const described = await describeFile(file, baseName(name));
    this.bytes += described.bytes;
    if (this.bytes > mostBytes) throw new MunimentError("PayloadTooLarge", t("At most 8 GiB are imported at once. Import in several steps."));
    if (this.files.some((one) => one.name === described.name)) throw new MunimentError("ValidationException", t("Two files are called {name}. Give them different names.", { name: described.name }));
    if (this.files.length >= mostImportFiles) throw new MunimentError("ValidationException", t("At most {most} files are imported at once.", { most: String(mostImportFiles) }));
    await rename(file, importFile(this.batchId, described.sha256));
    this.files.push(described);
  }
}

async function readManifestFile(file: string): Promise<string> {
  const bytes = await readFile(file);
  await unlink(file);
  if (bytes.length > mostManifestBytes) throw new MunimentError("PayloadTooLarge", t("The manifest is larger than 5 MB."));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new MunimentError("ValidationException", t("The manifest is not in UTF-8. In a spreadsheet, save it as “CSV UTF-8”."), { fields: [{ field: "manifest", message: t("Not in UTF-8.") }] });
  }
}

/** Receives an import, as single files or in a ZIP archive, and checks it. What is refused as a whole leaves nothing behind. */
export async function receiveImport(request: IncomingMessage, caller: Caller, allowed: (fields: FormFields) => void): Promise<z.output<typeof ImportReport>> {
  const batchId = uuidv7({ msecs: now().getTime() });
  const most = config().maxUploadBytes;
  let arrivals: Arrivals | undefined;
  try {
    await readForm(request, {
      fields: allowed,
      async file({ name, stream }) {
        arrivals ??= new Arrivals(batchId, await makeImportFolder(batchId));
        const archive = /\.zip$/i.test(name);
        const file = arrivals.draft();
        if (!(await writeWhole(file, stream, archive ? mostBytes : most))) throw new MunimentError("PayloadTooLarge", t("{name} is larger than {most} MB.", { name: baseName(name), most: String(Math.floor((archive ? mostBytes : most) / (1024 * 1024))) }));
        if (!archive) return arrivals.take(file, name);
        const inside = arrivals;
        await readArchive(file, { mostEntries: mostImportFiles, mostEntryBytes: most }, async (entry) => {
          const unpacked = inside.draft();
          if (!(await writeWhole(unpacked, entry.stream, most))) throw new MunimentError("PayloadTooLarge", t("{name} is larger than {most} MB.", { name: entry.name, most: String(Math.floor(most / (1024 * 1024))) }));
          await inside.take(unpacked, entry.name);
        });
        await unlink(file);
      },
    });
    if (!arrivals) throw new MunimentError("ValidationException", t("Choose the manifest and the documents, or a ZIP archive with both."), { fields: [{ field: "files", message: t("Choose files.") }] });
    if (arrivals.manifest === null) throw new MunimentError("ValidationException", t("There is no manifest. Add a file manifest.csv that names the documents."), { fields: [{ field: "files", message: t("There is no manifest.csv.") }] });
    return await perform(caller, checkImport, { manifest: arrivals.manifest, files: arrivals.files, keep: batchId });
  } catch (error) {
    await removeImport(batchId);
    throw error;
  }
}

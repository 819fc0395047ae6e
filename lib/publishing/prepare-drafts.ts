import { log } from "@/lib/config/log";
import { database, rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { prepareOriginal } from "@/lib/reports/prepare-original";
import { adoptFile, documentBytes, hashFile, loadDocument, putDocument } from "@/lib/storage/documents";
import { glanceInWorker, type Glance } from "@/lib/watermark";
import { completePreparation } from "./complete-preparation";
import { guessFacts } from "./guess-facts";
import { uploadFile } from "./upload-files";
import { t } from "@/lib/texts/text";

/** Longer than any preparation may take. */
const claimMs = 10 * 60_000;
/** A document that ended the portal this often is not tried again. */
const mostAttempts = 3;
const tellEveryMs = 300;
const glanceMs = 30_000;

type Claimed = { id: string; attempts: number; bytes: number; keep_embedded_files: boolean; original_sha256: Uint8Array | null };
const why = "preparing documents";

/** Frees what a process that was killed had begun. Only the one that holds the data folder may say so, at its start. */
export async function freePreparations(): Promise<void> {
  await asSystem(why, () => rawPool().query("UPDATE draft SET state = 'WAITING', claimed_until = NULL, page = 0 WHERE state = 'PREPARING'"));
}

/** Takes the next document. The attempt is counted before it is made, so that one which ends the process is not tried for ever. */
async function claimNext(): Promise<Claimed | undefined> {
  const at = now();
  const { rows } = await rawPool().query<Claimed>(
    `UPDATE draft SET state = 'PREPARING', claimed_until = $2, attempts = attempts + 1, page = 0
     WHERE id = (SELECT id FROM draft WHERE state = 'WAITING' OR (state = 'PREPARING' AND claimed_until <= $1) ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id, attempts, bytes, keep_embedded_files, original_sha256`,
    [at, new Date(at.getTime() + claimMs)],
  );
  return rows[0];
}

/** Brings the upload into the store. Whether it happened before an interruption is seen from what is there. */
async function storeOriginal(draft: Claimed): Promise<Uint8Array<ArrayBuffer>> {
  if (draft.original_sha256) {
    const sha256 = new Uint8Array(draft.original_sha256);
    if ((await documentBytes(sha256).catch(() => -1)) === draft.bytes) return sha256;
  }
  const hashed = await hashFile(uploadFile(draft.id)).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw new MunimentError("DocumentRejected", t("What was received of this file is gone, as after a backup was put back. Upload it again."));
    throw error;
  });
  if (hashed.bytes !== draft.bytes) throw new MunimentError("DocumentRejected", t("The file on disk is not the one that was received. Upload it again."));
  await database().draft.updateMany({ where: { id: draft.id }, data: { originalSha256: hashed.sha256 } });
  await adoptFile(uploadFile(draft.id), hashed);
  return hashed.sha256;
}

function progressOf(draftId: string): (progress: { page: number; pages: number }) => void {
  let toldAt = 0;
  return ({ page, pages }) => {
    const at = performance.now();
    if (at - toldAt < tellEveryMs) return;
    toldAt = at;
    database().draft.updateMany({ where: { id: draftId, state: "PREPARING" }, data: { page, pages } }).catch(() => undefined);
  };
}

/** What cannot be read for its words can be published all the same. */
async function glanceAt(bytes: Uint8Array): Promise<Glance | null> {
  try {
    return await glanceInWorker(bytes, { timeoutMs: glanceMs });
  } catch {
    return null;
  }
}

async function prepareOne(draft: Claimed): Promise<void> {
  const caller = systemCaller("publishing");
  let originalSha256: Uint8Array<ArrayBuffer> = new Uint8Array(draft.original_sha256 ?? []);
  try {
    if (draft.attempts > mostAttempts) throw new MunimentError("DocumentRejected", t("The portal ended while it prepared this document, more than once. Save the document again with a PDF printer and upload that."));
    originalSha256 = await storeOriginal(draft);
    const { bytes, manifest } = await prepareOriginal(await loadDocument(originalSha256), { keepEmbeddedFiles: draft.keep_embedded_files, onProgress: progressOf(draft.id), handOver: true });
    const ready = await putDocument(bytes);
    // The bytes go to the thread that reads them; they are not needed here any more.
    const guesses = guessFacts(await glanceAt(bytes), manifest.report);
    await perform(caller, completePreparation, { draftId: draft.id, originalSha256, preparation: { state: "READY", preparedSha256: ready.sha256, manifest, guesses } });
  } catch (error) {
    if (error instanceof MunimentError && error.code === "Conflict") return;
    if (!(error instanceof MunimentError) || error.code !== "DocumentRejected") throw error;
    await perform(caller, completePreparation, { draftId: draft.id, originalSha256, preparation: { state: "REFUSED", problem: error.message } });
  }
}

/** Gives a document back that could not be prepared for a reason of the portal's own. It is tried again, as often as any. */
async function giveBack({ id, attempts }: Claimed): Promise<void> {
  await database().draft.updateMany({ where: { id, state: "PREPARING" }, data: { claimedUntil: new Date(now().getTime() + 30_000 * attempts) } });
}

/**
 * Prepares the next document that waits, if there is one: one at a time, so that pages keep being served. Whatever ends the process, the document is prepared
 * after the next start; until all of it is done nothing shows.
 * @returns whether there was one
 */
export function prepareNext(): Promise<boolean> {
  return asSystem(why, async () => {
    const draft = await claimNext();
    if (!draft) return false;
    try {
      await prepareOne(draft);
    } catch (error) {
      log.error("publishing.preparation-failed", { draft: draft.id, attempts: draft.attempts, reason: error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : "unknown" });
      await giveBack(draft);
    }
    return true;
  });
}

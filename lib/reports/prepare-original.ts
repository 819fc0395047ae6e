import { config } from "@/lib/config/config";
import { MunimentError } from "@/lib/operations/errors";
import { saidFinding } from "@/lib/texts/document-findings";
import { type Prepared, prepareInWorker, type Progress, UnmarkableDocument } from "@/lib/watermark";

/**
 * Prepares a document for marking, in a thread of its own.
 * @throws MunimentError DocumentRejected, with the reason and what to do about it
 */
export async function prepareOriginal(original: Uint8Array, { keepEmbeddedFiles, onProgress, handOver = false }: { keepEmbeddedFiles: boolean; onProgress?: ((progress: Progress) => void) | undefined; /** The bytes go to the thread: the caller has them no longer. */ handOver?: boolean }): Promise<Prepared> {
  try {
    return await prepareInWorker(original, { maxBytes: config().maxUploadBytes, keepEmbeddedFiles, handOver, ...(onProgress ? { onProgress } : {}) });
  } catch (error) {
    if (error instanceof UnmarkableDocument) throw new MunimentError("DocumentRejected", saidFinding(error.message), { fields: [{ field: "document", message: error.code }] }, { cause: error });
    throw error;
  }
}

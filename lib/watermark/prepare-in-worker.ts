import { askWorker, type WorkerLimits } from "./ask-worker";
import type { PrepareOptions } from "./document/limits";
import { UnmarkableDocument } from "./errors";
import type { Prepared, Progress } from "./prepare";

export type WorkerOptions = PrepareOptions &
  WorkerLimits & {
    /** Told every fifty pages. */
    onProgress?: (progress: Progress) => void;
    /** The original goes over to the thread instead of a copy of it: the caller has it no longer. */
    handOver?: boolean;
  };

/**
 * `prepare` in a thread of its own, with limits of time and memory: whatever a document does, the caller goes on.
 * The original is copied to the thread, unless it is handed over.
 * @throws UnmarkableDocument for all that `prepare` refuses, and TimedOut, OutOfMemory
 */
export async function prepareInWorker(original: Uint8Array, options: WorkerOptions = {}): Promise<Prepared> {
  const { timeoutMs, memoryMebibytes, onProgress, handOver = false, ...limits } = options;
  const worker = { ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(memoryMebibytes === undefined ? {} : { memoryMebibytes }) };
  const answer = await askWorker({ task: "prepare", bytes: handOver ? original : new Uint8Array(original), options: limits }, worker, onProgress);
  if ("prepared" in answer) return answer.prepared;
  if ("refused" in answer) throw new UnmarkableDocument(answer.refused.code, answer.refused.message);
  throw new Error("The thread answered another question.");
}

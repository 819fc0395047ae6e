import { askWorker, type WorkerLimits } from "../ask-worker";
import { UnmarkableDocument } from "../errors";
import type { TraceResult } from "./trace";

/**
 * `trace` in a thread of its own, with limits of time and memory: whatever a file does, the caller goes on. The bytes are copied.
 * @throws UnmarkableDocument TimedOut, OutOfMemory, Damaged
 */
export async function traceInWorker(bytes: Uint8Array, limits: WorkerLimits = {}): Promise<TraceResult> {
  const answer = await askWorker({ task: "trace", bytes: new Uint8Array(bytes) }, limits);
  if ("traced" in answer) return answer.traced;
  if ("refused" in answer) throw new UnmarkableDocument(answer.refused.code, answer.refused.message);
  throw new Error("The thread answered another question.");
}

import { askWorker, type WorkerLimits } from "../ask-worker";
import { UnmarkableDocument } from "../errors";
import type { Glance } from "./glance";

/**
 * `glance` in a thread of its own, with limits of time and memory. The bytes go over to the thread: the caller has them no longer.
 * @throws UnmarkableDocument TimedOut, OutOfMemory, Damaged
 */
export async function glanceInWorker(bytes: Uint8Array, limits: WorkerLimits = {}): Promise<Glance> {
  const answer = await askWorker({ task: "glance", bytes }, limits);
  if ("glanced" in answer) return answer.glanced;
  if ("refused" in answer) throw new UnmarkableDocument(answer.refused.code, answer.refused.message);
  throw new Error("The thread answered another question.");
}

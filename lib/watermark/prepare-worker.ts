import { parentPort } from "node:worker_threads";
import { UnmarkableDocument } from "./errors";
import type { WorkerAnswer, WorkerQuestion } from "./prepare-in-worker";
import { prepare } from "./prepare";

async function answer(question: WorkerQuestion): Promise<WorkerAnswer> {
  try {
    return { prepared: await prepare(question.original, question.options, (progress) => say({ progress })) };
  } catch (error) {
    if (error instanceof UnmarkableDocument) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

function say(said: WorkerAnswer): void {
  parentPort?.postMessage(said);
}

say({ started: true });
parentPort?.on("message", (question: WorkerQuestion) => {
  void answer(question).then((result) => {
    const transfer = "prepared" in result && result.prepared.bytes.buffer instanceof ArrayBuffer ? [result.prepared.bytes.buffer] : [];
    parentPort?.postMessage(result, transfer);
  });
});

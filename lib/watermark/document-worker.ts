import { parentPort } from "node:worker_threads";
import type { WorkerAnswer, WorkerQuestion } from "./ask-worker";
import { UnmarkableDocument } from "./errors";
import { prepare } from "./prepare";

function say(said: WorkerAnswer): void {
  parentPort?.postMessage(said);
}

async function answer(question: WorkerQuestion): Promise<WorkerAnswer> {
  try {
    if (question.task === "prepare") return { prepared: await prepare(question.bytes, question.options, (progress) => say({ progress })) };
    // Viewers and readers of codes are large; who only prepares never waits for them.
    if (question.task === "glance") {
      const { glance } = await import("./glance/glance");
      return { glanced: await glance(question.bytes) };
    }
    const { trace } = await import("./trace/trace");
    return { traced: await trace(question.bytes) };
  } catch (error) {
    if (error instanceof UnmarkableDocument) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

say({ started: true });
parentPort?.on("message", (question: WorkerQuestion) => {
  void answer(question).then((result) => {
    const transfer = "prepared" in result && result.prepared.bytes.buffer instanceof ArrayBuffer ? [result.prepared.bytes.buffer] : [];
    parentPort?.postMessage(result, transfer);
  });
});

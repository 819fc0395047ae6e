import { parentPort, workerData } from "node:worker_threads";
import { UnmarkableDocument } from "./errors";
import type { WorkerAnswer, WorkerQuestion } from "./prepare-in-worker";
import { prepare } from "./prepare";

const question = workerData as WorkerQuestion;

async function answer(): Promise<WorkerAnswer> {
  try {
    return { prepared: await prepare(question.original, question.options) };
  } catch (error) {
    if (error instanceof UnmarkableDocument) return { refused: { code: error.code, message: error.message } };
    throw error;
  }
}

const result = await answer();
const transfer = "prepared" in result && result.prepared.bytes.buffer instanceof ArrayBuffer ? [result.prepared.bytes.buffer] : [];
parentPort?.postMessage(result, transfer);

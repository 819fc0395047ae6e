import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PrepareOptions } from "./document/limits";
import { UnmarkableDocument, type UnmarkableCode } from "./errors";
import type { Prepared } from "./prepare";

export type WorkerOptions = PrepareOptions & {
  /** Default two minutes. */
  timeoutMs?: number;
  /** Memory for parsing, on the heap and outside it, beyond the original itself. Default 1,536 MiB. */
  memoryMebibytes?: number;
};

export type WorkerQuestion = { original: Uint8Array; options: PrepareOptions };
export type WorkerAnswer = { prepared: Prepared } | { refused: { code: UnmarkableCode; message: string } };

const mebibyte = 1024 * 1024;
const watchEveryMs = 100;

/** Found from the folder the program runs in: a bundler moves this module, but not its source. */
const workerFile = join(/* turbopackIgnore: true */ process.cwd(), "lib", "watermark", "prepare-worker.mjs");

function outOfMemory(): UnmarkableDocument {
  return new UnmarkableDocument(
    "OutOfMemory",
    "This PDF needs more memory than is allowed when it is unpacked. Save the document again with a PDF printer and upload that.",
  );
}

function timedOut(timeoutMs: number): UnmarkableDocument {
  return new UnmarkableDocument(
    "TimedOut",
    `This PDF could not be read within ${Math.ceil(timeoutMs / 1000)} seconds. Save the document again with a PDF printer and upload that.`,
  );
}

function crashed(error: unknown): UnmarkableDocument {
  if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") return outOfMemory();
  return new UnmarkableDocument(
    "Damaged",
    "This PDF could not be read. Open it in a PDF reader, save or print it to a new PDF file, and upload that.",
    { cause: error },
  );
}

/**
 * `prepare` in a thread of its own, with limits of time and memory: whatever a document does, the caller goes on.
 * The original is copied to the thread.
 * @throws UnmarkableDocument for all that `prepare` refuses, and TimedOut, OutOfMemory
 */
export function prepareInWorker(original: Uint8Array, options: WorkerOptions = {}): Promise<Prepared> {
  const { timeoutMs = 120_000, memoryMebibytes = 1_536, ...limits } = options;
  const question: WorkerQuestion = { original, options: limits };
  const worker = new Worker(workerFile, {
    workerData: question,
    env: process.env,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMebibytes, stackSizeMb: 4 },
  });
  return new Promise<Prepared>((resolve, reject) => {
    const timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
    // resourceLimits do not count what is outside the heap, where unpacked streams go. Node has counted it for us since 24.
    const watch = setInterval(() => {
      if (!("getHeapStatistics" in worker)) return;
      worker.getHeapStatistics().then(
        (heap) => {
          if (heap.external_memory + heap.used_heap_size > memoryMebibytes * mebibyte + original.length) reject(outOfMemory());
        },
        () => undefined,
      );
    }, watchEveryMs);
    const stop = (): void => {
      clearTimeout(timer);
      clearInterval(watch);
    };
    worker.on("message", (answer: WorkerAnswer) => {
      if ("prepared" in answer) resolve(answer.prepared);
      else reject(new UnmarkableDocument(answer.refused.code, answer.refused.message));
    });
    worker.on("error", (error) => reject(crashed(error)));
    worker.on("exit", (code) => {
      stop();
      reject(crashed(new Error(`The thread ended with ${code}.`)));
    });
  }).finally(() => worker.terminate());
}

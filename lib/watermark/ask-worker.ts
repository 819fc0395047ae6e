import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PrepareOptions } from "./document/limits";
import { UnmarkableDocument, type UnmarkableCode } from "./errors";
import type { Glance } from "./glance/glance";
import type { Prepared, Progress } from "./prepare";
import type { TraceResult } from "./trace/trace";

export type WorkerQuestion = { task: "prepare"; bytes: Uint8Array; options: PrepareOptions } | { task: "trace" | "glance"; bytes: Uint8Array };
type Meanwhile = { started: true } | { progress: Progress };
type Final = { prepared: Prepared } | { traced: TraceResult } | { glanced: Glance } | { refused: { code: UnmarkableCode; message: string } };
export type WorkerAnswer = Meanwhile | Final;

export type WorkerLimits = {
  /** Default two minutes. */
  timeoutMs?: number;
  /** Memory for parsing, on the heap and outside it, beyond the original itself. Default 1,536 MiB. */
  memoryMebibytes?: number;
};

const mebibyte = 1024 * 1024;
const defaultMemoryMebibytes = 1_536;
const watchEveryMs = 100;

/** Found from the folder the program runs in: a bundler moves this module, but not its source. */
const workerFile = join(/* turbopackIgnore: true */ process.cwd(), "lib", "watermark", "document-worker.mjs");

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

type Thread = { worker: Worker; served: number };

const maxIdle = 2;
const idleMs = 10_000;
const maxServed = 100;
const idle: Thread[] = [];

/** Starting a thread costs more than reading an ordinary document: one that did its work well is kept for the next, for some seconds. */
function takeThread(memoryMebibytes: number): Thread {
  const kept = idle.pop();
  if (kept) {
    kept.worker.removeAllListeners("exit");
    kept.worker.removeAllListeners("error");
    kept.worker.ref();
    return kept;
  }
  const worker = new Worker(workerFile, {
    env: process.env,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMebibytes, stackSizeMb: 4 },
  });
  // The parser reports every repair on its console; the notes of the manifest say what matters.
  worker.stdout.resume();
  worker.stderr.resume();
  return { worker, served: 0 };
}

function keepThread(thread: Thread): void {
  const { worker } = thread;
  worker.removeAllListeners("message");
  worker.removeAllListeners("error");
  worker.removeAllListeners("exit");
  thread.served += 1;
  if (idle.length >= maxIdle || thread.served >= maxServed) {
    void worker.terminate();
    return;
  }
  const forget = (): void => {
    const place = idle.indexOf(thread);
    if (place >= 0) idle.splice(place, 1);
  };
  worker.once("exit", forget);
  // Without a listener, an error in an idle thread would end the whole program.
  worker.once("error", forget);
  worker.unref();
  idle.push(thread);
  setTimeout(() => {
    if (!idle.includes(thread)) return;
    forget();
    void worker.terminate();
  }, idleMs).unref();
}

/**
 * Asks a thread of its own, with limits of time and memory: whatever a document does, the caller goes on. The bytes go over to the thread.
 * @throws UnmarkableDocument TimedOut, OutOfMemory, Damaged (the thread broke down)
 */
export async function askWorker(question: WorkerQuestion, limits: WorkerLimits, onProgress?: (progress: Progress) => void): Promise<Final> {
  const { timeoutMs = 120_000, memoryMebibytes = defaultMemoryMebibytes } = limits;
  const { length } = question.bytes;
  const thread = memoryMebibytes === defaultMemoryMebibytes ? takeThread(memoryMebibytes) : takeFreshThread(memoryMebibytes);
  const { worker } = thread;
  let stop = (): void => undefined;
  try {
    const answer = await new Promise<Final>((resolve, reject) => {
      const timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
      // resourceLimits do not count what is outside the heap, where unpacked streams go. Node has counted it for us since 24.
      const watch = setInterval(() => {
        if (!("getHeapStatistics" in worker)) return;
        worker.getHeapStatistics().then(
          (heap) => {
            if (heap.external_memory + heap.used_heap_size > memoryMebibytes * mebibyte + length) reject(outOfMemory());
          },
          () => undefined,
        );
      }, watchEveryMs);
      stop = () => {
        clearTimeout(timer);
        clearInterval(watch);
      };
      let started = thread.served > 0;
      const fail = (error: unknown): void =>
        reject(started ? crashed(error) : new Error("The thread that reads documents cannot be started.", { cause: error }));
      worker.on("message", (said: WorkerAnswer) => {
        if ("started" in said) started = true;
        else if ("progress" in said) onProgress?.(said.progress);
        else resolve(said);
      });
      worker.on("error", fail);
      worker.on("exit", (code) => fail(new Error(`The thread ended with ${code}.`)));
      worker.postMessage(question, question.bytes.buffer instanceof ArrayBuffer ? [question.bytes.buffer] : []);
    });
    stop();
    if (memoryMebibytes === defaultMemoryMebibytes) keepThread(thread);
    else await worker.terminate();
    return answer;
  } catch (error) {
    stop();
    if (!idle.includes(thread)) await worker.terminate();
    throw error;
  }
}

/** Other limits than the usual ones need a thread of their own. */
function takeFreshThread(memoryMebibytes: number): Thread {
  const kept = idle.splice(0);
  try {
    return takeThread(memoryMebibytes);
  } finally {
    idle.push(...kept);
  }
}

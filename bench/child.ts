import { fork, type ChildProcess, type Serializable } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A process of its own for one part of the measurement. */
export interface Child {
  pid: number;
  /** Sends a question and waits for the one answer to it. One at a time. */
  ask(question: Serializable): Promise<unknown>;
  stop(): Promise<void>;
}

const KILL_AFTER_MS = 30_000;

/** Starts a module of this folder in a process of its own; it speaks once when it is ready. */
export async function startChild(module: string, env: Record<string, string> = {}): Promise<{ child: Child; ready: unknown }> {
  const started = fork(path.join("bench", module), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => started.once("exit", () => resolve()));
  const ready = await nextMessage(started, ended, module);
  return {
    ready,
    child: {
      pid: started.pid ?? 0,
      ask(question) {
        const answer = nextMessage(started, ended, module);
        started.send(question);
        return answer;
      },
      async stop() {
        started.kill("SIGTERM");
        const timer = setTimeout(() => started.kill("SIGKILL"), KILL_AFTER_MS);
        await ended;
        clearTimeout(timer);
      },
    },
  };
}

async function nextMessage(child: ChildProcess, ended: Promise<void>, module: string): Promise<unknown> {
  let listener: ((message: unknown) => void) | undefined;
  const message = new Promise<unknown>((resolve) => child.once("message", (listener = resolve)));
  const early = ended.then(() => Promise.reject(new Error(`${module} ended before it answered`)));
  try {
    return await Promise.race([message, early]);
  } finally {
    if (listener) child.off("message", listener);
  }
}

const PAGE_BYTES = 4096;

/** Resident memory of a process in bytes; undefined where the system does not tell (it does on Linux). */
export function residentBytes(pid: number): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return undefined;
  }
}

/** Runs `work` and returns by how many bytes the memory of another process grew at most meanwhile, looking every 5 ms. */
export async function growthOf<T>(pid: number, work: () => Promise<T>): Promise<{ growth: number | undefined; result: T }> {
  const before = residentBytes(pid);
  let most = before;
  const look = (): void => {
    const now = residentBytes(pid);
    if (now !== undefined && most !== undefined) most = Math.max(most, now);
  };
  const timer = setInterval(look, 5);
  try {
    const result = await work();
    look();
    return { growth: before !== undefined && most !== undefined ? most - before : undefined, result };
  } finally {
    clearInterval(timer);
  }
}

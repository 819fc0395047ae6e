import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DataFolderError } from "./errors";

/** What `run.json` says about the process that works in a data folder. */
export interface RunFacts {
  pid: number;
  /** When that process began, as the system tells it: a process id alone may belong to somebody else by now. */
  begun: string;
  /** Folder and port of the socket while the embedded database runs. */
  database?: { host: string; port: number };
}

/** When a process began, in a form that is only good for comparing; undefined when there is none. */
export function processBegun(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  if (process.platform === "win32") return "unknown";
  try {
    if (process.platform !== "linux") return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
    // The name in the second field may hold spaces and brackets; state (R, S, Z ...) and the rest follow the last bracket.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1)?.trim().split(" ") ?? [];
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

const factsFile = (dataDir: string): string => path.join(dataDir, "run.json");

/** The facts about the process that works in the folder now; undefined when none is alive. */
export function readRunFacts(dataDir: string): RunFacts | undefined {
  const facts = readFacts(dataDir);
  return facts && processBegun(facts.pid) === facts.begun ? facts : undefined;
}

function readFacts(dataDir: string): RunFacts | undefined {
  try {
    return JSON.parse(readFileSync(factsFile(dataDir), "utf8")) as RunFacts;
  } catch {
    return undefined;
  }
}

/** A data folder that this process alone works in. */
export interface DataFolderLock {
  /** Tells commands where the database of this process is. */
  publish(database: RunFacts["database"]): void;
  release(): void;
}

/**
 * Makes the folder (mode 0700) when it is missing and takes it for this process. Throws {@link DataFolderError} when it cannot be written or
 * when another living process has it.
 */
export function lockDataFolder(dataDir: string): DataFolderLock {
  const file = factsFile(dataDir);
  const draft = path.join(dataDir, `run.${process.pid}.json`);
  const begun = processBegun(process.pid) ?? "unknown";
  const facts = (database?: RunFacts["database"]): string => JSON.stringify({ pid: process.pid, begun, database } satisfies RunFacts);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(draft, facts(), { mode: 0o600 });
    for (;;) {
      try {
        linkSync(draft, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = readRunFacts(dataDir);
      if (holder) throw new DataFolderError(`Muniment is already running with pid ${holder.pid} in the data folder ${dataDir}`);
      takeAway(file, begun);
    }
    unlinkSync(draft);
  } catch (error) {
    removeIfThere(draft);
    if (error instanceof DataFolderError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataFolderError(`The data folder ${dataDir} cannot be written (DATA_DIR): ${reason}`);
  }
  return {
    publish(database) {
      writeFileSync(draft, facts(database), { mode: 0o600 });
      renameSync(draft, file);
    },
    release() {
      const current = readFacts(dataDir);
      if (current?.pid === process.pid && current.begun === begun) rmSync(file, { force: true });
    },
  };
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A path through a file that is no folder: there is nothing to remove.
  }
}

// Renamed first, then looked at: of two processes that find the same dead one, a late one must not remove the quick one's fresh file.
function takeAway(file: string, begun: string): void {
  const aside = `${file}.${process.pid}.${begun}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  try {
    const facts = JSON.parse(readFileSync(aside, "utf8")) as RunFacts;
    if (processBegun(facts.pid) === facts.begun) linkSync(aside, file);
  } catch {
    // Nothing readable, or somebody holds the folder again: the next round of the caller sees it.
  } finally {
    rmSync(aside, { force: true });
  }
}

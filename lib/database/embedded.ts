import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { log } from "@/lib/config/log";
import type { DatabaseConnection } from "./connection";
import { DatabaseStartError } from "./errors";
import { postgresPrograms } from "./postgres-binaries";
import type { PostgresPrograms } from "./postgres-binaries";

/** A running embedded PostgreSQL. */
export interface EmbeddedDatabase {
  /** The portal's database, as the role that the portal works as: it owns nothing, and row-level security holds it back. */
  connection: ConnectionParts;
  /** The same database as the role that owns it (no superuser): for migrations. */
  owner: ConnectionParts;
  /** The `postgres` database as superuser: for tests and for looking after the server. */
  administration: ConnectionParts;
  /** Ends it: open connections are cut, nothing that was committed is lost. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** False only for tests: what was written may be lost when the machine fails. */
  durable?: boolean;
  /** Told when the server is up again after it ended by itself (its address stays the same). */
  onRestart?: () => void;
}

interface Address {
  host: string;
  port: number;
}

interface Passwords {
  postgres: string;
  muniment: string;
  application: string;
}

// The database lives exactly as long as the pipe to its owner: when the owner is killed, the pipe closes and PostgreSQL is told to end.
const KEEPER = `
socket=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( trap '' INT TERM HUP; while read -r line <&3; do :; done; kill -INT "$server" ) 3<&3 2>/dev/null &
watcher=$!
wait "$server"; code=$?
kill -KILL "$watcher" 2>/dev/null
rmdir "$socket" 2>/dev/null
exit "$code"
`;
const APPLICATION_ROLE = "muniment_app";
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;
const windows = process.platform === "win32";

function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot, NODE_ENV } = process.env;
  return { PATH, HOME, TMPDIR, SystemRoot, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}

async function initialise(programs: PostgresPrograms, cluster: string, passwords: Passwords): Promise<void> {
  // Built beside and then renamed: an interrupted first start leaves nothing that looks finished.
  const draft = `${cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, `${passwords.postgres}\n`, { mode: 0o600 });
  if (programs.account) {
    await giveTo(programs.account, draft);
    await giveTo(programs.account, passwordFile);
  }
  const command = [
    ...programs.prefix,
    programs.initdb,
    `--pgdata=${draft}`,
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    "--no-sync",
  ];
  try {
    const [file = "", ...args] = command;
    await promisify(execFile)(file, args, { env: bareEnvironment() });
    await rename(draft, cluster);
  } catch (error) {
    const detail = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new DatabaseStartError(`The embedded database could not be made in ${cluster}: ${detail.trim()}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes files and folders those of an account, with everything in them. */
async function giveTo({ uid, gid }: { uid: number; gid: number }, file: string): Promise<void> {
  await chown(file, uid, gid);
  if (!(await stat(file)).isDirectory()) return;
  for (const entry of await readdir(file)) await giveTo({ uid, gid }, path.join(file, entry));
}

/** As root: the database's files belong to whom PostgreSQL runs as, also when that was another one at the last start. */
async function settleOwner(programs: PostgresPrograms, dataDir: string, cluster: string): Promise<void> {
  if (process.platform === "win32" || process.getuid?.() !== 0) return;
  const owner = programs.account ?? { uid: 0, gid: 0 };
  // Others may pass through to their own folder, but neither list nor read what lies here.
  if (programs.account) await chmod(dataDir, 0o711);
  if (existsSync(cluster) && (await stat(cluster)).uid !== owner.uid) await giveTo(owner, cluster);
}

async function readPasswords(file: string): Promise<Passwords> {
  let known: Partial<Passwords> = {};
  try {
    known = JSON.parse(await readFile(file, "utf8")) as Partial<Passwords>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const { postgres, muniment, application } = known;
  if (postgres && muniment && application) return { postgres, muniment, application };
  const fresh = (): string => randomBytes(24).toString("base64url");
  const passwords = { postgres: postgres ?? fresh(), muniment: muniment ?? fresh(), application: application ?? fresh() };
  await writeFile(file, JSON.stringify(passwords), { mode: 0o600, flush: true });
  return passwords;
}

type ConnectionParts = Extract<DatabaseConnection, { host: string }>;

const ownerConnection = (address: Address, passwords: Passwords): ConnectionParts => ({
  ...address,
  user: "muniment",
  password: passwords.muniment,
  database: "muniment",
});

const applicationConnection = (address: Address, passwords: Passwords): ConnectionParts => ({
  ...address,
  user: APPLICATION_ROLE,
  password: passwords.application,
  database: "muniment",
});

const passwordsFile = (dataDir: string): string => path.join(dataDir, "postgres-passwords.json");

/** The connection to the embedded database that another process runs at `address`. */
export async function connectionToRunning(dataDir: string, address: Address): Promise<ConnectionParts> {
  return applicationConnection(address, await readPasswords(passwordsFile(dataDir)));
}

/** The same as the owner of the tables: for maintenance, which the portal's own role may not do. */
export async function ownerOfRunning(dataDir: string, address: Address): Promise<ConnectionParts> {
  return ownerConnection(address, await readPasswords(passwordsFile(dataDir)));
}

async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
    if (process.platform === "linux") return (await readlink(`/proc/${pid}/cwd`)) === cluster;
    if (windows) return true;
    const { stdout } = await promisify(execFile)("ps", ["-o", "command=", "-p", String(pid)]);
    return stdout.includes("postgres") && stdout.includes(cluster);
  } catch {
    return false;
  }
}

/** Ends a server whose owner is gone, and takes away a pid file whose process is gone. The caller holds the data folder's lock. */
async function clearRemains(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split("\n")[0]);
  const deadline = Date.now() + STOP_LIMIT_MS;
  let signal: NodeJS.Signals = "SIGINT";
  while (await isServerOf(pid, cluster)) {
    if (Date.now() > deadline) {
      if (signal === "SIGQUIT") throw new DatabaseStartError(`A PostgreSQL of an earlier run (pid ${pid}) does not end. End it, then start again.`);
      signal = "SIGQUIT";
    }
    process.kill(pid, signal);
    await pause(50);
  }
  await rm(file, { force: true });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new DatabaseStartError("No free port for the embedded database");
  return address.port;
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-5).join("\n");
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

function settingsFor(address: Address, durable: boolean): string[] {
  const settings = {
    listen_addresses: windows ? "127.0.0.1" : "",
    unix_socket_directories: windows ? "" : address.host,
    unix_socket_permissions: "0700",
    max_connections: "60",
    timezone: "UTC",
    log_timezone: "UTC",
    jit: "off",
    password_encryption: "scram-sha-256",
    // Statements and details of errors may hold personal data.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(durable ? { fsync: "on" } : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_level: "minimal", max_wal_senders: "0" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * Starts PostgreSQL in `dataDir/postgres` and makes it on first use. It listens on a Unix socket in a private folder (on Windows on a
 * loopback port), asks for a password that is kept in `dataDir` (mode 0600), ends when this process ends however that happens, and is
 * started again when it ends by itself. The caller holds the lock of the data folder. Throws {@link DatabaseStartError}.
 */
export async function startEmbedded({ dataDir, durable = true, onRestart }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const programs = await postgresPrograms();
  const cluster = path.join(path.resolve(dataDir), "postgres");
  const logFile = path.join(dataDir, "postgres.log");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const passwords = await readPasswords(passwordsFile(dataDir));
  await settleOwner(programs, dataDir, cluster);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) await initialise(programs, cluster, passwords);
  await clearRemains(cluster);

  // A socket's path may have 107 characters at most, so it cannot lie in the data folder.
  const address: Address = windows
    ? { host: "127.0.0.1", port: await freePort() }
    : { host: await mkdtemp(path.join(tmpdir(), "muniment-")), port: 5432 };
  const administration = { ...address, user: "postgres", password: passwords.postgres, database: "postgres" };
  const command = [...programs.prefix, programs.postgres, "-D", cluster, "-p", String(address.port), ...settingsFor(address, durable)];

  let server: ChildProcess | undefined;
  let stopping = false;
  let failures = 0;

  const launch = async (): Promise<void> => {
    if (!windows) await mkdir(address.host, { mode: 0o700, recursive: true });
    if (programs.account) await giveTo(programs.account, address.host);
    const logHandle = openLog(logFile);
    const [file = "", ...args] = windows ? command : ["sh", "-c", KEEPER, "keeper", address.host, ...command];
    // Away from the terminal's group: Ctrl-C must reach the portal, which ends its requests first and then the database.
    const child = spawn(file, args, { stdio: ["pipe", logHandle, logHandle], env: bareEnvironment(), detached: !windows, windowsHide: true });
    closeSync(logHandle);
    child.stdin?.on("error", () => undefined);
    server = child;
    const ended = new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
    await untilReady(administration, cluster, ended, logFile);
    void ended.then(() => restart());
  };

  const restart = async (): Promise<void> => {
    while (!stopping) {
      failures += 1;
      log.error("database.ended-by-itself", { log: logFile });
      await pause(Math.min(10_000, 200 * 2 ** failures));
      if (stopping) return;
      try {
        await clearRemains(cluster);
        await launch();
        failures = 0;
        log.info("database.started-again");
        onRestart?.();
        return;
      } catch (error) {
        log.error("database.start-failed", { error });
      }
    }
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await endServer(server, cluster);
    if (!windows) await rm(address.host, { recursive: true, force: true });
  };

  try {
    await launch();
    await ensureDatabase(administration, passwords);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection: applicationConnection(address, passwords), owner: ownerConnection(address, passwords), administration, stop };
}

async function untilReady(administration: Address & pg.ClientConfig, cluster: string, ended: Promise<void>, logFile: string): Promise<void> {
  let gone = false;
  void ended.then(() => (gone = true));
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    if (gone) throw new DatabaseStartError(`The embedded database ended while starting. Its last words (${logFile}):\n${await lastLines(logFile)}`);
    const status = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n")[7]?.trim();
    if (status === "ready") {
      const client = new pg.Client({ ...administration, connectionTimeoutMillis: 5000 });
      try {
        await client.connect();
        return;
      } catch (error) {
        if ((error as { code?: string }).code === "28P01") throw new DatabaseStartError("The password in postgres-passwords.json does not fit the database");
      } finally {
        await client.end().catch(() => undefined);
      }
    }
    // Recovery after a crash may take its time; it says so itself.
    if (Date.now() > deadline && status !== "starting") throw new DatabaseStartError(`The embedded database does not answer:\n${await lastLines(logFile)}`);
    await pause(15);
  }
}

async function endServer(server: ChildProcess | undefined, cluster: string): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<true>((resolve) => server.once("exit", () => resolve(true)));
  if (windows) server.kill("SIGINT");
  else server.stdin?.end();
  const timely = await Promise.race([ended, pause(STOP_LIMIT_MS, false, { ref: false })]);
  if (!timely) {
    await clearRemains(cluster);
    await ended;
  }
}

async function ensureDatabase(administration: pg.ClientConfig, passwords: Passwords): Promise<void> {
  const client = new pg.Client(administration);
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; application: boolean; base: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'muniment') AS role, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS application,
         EXISTS (SELECT FROM pg_database WHERE datname = 'muniment') AS base`,
      [APPLICATION_ROLE],
    );
    // DDL takes no parameters; the password is base64url made here.
    if (!rows[0]?.role) await client.query(`CREATE ROLE muniment LOGIN PASSWORD ${client.escapeLiteral(passwords.muniment)}`);
    if (!rows[0]?.application) await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(passwords.application)}`);
    if (!rows[0]?.base) await client.query("CREATE DATABASE muniment OWNER muniment");
  } finally {
    await client.end();
  }
}

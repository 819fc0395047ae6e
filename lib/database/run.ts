import { setTimeout as pause } from "node:timers/promises";
import { config } from "@/lib/config/config";
import { closeDatabase, openDatabase } from "./client";
import { roleOf } from "./connection";
import type { DatabaseConnection } from "./connection";
import { lockDataFolder, readRunFacts } from "./data-folder";
import { connectionToRunning, ownerOfRunning, startEmbedded } from "./embedded";
import { DatabaseStartError, DataFolderError } from "./errors";
import { checkEventClock, setEventClock, type EventClock } from "./event-clock";
import { migrate, requireMigrated } from "./migrate";
import { checkWalls, raiseWalls } from "./raise-walls";
import { reachDatabase } from "./reach-database";
import { asSystem } from "./scope";

type Settings = { dataDir: string; databaseUrl: string | undefined; databaseOwnerUrl: string | undefined };

/** The database of an installation, with the data folder locked for this process. */
export interface TakenDatabase {
  /** As the role that the portal works as. */
  connection: DatabaseConnection;
  /** As the owner of the tables, for migrations; undefined: DATABASE_OWNER_URL is not set. */
  owner: DatabaseConnection | undefined;
  /** Stops what was started and gives the data folder free. */
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process and starts the embedded database in it, or uses DATABASE_URL.
 * Throws DataFolderError (not writable, in use) or DatabaseStartError.
 */
export async function takeDatabase(settings: Settings = config()): Promise<TakenDatabase> {
  const lock = lockDataFolder(settings.dataDir);
  if (settings.databaseUrl) {
    const owner = settings.databaseOwnerUrl ? { connectionString: settings.databaseOwnerUrl } : undefined;
    return { connection: { connectionString: settings.databaseUrl }, owner, release: () => Promise.resolve(lock.release()) };
  }
  try {
    const embedded = await startEmbedded({ dataDir: settings.dataDir });
    lock.publish({ host: embedded.connection.host, port: embedded.connection.port });
    return {
      connection: embedded.connection,
      owner: embedded.owner,
      async release() {
        await embedded.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Migrates as the owner and raises the walls for the application's role; without an owner it only looks whether both was done. Returns what was applied.
 * @param clock whether events of another time than now can be written @throws DatabaseStartError with what to do
 */
export async function prepareDatabase({ connection, owner }: Pick<TakenDatabase, "connection" | "owner">, clock: EventClock = "kept"): Promise<string[]> {
  let applied: string[] = [];
  if (owner && "connectionString" in owner) await reachDatabase(owner, "DATABASE_OWNER_URL");
  if (owner) {
    if (roleOf(owner) === roleOf(connection)) {
      throw new DatabaseStartError(`DATABASE_URL and DATABASE_OWNER_URL both name the role ${roleOf(owner)}. The portal works as a role of its own, which owns nothing. See "A PostgreSQL of your own" in docs/operators.md.`);
    }
    applied = await migrate(owner);
    await raiseWalls(owner, roleOf(connection));
    await setEventClock(owner, roleOf(connection), clock);
  }
  if ("connectionString" in connection) await reachDatabase(connection, "DATABASE_URL");
  if (!owner) await requireMigrated(connection);
  await checkWalls(connection);
  if (clock === "kept") await checkEventClock(connection);
  return applied;
}

const STARTING_LIMIT_MS = 60_000;

async function connectionOfRunning(dataDir: string): Promise<DatabaseConnection | undefined> {
  const deadline = Date.now() + STARTING_LIMIT_MS;
  for (let facts = readRunFacts(dataDir); facts; facts = readRunFacts(dataDir)) {
    if (facts.database) return connectionToRunning(dataDir, facts.database);
    if (Date.now() > deadline) throw new DataFolderError(`The process with pid ${facts.pid} holds ${dataDir} but has no database yet. Try again later.`);
    await pause(200);
  }
  return undefined;
}

/**
 * The owner of the tables of an installation whose database is open: for maintenance, backup and restore, which the portal's own role may not do.
 * @throws DatabaseStartError when DATABASE_URL is set without DATABASE_OWNER_URL
 */
export async function ownerOf({ dataDir, databaseUrl, databaseOwnerUrl }: Settings): Promise<DatabaseConnection> {
  if (databaseUrl) {
    if (databaseOwnerUrl) return { connectionString: databaseOwnerUrl };
    throw new DatabaseStartError("Set DATABASE_OWNER_URL as well: this needs the owner of the tables.");
  }
  const address = readRunFacts(dataDir)?.database;
  if (!address) throw new DataFolderError(`No database runs on ${dataDir}.`);
  return ownerOfRunning(dataDir, address);
}

/**
 * For commands: opens the database of this installation, runs `use`, closes it. Joins the portal's database when the portal runs;
 * otherwise starts it (and migrates it) for this one time.
 */
export async function withDatabase<T>(use: () => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl, mode } = config();
  const running = databaseUrl ? { connectionString: databaseUrl } : await connectionOfRunning(dataDir);
  const taken = running ? undefined : await takeDatabase();
  try {
    const connection = running ?? taken?.connection;
    if (!connection) throw new DataFolderError("No database");
    if (taken) await prepareDatabase(taken, mode === "demo" ? "free" : "kept");
    openDatabase(connection, { connections: 4 });
    return await asSystem("a command on the portal's machine", use);
  } finally {
    await closeDatabase();
    await taken?.release();
  }
}

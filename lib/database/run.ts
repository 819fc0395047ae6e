import { setTimeout as pause } from "node:timers/promises";
import { config } from "@/lib/config/config";
import { closeDatabase, openDatabase } from "./client";
import type { DatabaseConnection } from "./connection";
import { lockDataFolder, readRunFacts } from "./data-folder";
import { connectionToRunning, startEmbedded } from "./embedded";
import { DataFolderError } from "./errors";
import { migrate } from "./migrate";

/** The database of an installation, with the data folder locked for this process. */
export interface TakenDatabase {
  connection: DatabaseConnection;
  /** Stops what was started and gives the data folder free. */
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process and starts the embedded database in it, or uses DATABASE_URL.
 * Throws DataFolderError (not writable, in use) or DatabaseStartError.
 */
export async function takeDatabase(settings: { dataDir: string; databaseUrl: string | undefined } = config()): Promise<TakenDatabase> {
  const lock = lockDataFolder(settings.dataDir);
  if (settings.databaseUrl) {
    return { connection: { connectionString: settings.databaseUrl }, release: () => Promise.resolve(lock.release()) };
  }
  try {
    const embedded = await startEmbedded({ dataDir: settings.dataDir });
    lock.publish({ host: embedded.connection.host, port: embedded.connection.port });
    return {
      connection: embedded.connection,
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
 * For commands: opens the database of this installation, runs `use`, closes it. Joins the portal's database when the portal runs;
 * otherwise starts it (and migrates it) for this one time.
 */
export async function withDatabase<T>(use: () => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = config();
  const running = databaseUrl ? { connectionString: databaseUrl } : await connectionOfRunning(dataDir);
  const taken = running ? undefined : await takeDatabase();
  try {
    const connection = running ?? taken?.connection;
    if (!connection) throw new DataFolderError("No database");
    if (taken) await migrate(connection);
    openDatabase(connection, { connections: 4 });
    return await use();
  } finally {
    await closeDatabase();
    await taken?.release();
  }
}

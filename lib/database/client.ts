import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { log } from "@/lib/config/log";
import type { DatabaseConnection } from "./connection";
import { PrismaClient } from "./generated/client";
import type { Prisma } from "./generated/client";
import { keepBatchesInScope } from "./batches";
import { asSystem } from "./scope";
import { ScopedPool } from "./scoped-pool";

/** The client, or the client of a running transaction: what a function takes that works in both. */
export type Db = Prisma.TransactionClient;

interface OpenDatabase {
  pool: pg.Pool;
  client: PrismaClient;
}

// The server entry and the pages that Next bundles are two copies of this module in one process; they share one pool.
const shared: { [key: symbol]: OpenDatabase | undefined } = globalThis;
const KEY = Symbol.for("muniment.database");

/**
 * Names the database that {@link database} and {@link rawPool} use from now on, as the application role; connections are opened when they are needed.
 * Every statement runs in the scope of the work that sends it, see `scope.ts`.
 */
export function openDatabase(connection: DatabaseConnection, options: { connections?: number } = {}): void {
  if (shared[KEY]) throw new Error("The database is open already");
  const pool = new ScopedPool({
    ...connection,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: "muniment",
    keepAlive: true,
  });
  pool.on("error", (error) => log.warn("database.connection-lost", { reason: error.message }));
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  keepBatchesInScope(client);
  shared[KEY] = { pool, client };
}

function open(): OpenDatabase {
  const database = shared[KEY];
  if (!database) throw new Error("The database is not open: openDatabase() comes first");
  return database;
}

/** The one Prisma client of this process. Throws when {@link openDatabase} was not called. */
export function database(): PrismaClient {
  return open().client;
}

/** The pool under the client: for typed raw statements on hot paths. Statements are cut after 30 s, waiting for a connection after 5 s. */
export function rawPool(): pg.Pool {
  return open().pool;
}

/** True when a trivial question is answered within `timeoutMs`. Never throws. */
export async function databaseAnswers(timeoutMs = 2_000): Promise<boolean> {
  const pool = shared[KEY]?.pool;
  if (!pool) return false;
  const timeout = new Promise<false>((resolve) => setTimeout(resolve, timeoutMs, false).unref());
  const answer = asSystem("health", () => pool.query("SELECT 1")).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}

/** Closes all connections; waits for running statements. */
export async function closeDatabase(): Promise<void> {
  const database = shared[KEY];
  shared[KEY] = undefined;
  await database?.client.$disconnect();
  await database?.pool.end();
}

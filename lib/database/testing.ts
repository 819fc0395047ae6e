import { randomBytes } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { parseConfig, setConfig } from "@/lib/config/config";
import { closeDatabase, openDatabase } from "./client";
import { acrossTenants, inDatabase, withPlainClient } from "./connection";
import type { DatabaseConnection } from "./connection";
import { setAmbientScope } from "./scope";

/** A database with all migrations, of one test file alone. */
export interface TestDatabase {
  /** As the owner of the tables. */
  connection: DatabaseConnection;
  /** As the role that the portal works as. */
  application: DatabaseConnection;
  /** A data folder of its own; `config().dataDir` points there. */
  dataDir: string;
  /** A further database with all migrations, gone at the end as well. */
  cloneAnother(): Promise<DatabaseConnection>;
  /** Closes and removes everything. */
  drop(): Promise<void>;
}

/** What several test files begin with: sown once in a run by the first file that needs it, cloned by all. */
export interface Seed {
  /** Letters alone. */
  name: string;
  /** Works on the open database and the data folder of `config()`. */
  sow(): Promise<void>;
}

async function cloneTemplate(template = inject("testDatabase").template): Promise<{ name: string; connection: DatabaseConnection; application: DatabaseConnection }> {
  const { administration, owner, application } = inject("testDatabase");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withPlainClient(administration, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.user} STRATEGY FILE_COPY`),
  );
  return { name, connection: inDatabase(owner, name), application: inDatabase(application, name) };
}

let owners: pg.Pool | undefined;

/** Connections as the owner, who sees every tenant's rows: for what a test does to tables that the portal itself may not do. */
export function ownerPool(): pg.Pool {
  if (!owners) throw new Error("The test database comes first");
  return owners;
}

function openIn(dataDir: string, application: DatabaseConnection): void {
  setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0", BASE_URL: "http://localhost:3000" }));
  openDatabase(application, { connections: 12 });
  setAmbientScope({ kind: "system", why: "a test" });
}

/** The template of a seed, with its data folder. Files that come at once wait for the one that sows. */
async function sown({ name, sow }: Seed): Promise<{ template: string; folder: string }> {
  const { administration, folder } = inject("testDatabase");
  const seed = { template: `seed_${name}`, folder: path.join(folder, `seed-${name}`) };
  await withPlainClient(administration, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [seed.template]);
    if (rowCount) return;
    const growing = await cloneTemplate();
    try {
      openIn(seed.folder, growing.application);
      await sow();
    } finally {
      await closeDatabase();
    }
    await client.query(`ALTER DATABASE ${growing.name} RENAME TO ${seed.template}`);
  });
  return seed;
}

/**
 * Clones the migrated template, or the one of a seed; `database()`, `rawPool()` and `config()` of this test file use the clone from then on. What a test asks of the database
 * outside of operations is asked in the portal's own scope.
 */
export async function createTestDatabase(seed?: Seed): Promise<TestDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "muniment-test-"));
  const grown = seed && (await sown(seed));
  if (grown) await cp(grown.folder, dataDir, { recursive: true });
  const { name, connection, application } = await cloneTemplate(grown?.template);
  const names = [name];
  openIn(dataDir, application);
  owners = new pg.Pool({ ...acrossTenants(connection), max: 2 });
  owners.on("error", () => undefined);
  return {
    connection,
    application,
    dataDir,
    async cloneAnother() {
      const another = await cloneTemplate();
      names.push(another.name);
      return another.connection;
    },
    async drop() {
      await closeDatabase();
      await owners?.end();
      await withPlainClient(inject("testDatabase").administration, async (client) => {
        for (const database of names) await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
      });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let current: TestDatabase | undefined;

/** {@link TestDatabase.cloneAnother} of the database that {@link useTestDatabase} has made. */
export function cloneAnotherDatabase(): Promise<DatabaseConnection> {
  if (!current) throw new Error("The test database comes first");
  return current.cloneAnother();
}

/** {@link createTestDatabase} before all tests of a file and away again after them. */
export function useTestDatabase(seed?: Seed): void {
  beforeAll(async () => {
    current = await createTestDatabase(seed);
  });
  afterAll(async () => {
    await current?.drop();
  });
}

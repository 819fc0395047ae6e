import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { acrossTenants, withPlainClient, type DatabaseConnection } from "@/lib/database/connection";
import { BackupError, type Manifest } from "./manifest";
import { checkNamed, namedDocuments } from "./named-documents";
import { columnList, migrationsOf, quoted, tablesOf, type Table } from "./tables";

const rowsAtATime = 1000;

/** The rows of a table, a line of JSON each; the database keeps what it has not sent yet. */
async function* linesOf(client: pg.ClientBase, table: Table, count: (rows: number) => void): AsyncGenerator<string> {
  const cursor = `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM (SELECT ${columnList(table)} FROM ${quoted(table.name)}) r`;
  await client.query(cursor);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${rowsAtATime} FROM backup_rows`);
    if (rows.length === 0) break;
    count(rows.length);
    yield rows.map(({ line }) => `${line}\n`).join("");
  }
  await client.query("CLOSE backup_rows");
}

async function durably(file: string): Promise<void> {
  const handle = await open(file, "r");
  await handle.sync().finally(() => handle.close());
}

async function writeTable(client: pg.ClientBase, table: Table, file: string): Promise<Manifest["tables"][number]> {
  let rows = 0;
  const hash = createHash("sha256");
  await pipeline(
    Readable.from(linesOf(client, table, (more) => (rows += more))),
    createGzip({ level: 6 }),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    createWriteStream(file, { mode: 0o600 }),
  );
  await durably(file);
  return { name: table.name, rows, sha256: hash.digest("hex") };
}

/** Copies a document whose bytes have the hash that it is named by; what was there under the name stays until the copy is whole. */
async function copyDocument(from: string, to: string): Promise<number> {
  const hash = createHash("sha256");
  let bytes = 0;
  const draft = `${to}.draft`;
  await pipeline(
    createReadStream(from),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    },
    createWriteStream(draft, { mode: 0o600 }),
  );
  const found = hash.digest("hex");
  if (found !== path.basename(from)) throw new BackupError(`The document ${path.basename(from)} is damaged: its bytes have the hash ${found}. Put it back from an older backup, then try again.`);
  await durably(draft);
  await rename(draft, to);
  return bytes;
}

const isDocument = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Copies all documents whose bytes have the hash that they are named by. @throws BackupError for one that is damaged */
export async function copyDocuments(from: string, to: string): Promise<Manifest["documents"]> {
  const total = { count: 0, bytes: 0 };
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const folder of (await readdir(from).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    const names = (await readdir(path.join(from, folder))).filter(isDocument);
    if (names.length > 0) await mkdir(path.join(to, folder), { recursive: true, mode: 0o700 });
    for (const name of names) {
      total.bytes += await copyDocument(path.join(from, folder, name), path.join(to, folder, name));
      total.count += 1;
    }
  }
  return total;
}

export interface BackupSource {
  /** As the owner of the tables, who sees every tenant's rows. */
  connection: DatabaseConnection;
  /** Holds `documents/` and `keys/`. */
  dataDir: string;
}

export interface BackupOptions {
  /** False: the master key stays out and is kept in other hands. */
  withKey?: boolean;
  progress?: (step: string) => void;
}

/**
 * Writes a backup into an empty or new folder while the portal goes on: the tables as one snapshot saw them, then the documents, then the manifest.
 * @throws BackupError when the folder has something in it, a document is damaged, or one that a row names is missing
 */
export async function writeBackup({ connection, dataDir }: BackupSource, folder: string, { withKey = true, progress = () => undefined }: BackupOptions = {}): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty. Name a new folder for each backup.`);
  await mkdir(path.join(folder, "tables"), { mode: 0o700 });
  const { named, ...written } = await withPlainClient(acrossTenants(connection), async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows: taken } = await client.query<{ at: Date }>("SELECT now() AS at");
    const migrations = await migrationsOf(client);
    const tables: Manifest["tables"] = [];
    for (const table of await tablesOf(client)) {
      progress(`Table ${table.name}`);
      tables.push(await writeTable(client, table, path.join(folder, "tables", `${table.name}.jsonl.gz`)));
    }
    // Counters are no part of a snapshot: read after the rows they are never behind them.
    const { rows: sequences } = await client.query<{ name: string; last: string }>(
      "SELECT sequencename::text AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1",
    );
    const named = await namedDocuments(client);
    await client.query("COMMIT");
    return { named, takenAt: (taken[0]?.at ?? new Date()).toISOString(), migrations, tables, sequences };
  });
  progress("Documents");
  // After the rows: what they name is stored before they are written, and stays.
  const documents = await copyDocuments(path.join(dataDir, "documents"), path.join(folder, "documents"));
  await checkNamed(named, path.join(folder, "documents"));
  const key = !withKey ? undefined : await readFile(path.join(dataDir, "keys", "master.key")).catch(() => undefined);
  if (key) {
    await mkdir(path.join(folder, "keys"), { mode: 0o700 });
    await writeFile(path.join(folder, "keys", "master.key"), key, { mode: 0o600, flush: true });
  }
  const manifest: Manifest = { format: 1, ...written, documents, masterKey: key !== undefined };
  const draft = path.join(folder, "manifest.json.draft");
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path.join(folder, "manifest.json"));
  return manifest;
}

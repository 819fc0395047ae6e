import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { problems } from "@/lib/outbound/problems";
import { acrossTenants, withPlainClient } from "@/lib/database/connection";
import { BackupError, Manifest } from "./manifest";
import { checkNamed, namedDocuments } from "./named-documents";
import { columnList, migrationsOf, quoted, tablesOf, type Table } from "./tables";
import { copyDocuments, type BackupSource } from "./write-backup";

const linesAtATime = 500;

/** The manifest of a backup whose files are all as they were written. @throws BackupError naming what is missing or changed */
export async function readBackup(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, "manifest.json"), "utf8").catch(() => undefined);
  if (text === undefined) throw new BackupError(`${folder} holds no finished backup: there is no manifest.json.`);
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(text));
  } catch {
    throw new BackupError(`The manifest of ${folder} is damaged, or of a newer version of the portal.`);
  }
  for (const { name, sha256 } of manifest.tables) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(tableFile(folder, name)), hash).catch(() => undefined);
    if (hash.digest("hex") !== sha256) throw new BackupError(`The table ${name} of this backup is missing or damaged. Nothing was restored; take another backup.`);
  }
  return manifest;
}

const tableFile = (folder: string, name: string): string => path.join(folder, "tables", `${name}.jsonl.gz`);

async function loadTable(client: pg.ClientBase, table: Table, file: string): Promise<number> {
  const columns = columnList(table);
  const text = `INSERT INTO ${quoted(table.name)} (${columns}) OVERRIDING SYSTEM VALUE
    SELECT ${table.columns.map((column) => `r.${quoted(column)}`).join(", ")} FROM unnest($1::text[]) AS line, json_populate_record(NULL::${quoted(table.name)}, line::json) r`;
  let rows = 0;
  let lines: string[] = [];
  const load = async (): Promise<void> => {
    await client.query(text, [lines]);
    rows += lines.length;
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
    lines.push(line);
    if (lines.length === linesAtATime) await load();
  }
  if (lines.length > 0) await load();
  return rows;
}

/** Events go into partitions by month, by the time that their ids begin with: those of the backup's months are made before its rows come. */
async function makeMonths(client: pg.ClientBase, file: string): Promise<void> {
  let first: string | undefined;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
    const id = /"id":"([0-9a-f-]{36})"/.exec(line)?.[1];
    if (id !== undefined && (first === undefined || id < first)) first = id;
  }
  if (first !== undefined) await client.query("SELECT ensure_event_partitions(event_id_time($1::uuid), now() + interval '3 months')", [first]);
}

type Trigger = { table: string; name: string; always: boolean };
type ForeignKey = { table: string; name: string; definition: string };

/** While `work` loads rows nothing reacts to them; afterwards every reference is checked and every guard stands as it stood. */
async function withoutGuards(client: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const { rows: triggers } = await client.query<Trigger>(`
    SELECT c.relname AS table, t.tgname AS name, t.tgenabled = 'A' AS always FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')`);
  const { rows: references } = await client.query<ForeignKey>(`
    SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace`);
  const { rows: walled } = await client.query<{ table: string }>("SELECT relname AS table FROM pg_class WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace");
  for (const { table } of walled) await client.query(`ALTER TABLE ${quoted(table)} NO FORCE ROW LEVEL SECURITY`);
  for (const { table, name } of triggers) await client.query(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER ${quoted(name)}`);
  for (const { table, name } of references) await client.query(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
  await work();
  for (const { table, name, definition } of references) await client.query(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`);
  for (const { table, name, always } of triggers) await client.query(`ALTER TABLE ${quoted(table)} ENABLE ${always ? "ALWAYS " : ""}TRIGGER ${quoted(name)}`);
  for (const { table } of walled) await client.query(`ALTER TABLE ${quoted(table)} FORCE ROW LEVEL SECURITY`);
}

/** @throws BackupError unless the database is new and has the tables that the backup was taken of */
async function checkTarget(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>("SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM audit_event) AS used");
  if (rows[0]?.used) throw new BackupError("This database is in use: it has people or events. Restore into a new data folder, or an empty database.");
  const nameOf = ({ name, checksum }: { name: string; checksum: string }): string => `${name} ${checksum}`;
  const [ours, theirs] = [new Set((await migrationsOf(client)).map(nameOf)), new Set(manifest.migrations.map(nameOf))];
  const newer = manifest.migrations.find((one) => !ours.has(nameOf(one)));
  if (newer) throw new BackupError(`The backup was taken by a newer version of the portal (it has ${newer.name}). Restore it with that version.`);
  if (ours.size > theirs.size) throw new BackupError("The backup was taken by an older version of the portal. Restore it with that version, then upgrade.");
}

const keyFile = (dataDir: string): string => path.join(dataDir, "keys", "master.key");

async function placeKey(folder: string, dataDir: string): Promise<void> {
  const file = keyFile(dataDir);
  const key = await readFile(path.join(folder, "keys", "master.key"));
  if (existsSync(file)) {
    if (!key.equals(await readFile(file))) throw new BackupError(`${file} is another key than the backup's. Restore into a new data folder.`);
    return;
  }
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, key, { mode: 0o600, flag: "wx", flush: true });
}

/** What was ended and held because the time since the backup is unknown here. */
export type Settled = Readonly<{ sessions: number; links: number; held: number }>;

/**
 * What happened after the backup is unknown here: a session or a link that was ended since would live again, and a message that was sent since would go out
 * again. So all sessions and links end, and messages that wait are held until somebody of the operator tries them again.
 */
async function settle(client: pg.ClientBase): Promise<Settled> {
  const sessions = await client.query("UPDATE session SET revoked_at = now(), once_shown = NULL, kept_form = NULL WHERE revoked_at IS NULL");
  let links = 0;
  for (const table of ["reset_link", "setup_link"]) links += (await client.query(`UPDATE ${table} SET expires_at = now() WHERE used_at IS NULL AND expires_at > now()`)).rowCount ?? 0;
  const held = await client.query("UPDATE message SET state = 'GIVEN_UP', settled_at = now(), claimed_until = NULL, problem = $1 WHERE state = 'QUEUED'", [problems.held]);
  return { sessions: sessions.rowCount ?? 0, links, held: held.rowCount ?? 0 };
}

/**
 * Puts a backup into a new installation whose portal does not run: documents and key first, then all rows in one transaction. What fails leaves the database empty.
 * Nobody is signed in afterwards, and nothing that waited to be sent leaves by itself.
 * @throws BackupError when the backup is damaged, lacks a document that a row names, is of another version, or the target is in use
 */
export async function restoreBackup(target: BackupSource, folder: string, progress: (step: string) => void = () => undefined): Promise<Manifest & { settled: Settled }> {
  progress("Checking the backup");
  const manifest = await readBackup(folder);
  return withPlainClient(acrossTenants(target.connection), async (client) => {
    await checkTarget(client, manifest);
    if (manifest.masterKey) await placeKey(folder, target.dataDir);
    else if (!process.env["MUNIMENT_SECRET_KEY"] && !existsSync(keyFile(target.dataDir))) {
      throw new BackupError(`The backup holds no master key. Put it to ${keyFile(target.dataDir)}, or set MUNIMENT_SECRET_KEY, then restore.`);
    }
    progress("Documents");
    const documents = await copyDocuments(path.join(folder, "documents"), path.join(target.dataDir, "documents"));
    if (documents.count !== manifest.documents.count) throw new BackupError(`The backup should hold ${manifest.documents.count} documents, and has ${documents.count}.`);
    let settled: Settled = { sessions: 0, links: 0, held: 0 };
    await client.query("BEGIN");
    await makeMonths(client, tableFile(folder, "audit_event"));
    await withoutGuards(client, async () => {
      const tables = await tablesOf(client);
      await client.query(`TRUNCATE ${tables.map(({ name }) => quoted(name)).join(", ")}`);
      for (const table of tables) {
        progress(`Table ${table.name}`);
        const expected = manifest.tables.find(({ name }) => name === table.name)?.rows;
        const loaded = await loadTable(client, table, tableFile(folder, table.name));
        if (loaded !== expected) throw new BackupError(`The table ${table.name} should hold ${expected ?? "no"} rows, and has ${loaded}.`);
      }
      settled = await settle(client);
      // Transaction ids mean something else here: the log finds what it lacks by what has no leaf, as after any move to another cluster.
      await client.query("UPDATE log_state SET system_id = 'restored'");
      for (const { name, last } of manifest.sequences) await client.query("SELECT setval(quote_ident($1)::regclass, $2::bigint)", [name, last]);
    });
    await checkNamed(await namedDocuments(client), path.join(target.dataDir, "documents"));
    await client.query("COMMIT");
    return { ...manifest, settled };
  });
}

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { checkLog } from "@/lib/audit/log/check-log";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { LogSigner } from "@/lib/audit/log/signer";
import { ensurePartitions } from "@/lib/audit/partitions";
import { recordEvent } from "@/lib/audit/record-event";
import { placeHold } from "@/lib/audit/retention/place-hold";
import { updateRetention } from "@/lib/audit/retention/update-retention";
import { config, parseConfig, setConfig } from "@/lib/config/config";
import { closeDatabase, database, openDatabase, rawPool } from "@/lib/database/client";
import { acrossTenants, inDatabase, withPlainClient, type DatabaseConnection } from "@/lib/database/connection";
import { ownerPool } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { sha256Of } from "@/lib/storage/documents";
import { useWorld } from "@/lib/testing/world";
import { restoreBackup } from "./restore-backup";
import { columnList, quoted, tablesOf } from "./tables";
import { writeBackup } from "./write-backup";

const world = useWorld();
let folder = "";
let source: { connection: DatabaseConnection; dataDir: string };
/** Migrated and empty databases to restore into, each once. */
let empty: () => Promise<DatabaseConnection>;
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "muniment-backups-"));
  await world.publish("kept", { pages: 2 });
  await world.offer("nda");
  await world.accept("alpha-admin", "nda", "ORGANIZATION");
  const long = new Date(Date.now() - 300 * 86_400_000);
  await ensurePartitions(rawPool(), long);
  await atTime(long, () => recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false }));
  await perform(await world.as("root"), placeHold, { covers: "EVERYTHING", reason: "A case" });
  await perform(await world.as("root"), updateRetention, { class: "reads", days: 365, reason: "A year" });
  await beginLog(rawPool(), "portal.example/log");
  await sequence(rawPool());
  await new LogSigner(rawPool(), config().dataDir).sign();
  // One event that the log does not have yet: it must have exactly one leaf after the restore.
  await world.publish("after-the-checkpoint");
  const { rows } = await ownerPool().query<{ name: string }>("SELECT current_database() AS name");
  const { owner, administration, template } = inject("testDatabase");
  source = { connection: inDatabase(owner, rows[0]?.name ?? ""), dataDir: config().dataDir };
  let made = 0;
  empty = async () => {
    const name = `restored_${process.pid}_${(made += 1)}`;
    await withPlainClient(administration, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.user} STRATEGY FILE_COPY`));
    drops.push(async () => void (await withPlainClient(administration, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))));
    return inDatabase(owner, name);
  };
});
afterAll(async () => {
  for (const drop of drops) await drop();
  await rm(folder, { recursive: true, force: true });
});

const newTarget = async (): Promise<{ connection: DatabaseConnection; dataDir: string }> => ({ connection: await empty(), dataDir: await mkdtemp(path.join(folder, "data-")) });

/** Every row of every table as text, and every guard and reference as the database would write them. */
async function contents(connection: DatabaseConnection): Promise<Record<string, unknown>> {
  return withPlainClient(acrossTenants(connection), async (client) => {
    const found: Record<string, unknown> = {};
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ line: string }>(`SELECT row_to_json(r)::text AS line FROM (SELECT ${columnList(table)} FROM ${quoted(table.name)}) r ORDER BY 1`);
      found[table.name] = table.name === "log_state" ? rows.length : rows.map(({ line }) => line);
    }
    found["triggers"] = (await client.query("SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2")).rows;
    found["references"] = (await client.query("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2")).rows;
    found["walls"] = (await client.query("SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 1")).rows;
    found["partitions"] = (await client.query("SELECT relname, pg_get_expr(relpartbound, oid) FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY 1")).rows;
    found["sequences"] = (await client.query("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")).rows;
    return found;
  });
}

const taken = async (name: string): Promise<string> => {
  const to = path.join(folder, name);
  await writeBackup(source, to);
  return to;
};

describe("a backup that is restored", () => {
  test("has every row, guard, reference and document as before, and its trail verifies and goes on", async () => {
    const before = await contents(source.connection);
    const backup = await taken("whole");
    const target = await newTarget();
    const manifest = await restoreBackup(target, backup);
    const { session: _sessions, message: _messages, reset_link: _links, setup_link: _setup, ...kept } = before;
    const after = await contents(target.connection);
    expect(after).toMatchObject(kept);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const table of ["session", "message", "reset_link", "setup_link"]) expect((after[table] as unknown[]).length, table).toBe((before[table] as unknown[]).length);
    expect(manifest.documents.count).toBeGreaterThan(1);
    for (const part of await readdir(path.join(target.dataDir, "documents"))) {
      for (const name of await readdir(path.join(target.dataDir, "documents", part))) {
        expect(Buffer.from(sha256Of(await readFile(path.join(target.dataDir, "documents", part, name)))).toString("hex")).toBe(name);
      }
    }
    expect(await readFile(path.join(target.dataDir, "keys", "master.key"))).toEqual(await readFile(path.join(source.dataDir, "keys", "master.key")));

    await closeDatabase();
    setConfig(parseConfig({ DATA_DIR: target.dataDir, PORT: "0", BASE_URL: "http://localhost:3000" }));
    openDatabase(target.connection, { connections: 4 });
    const waiting = await rawPool().query("SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id)");
    expect(waiting.rowCount).toBeGreaterThan(0);
    expect(await sequence(rawPool())).toBe(waiting.rowCount);
    expect(await sequence(rawPool()), "none twice").toBe(0);
    await new LogSigner(rawPool(), target.dataDir).sign();
    const { findings, events } = await checkLog(rawPool(), target.dataDir);
    expect(findings).toEqual([]);
    expect(events).toBe((before["audit_event"] as unknown[]).length);
    await expect(rawPool().query("UPDATE audit_event SET operation = 'x'"), "the guards stand").rejects.toThrow();
    await closeDatabase();
  });
});

test("after a restore nobody is signed in, no link works, and nothing that waited is sent until somebody looked", async () => {
  const count = (connection: DatabaseConnection, sql: string) => withPlainClient(acrossTenants(connection), async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n);
  await withPlainClient(acrossTenants(source.connection), (client) =>
    client.query("INSERT INTO reset_link (id, token_hash, person_id, created_at, expires_at) SELECT gen_random_uuid(), sha256('x'), id, now(), now() + interval '1 day' FROM person LIMIT 1"),
  );
  const alive = ["session WHERE revoked_at IS NULL", "reset_link WHERE used_at IS NULL AND expires_at > now()", "message WHERE state = 'QUEUED'"];
  const before = await Promise.all(alive.map((sql) => count(source.connection, sql)));
  expect(Math.min(...before.map(Number)), "there is something of each").toBeGreaterThan(0);
  const target = await newTarget();
  const { settled } = await restoreBackup(target, await taken("ended-since"));
  expect(await Promise.all(alive.map((sql) => count(target.connection, sql)))).toEqual([0, 0, 0]);
  expect([settled.sessions, settled.held]).toEqual([before[0], before[2]]);
  expect(await count(target.connection, "message WHERE state = 'GIVEN_UP' AND problem LIKE 'Held by a restore%' AND (news OR body IS NOT NULL)"), "with its words, to be tried again").toBe(before[2]);
});

describe("a document that a row names and that is lost", () => {
  const documentOf = async (sql: string): Promise<string> => {
    const [row] = await withPlainClient(acrossTenants(source.connection), async (client) => (await client.query<{ sha256: string }>(sql)).rows);
    return path.join("documents", row?.sha256.slice(0, 2) ?? "", row?.sha256 ?? "");
  };

  test("is named by a backup, which is not written, and by a restore, which leaves the database empty", async () => {
    const backup = await taken("with-all");
    for (const [sql, says] of [
      ["SELECT encode(prepared_sha256, 'hex') AS sha256 FROM report_version LIMIT 1", /missing in [^]* of version 1 of report-/],
      ["SELECT encode(certificate_sha256, 'hex') AS sha256 FROM acceptance LIMIT 1", /missing in [^]* of the certificate of the acceptance /],
      ["SELECT encode(document_sha256, 'hex') AS sha256 FROM agreement_revision LIMIT 1", /missing in [^]* of revision 1 of the agreement nda/],
    ] as const) {
      const document = await documentOf(sql);
      const file = path.join(source.dataDir, document);
      const bytes = await readFile(file);
      await rm(file);
      await expect(taken(`lost-${path.basename(document).slice(0, 8)}`)).rejects.toThrow(says);
      await writeFile(file, bytes);
    }
    const document = await documentOf("SELECT encode(original_sha256, 'hex') AS sha256 FROM report_version LIMIT 1");
    await rm(path.join(backup, document));
    const manifest = path.join(backup, "manifest.json");
    const said = JSON.parse(await readFile(manifest, "utf8")) as { documents: { count: number } };
    await writeFile(manifest, JSON.stringify({ ...said, documents: { ...said.documents, count: said.documents.count - 1 } }));
    const target = await newTarget();
    await expect(restoreBackup(target, backup)).rejects.toThrow(/missing in [^]* of version 1 of report-/);
    expect(await withPlainClient(acrossTenants(target.connection), async (client) => (await client.query("SELECT FROM person")).rowCount)).toBe(0);
  });
});

describe("nothing is restored", () => {
  const refused = async (target: { connection: DatabaseConnection; dataDir: string }, backup: string, says: RegExp): Promise<void> => {
    const before = await contents(target.connection);
    await expect(restoreBackup(target, backup)).rejects.toThrow(says);
    expect(await contents(target.connection)).toEqual(before);
  };

  test("from a backup with a changed table, a changed document, or without its end", async () => {
    const backup = await taken("damaged");
    const target = await newTarget();
    const table = path.join(backup, "tables", "person.jsonl.gz");
    const whole = await readFile(table);
    await writeFile(table, whole.subarray(0, whole.length - 4));
    await refused(target, backup, /The table person of this backup is missing or damaged/);
    await writeFile(table, whole);

    const [part = ""] = await readdir(path.join(backup, "documents"));
    const [name = ""] = await readdir(path.join(backup, "documents", part));
    const file = path.join(backup, "documents", part, name);
    const bytes = await readFile(file);
    await writeFile(file, "other bytes");
    await refused(target, backup, /is damaged: its bytes have the hash/);
    await rm(file);
    await refused(target, backup, /should hold \d+ documents/);
    await writeFile(file, bytes);

    await rm(path.join(backup, "manifest.json"));
    await refused(target, backup, /holds no finished backup/);
  });

  test("over a portal that is in use, or beside another master key", async () => {
    const backup = await taken("for-others");
    await refused(source, backup, /This database is in use/);
    const target = await newTarget();
    await restoreBackup(target, backup);
    const other = await newTarget();
    await writeFile(path.join(backup, "keys", "master.key"), "another");
    await refused({ ...other, dataDir: target.dataDir }, backup, /is another key than the backup's/);
  });

  test("without the master key, until it is there", async () => {
    const backup = path.join(folder, "without-key");
    await writeBackup(source, backup, { withKey: false });
    expect(await readdir(backup)).not.toContain("keys");
    const target = await newTarget();
    await refused(target, backup, /holds no master key/);
    await mkdir(path.join(target.dataDir, "keys"));
    await copyFile(path.join(source.dataDir, "keys", "master.key"), path.join(target.dataDir, "keys", "master.key"));
    await restoreBackup(target, backup);
  });

  test("from a backup of another version", async () => {
    const backup = await taken("of-another-version");
    const target = await newTarget();
    const file = path.join(backup, "manifest.json");
    const manifest = JSON.parse(await readFile(file, "utf8")) as { migrations: { name: string; checksum: string }[] };
    await writeFile(file, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, { name: "29990101000000_later", checksum: "x" }] }));
    await refused(target, backup, /taken by a newer version/);
    await writeFile(file, JSON.stringify({ ...manifest, migrations: manifest.migrations.slice(1) }));
    await refused(target, backup, /taken by an older version/);
  });
});

test("a backup is never written into a folder that has something in it", async () => {
  const backup = path.join(folder, "used");
  await writeBackup(source, backup);
  await expect(writeBackup(source, backup)).rejects.toThrow(/is not empty/);
});

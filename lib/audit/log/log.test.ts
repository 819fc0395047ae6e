import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { acrossTenants } from "@/lib/database/connection";
import { createTestDatabase, ownerPool, type TestDatabase } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { recordEvent } from "../record-event";
import { readCheckpoint } from "./checkpoint";
import { openNote, readVerifierLine } from "./note";
import { leafHash, verifyInclusion } from "./merkle";
import { entryOf } from "./entry";
import { keepLog, restAfter, type LogKeeper } from "./keep-log";
import { loggedColumns, loggedEvent, readState, tileReader, type LoggedRow } from "./log-store";
import { inclusionProof, rootOf } from "./proofs";
import { beginLog, sequence } from "./sequencer";
import { beginMemory, LogSigner } from "./signer";
import { forgetAdoption, memoryFile, readAdoption } from "./signer-memory";
import { logKeys } from "./signing-keys";

let current: TestDatabase;
beforeEach(async () => {
  current = await createTestDatabase();
  await beginLog(rawPool(), "portal.example/log");
});
afterEach(() => current.drop());

const record = (name: string): Promise<string> =>
  recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false, parameters: { name } });
async function recordMany(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await record(`event ${at}`);
}

/** Every committed event exactly once, in the leaves, in the tree, in its organization's count. */
async function expectComplete(): Promise<void> {
  const { rows } = await rawPool().query<LoggedRow & { idx: string; sequence: string; previous: Uint8Array | null; hash: Uint8Array }>(
    `SELECT ${loggedColumns}, l.idx, l.organization_sequence AS sequence, l.previous, l.hash FROM audit_event e LEFT JOIN log_leaf l ON l.event_id = e.id ORDER BY l.idx`);
  rows.forEach((row, at) => {
    expect(row.idx).toBe(String(at));
    expect(row.sequence).toBe(String(at + 1));
    const place = { organizationSequence: Number(row.sequence), previous: row.previous && Buffer.from(row.previous).toString("hex") };
    expect(leafHash(Buffer.from(entryOf(loggedEvent(row), place))).equals(row.hash)).toBe(true);
  });
  const state = await readState(rawPool());
  expect(state?.size).toBe(rows.length);
  expect(Buffer.from(await rootOf(rows.length, tileReader(rawPool()))).equals(state?.root ?? Buffer.alloc(0))).toBe(true);
}

describe("the sequencer", () => {
  test("takes every committed event once, in any number of batches, and what it built proves each of them", async () => {
    for (const count of [3, 0, 260, 1]) {
      await recordMany(count);
      expect(await sequence(rawPool())).toBe(count);
    }
    await expectComplete();
    const state = await readState(rawPool());
    const { rows } = await rawPool().query<{ hash: Uint8Array }>("SELECT hash FROM log_leaf WHERE idx = 100");
    const proof = await inclusionProof(100, 264, tileReader(rawPool()));
    expect(verifyInclusion(rows[0]?.hash ?? Buffer.alloc(0), 100, 264, proof, state?.root ?? Buffer.alloc(0))).toBe(true);
  });

  test("does not lose an event that commits long after later ones, and never takes one that is rolled back", async () => {
    const slow = await rawPool().connect();
    const failing = await rawPool().connect();
    const insert = `INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters)
      VALUES ((left(event_id_at(now())::text, 19) || substr(gen_random_uuid()::text, 20))::uuid, now(), 'reports:GetReport', 'Success', false, 'system', '', '', '', '', gen_random_uuid(), gen_random_uuid(), '{}', '{}')`;
    await slow.query("BEGIN");
    await slow.query(insert);
    await failing.query("BEGIN");
    await failing.query(insert);
    await recordMany(5);
    expect(await sequence(rawPool())).toBe(5);
    await recordMany(2);
    expect(await sequence(rawPool())).toBe(2);
    await slow.query("COMMIT");
    await failing.query("ROLLBACK");
    expect(await sequence(rawPool())).toBe(1);
    expect(await sequence(rawPool())).toBe(0);
    slow.release();
    failing.release();
    await expectComplete();
  });

  test("works from many processes at once without losing or doubling any", async () => {
    const pools = Array.from({ length: 3 }, () => new pg.Pool({ ...acrossTenants(current.application), max: 2 }));
    let writing = true;
    const runs = pools.map(async (pool) => {
      while (writing) await sequence(pool);
    });
    await Promise.all(Array.from({ length: 6 }, () => recordMany(60)));
    writing = false;
    await Promise.all(runs);
    await sequence(rawPool());
    await expectComplete();
    await Promise.all(pools.map((pool) => pool.end()));
  });

  test("after a move to another cluster takes what has no leaf, whatever the transaction ids say", async () => {
    await recordMany(4);
    await sequence(rawPool());
    await recordMany(3);
    await ownerPool().query("UPDATE log_state SET system_id = '1', snapshot = '900000000:900000000:'");
    expect(await sequence(rawPool())).toBe(3);
    await recordMany(2);
    expect(await sequence(rawPool())).toBe(2);
    await expectComplete();
  });

  test("goes on after pg_dump and pg_restore, whose events keep transaction ids that this cluster has not given yet: those too that it comes to give", async () => {
    await recordMany(260);
    await sequence(rawPool());
    await recordMany(2);
    const { rows: [here] } = await ownerPool().query<{ xid: string }>("SELECT pg_current_xact_id()::text AS xid");
    await ownerPool().query("ALTER TABLE audit_event DISABLE TRIGGER USER");
    // From what the next transactions will be to what no transaction here will ever be.
    await ownerPool().query("UPDATE audit_event e SET xid = (CASE WHEN n < 20 THEN $1::bigint + n ELSE 900000000 + n END)::text::xid8 FROM (SELECT id, row_number() OVER (ORDER BY seq) AS n FROM audit_event) o WHERE o.id = e.id", [here?.xid]);
    await ownerPool().query("UPDATE log_state SET system_id = '1'");
    expect(await sequence(rawPool()), "the move").toBe(2);
    for (const count of [3, 1, 20]) {
      await recordMany(count);
      expect(await sequence(rawPool())).toBe(count);
      expect(await sequence(rawPool()), "none twice").toBe(0);
    }
    await expectComplete();
  });

  test("is not stopped by a number that has no single form", async () => {
    await recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false, parameters: { share: 0.1, huge: 2 ** 60 } });
    expect(await sequence(rawPool())).toBe(1);
    await expectComplete();
  });
});

async function newestCheckpoint() {
  const { rows } = await rawPool().query<{ note: string }>("SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1");
  const verifiers = (await logKeys(rawPool())).map(({ verifier }) => readVerifierLine(verifier));
  return readCheckpoint(openNote(rows[0]?.note ?? "", verifiers));
}

describe("the signer", () => {
  const signer = (): LogSigner => new LogSigner(rawPool(), config().dataDir);

  test("signs what the log is, with a key that it makes by itself and keeps sealed", async () => {
    await recordMany(3);
    await sequence(rawPool());
    expect(await signer().sign()).toBe(3);
    expect(await newestCheckpoint()).toMatchObject({ origin: "portal.example/log", size: 3, root: (await readState(rawPool()))?.root });
    await recordMany(300);
    await sequence(rawPool());
    expect(await signer().sign()).toBe(303);
    expect((await newestCheckpoint()).size).toBe(303);
    expect(await logKeys(rawPool())).toHaveLength(1);
  });

  test("brings a checkpoint again that a crash kept from the database", async () => {
    await recordMany(1);
    await sequence(rawPool());
    await signer().sign();
    await ownerPool().query("ALTER TABLE log_checkpoint DISABLE TRIGGER ALL");
    await ownerPool().query("DELETE FROM log_checkpoint");
    await signer().sign();
    expect((await newestCheckpoint()).size).toBe(1);
  });

  /** As an older backup, or somebody who can do everything with the database, leaves it. */
  async function signedThen(tamper: string): Promise<string> {
    await recordMany(5);
    await sequence(rawPool());
    await signer().sign();
    for (const table of ["audit_event", "log_leaf", "log_checkpoint"]) await ownerPool().query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    await ownerPool().query(tamper);
    await sequence(rawPool()).catch(() => undefined);
    return signer().sign().then(String, (error: Error) => `${error.name}: ${error.message}`);
  }

  test("refuses a database that was rolled back, and says since when", async () => {
    expect(await signedThen("DELETE FROM log_leaf WHERE idx >= 3; UPDATE log_state SET size = 3, root = (SELECT hash FROM log_leaf LIMIT 1)")).toMatch(/signed 5 events on .*holds only 3: it was rolled back/);
  });

  test("refuses a database that was rolled back and has grown since", async () => {
    expect(await signedThen("DELETE FROM log_checkpoint; DELETE FROM log_leaf; DELETE FROM audit_event WHERE seq % 2 = 0; DELETE FROM log_organization; UPDATE log_state SET size = 0, snapshot = '3:3:', root = sha256(''::bytea)")).toMatch(/rolled back/);
    await recordMany(10);
    await sequence(rawPool());
    await expect(signer().sign()).rejects.toThrow(/history was changed after it was signed/);
  });

  test("refuses another database", async () => {
    expect(await signedThen("DELETE FROM log_state")).toMatch(/it was replaced/);
    await beginLog(rawPool(), "elsewhere.example/log");
    await expect(signer().sign()).rejects.toThrow(/database was replaced/);
  });

  test("refuses a replaced key, with its memory and without", async () => {
    expect(await signedThen("UPDATE log_key SET verifier = replace(verifier, '+A', '+B')")).toMatch(/the key was replaced/);
    await ownerPool().query("UPDATE log_key SET verifier = replace(verifier, '+B', '+A'), sealed = sha256('other'::bytea)");
    await recordMany(1);
    await sequence(rawPool());
    await expect(signer().sign()).rejects.toThrow(/cannot be opened: it was replaced/);
  });

  test("does not take an unreadable memory for a first start", async () => {
    await recordMany(1);
    await sequence(rawPool());
    await signer().sign();
    writeFileSync(memoryFile(config().dataDir), readFileSync(memoryFile(config().dataDir), "utf8").slice(0, 40));
    expect(() => signer()).toThrow();
  });
});

describe("the keeper", () => {
  const keep = (): LogKeeper => keepLog({ pool: rawPool(), dataDir: config().dataDir, origin: "portal.example/log", stalledAfterMs: 0 });

  test("says that the log has stalled, and why, when nothing is signed whatever the reason, and goes on by itself", async () => {
    await recordMany(1);
    const full = `${memoryFile(config().dataDir)}.${process.pid}`;
    mkdirSync(full, { recursive: true });
    const keeper = keep();
    await keeper.catchUp();
    expect(keeper.condition()).toMatchObject({ state: "stalled", reason: expect.stringMatching(/EISDIR/) as string });
    rmdirSync(full);
    await keeper.catchUp();
    expect((await newestCheckpoint()).size).toBe(1);

    const other = await rawPool().connect();
    await other.query("BEGIN");
    await other.query("SELECT FROM log_state FOR UPDATE");
    await recordMany(1);
    await keeper.catchUp();
    expect(keeper.condition(), "held by somebody").toMatchObject({ state: "stalled", reason: expect.stringMatching(/another process or transaction/) as string });
    await other.query("ROLLBACK");
    other.release();
    await keeper.catchUp();
    await keeper.stop();
    expect(keeper.condition()).toEqual({ state: "ok" });
    expect((await newestCheckpoint()).size).toBe(2);
  });

  test("a signer that had no memory beside a signed log goes on, and that is told until somebody has compared it; after a restore, which is on record, it is not", async () => {
    const dataDir = config().dataDir;
    await recordMany(2);
    await sequence(rawPool());
    await new LogSigner(rawPool(), dataDir).sign();
    expect(readAdoption(dataDir), "a first start").toBeUndefined();
    rmSync(memoryFile(dataDir));
    await recordMany(1);
    for (const restart of [1, 2]) {
      const keeper = keepLog({ pool: rawPool(), dataDir, origin: "portal.example/log" });
      await keeper.catchUp();
      await keeper.stop();
      expect(keeper.condition(), `start ${restart}`).toMatchObject({ state: "unconfirmed", reason: expect.stringMatching(/began with the newest checkpoint in the database: 2 events, signed 2/) as string });
    }
    expect((await newestCheckpoint()).size).toBe(3);
    forgetAdoption(dataDir);
    rmSync(memoryFile(dataDir));
    await beginMemory(rawPool(), dataDir);
    const keeper = keepLog({ pool: rawPool(), dataDir, origin: "portal.example/log" });
    await keeper.catchUp();
    await keeper.stop();
    expect(keeper.condition()).toEqual({ state: "ok" });
  });

  test("begins its rounds every 0.4 s, and no round that takes less than 0.9 s keeps the next checkpoint from coming within a second", () => {
    expect([0, 150, 399, 600, 900].map((took) => took + restAfter(took))).toEqual([400, 400, 449, 650, 950]);
  });
});

describe("the database itself", () => {
  test("keeps nothing of an event that its entry does not commit to: a new column belongs into lib/audit/log/entry.ts", async () => {
    const { rows } = await ownerPool().query<{ name: string }>("SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_event'::regclass AND attnum > 0 AND NOT attisdropped");
    const read = loggedColumns.replaceAll(/\be\.|::text|uuid_send\(|\)/g, "").split(",").map((column) => column.trim().split(" AS ")[0]);
    // How the row came into the table, not what happened.
    const outside = ["seq", "xid"];
    expect(rows.map(({ name }) => name).sort()).toEqual([...read, ...outside].sort());
  });

  test("refuses to change or remove an event, a leaf, a tile or a checkpoint, to everyone", async () => {
    await recordMany(257);
    await sequence(rawPool());
    await new LogSigner(rawPool(), config().dataDir).sign();
    for (const table of ["audit_event", "log_leaf", "log_tile", "log_checkpoint"]) {
      const column = table === "audit_event" ? "outcome = 'x'" : table === "log_leaf" ? "idx = idx + 1" : "root = root";
      for (const sql of [`UPDATE ${table} SET ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) await expect(ownerPool().query(sql)).rejects.toThrow(/never changed or removed/);
    }
  });
});

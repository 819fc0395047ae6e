import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { createTestDatabase, ownerPool, type TestDatabase } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { recordEvent } from "../record-event";
import { checkLog, checkStretch } from "./check-log";
import { signCheckpoint } from "./checkpoint";
import { commitmentOf, disclosuresOf } from "./entry";
import { exportLog } from "./export-log";
import { loggedColumns, loggedEvent, type LoggedRow } from "./log-store";
import { emptyRoot } from "./merkle";
import { beginLog, sequence } from "./sequencer";
import { LogSigner } from "./signer";
import { memoryFile } from "./signer-memory";
import { logKeys, signersOf } from "./signing-keys";

let current: TestDatabase;
let signer: LogSigner;
let ids: string[];
beforeEach(async () => {
  current = await createTestDatabase();
  await beginLog(rawPool(), "portal.example/log");
  signer = new LogSigner(rawPool(), config().dataDir);
  ids = [];
  await grow(150);
  await grow(150);
});
afterEach(() => current.drop());

async function grow(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const facts = { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false } as const;
    ids.push(await recordEvent(database(), { ...facts, parameters: { number: ids.length } }));
  }
  await sequence(rawPool());
  await signer.sign();
}

/** What the standalone verifier says of an export of everything. */
async function verifyExport(): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of exportLog(rawPool(), null)) pieces.push(piece);
  const file = path.join(config().dataDir, "export.jsonl");
  await writeFile(file, pieces.join(""));
  return new Promise((resolve) => execFile(process.execPath, [path.resolve("scripts/verify/muniment-verify.mjs"), "export", file], (_, stdout, stderr) => resolve(stdout + stderr)));
}

/** As a superuser can: past all triggers. */
async function tamper(sql: string): Promise<string> {
  for (const table of ["audit_event", "log_leaf", "log_tile", "log_checkpoint"]) await ownerPool().query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await ownerPool().query("ALTER TABLE audit_event DROP CONSTRAINT IF EXISTS audit_event_id_time");
  await ownerPool().query(sql);
  return (await checkLog(rawPool(), config().dataDir)).findings.join("\n");
}

describe("what a superuser of the database does is found, and named", () => {
  test("a log that was signed while it was empty holds as well", async () => {
    await ownerPool().query("ALTER TABLE log_checkpoint DISABLE TRIGGER ALL");
    const note = signCheckpoint({ origin: "portal.example/log", size: 0, root: emptyRoot }, signersOf(await logKeys(rawPool()), new Date()), new Date());
    await ownerPool().query("INSERT INTO log_checkpoint (size, root, note, signed_at) VALUES (0, $1, $2, now())", [emptyRoot, note]);
    expect((await checkLog(rawPool(), config().dataDir)).findings).toEqual([]);
  });

  test("nothing is found where nothing was done", async () => {
    expect(await checkLog(rawPool(), config().dataDir)).toEqual({ unchecked: [], events: 300, erased: 0, removed: [], tiles: 1, checkpoints: 2, findings: [] });
    expect(await checkStretch(rawPool(), 0, 200)).toEqual({ fault: null, next: 200 });
    expect(await checkStretch(rawPool(), 200, 200)).toEqual({ fault: null, next: 0 });
  });

  test("a changed row: each column of it", async () => {
    const changes = ["at = at + interval '1 ms'", "outcome = 'AccessDenied'", "person_name = 'Nobody'", "address = '192.0.2.1'", "parameters = '{\"number\": 1000}'", "resources = '{x}'", "salt = gen_random_uuid()", "browsing = true"];
    for (const change of changes) {
      const before = (await ownerPool().query<Record<string, unknown>>("SELECT * FROM audit_event WHERE id = $1", [ids[41]])).rows[0];
      expect(await tamper(`UPDATE audit_event SET ${change} WHERE id = '${ids[41]}'`)).toMatch(new RegExp(`^Event ${ids[41]} \\(entry 41: .*was changed`));
      expect((await checkStretch(rawPool(), 0, 200)).fault).toContain(ids[41]);
      const column = change.split(" = ")[0] ?? "";
      await ownerPool().query(`UPDATE audit_event SET ${column} = $2 WHERE id = $1`, [ids[41], column === "parameters" ? JSON.stringify(before?.[column]) : before?.[column]]);
      expect((await checkLog(rawPool(), config().dataDir)).findings).toEqual([]);
    }
  });

  test("a field that somebody blanked, with its commitment left as an erasure leaves it: what is never erased, and what no later event says was erased", async () => {
    /** Puts the commitments of fields in their place, as audit:EraseFields does. The leaf fits. */
    const blank = async (id: string, name: string, change: string): Promise<string> => {
      const { rows } = await ownerPool().query<LoggedRow>(`SELECT ${loggedColumns} FROM audit_event e WHERE id = $1`, [id]);
      const [row] = rows;
      const all = row ? disclosuresOf(loggedEvent(row)) : [];
      const erased = Object.fromEntries(all.filter(([, one]) => one === name).map((one) => [name, commitmentOf(one)]));
      const salts = Object.fromEntries(all.filter(([, one]) => one !== name).map(([salt, one]) => [one, salt]));
      return tamper(`UPDATE audit_event SET ${change}, salt = NULL, kept_salts = '${JSON.stringify(salts)}', erased = '${JSON.stringify(erased)}' WHERE id = '${id}'`);
    };
    const erasure = (about: string, fields: string[]) =>
      recordEvent(database(), { caller: systemCaller("delivery"), operation: "audit:EraseFields", outcome: "Success", browsing: false, resources: [about], parameters: { fields } });
    const number = (await ownerPool().query<LoggedRow>(`SELECT ${loggedColumns} FROM audit_event e WHERE id = $1`, [ids[41]])).rows.flatMap((row) => disclosuresOf(loggedEvent(row))).find(([, name]) => name === "parameters.number");
    const salts = JSON.stringify({ "parameters.number": number?.[0] });
    const [before = "", victim = "", other = ""] = [ids[40], ids[41], ids[42]];
    await erasure(`event/${before}`, ["name"]);
    expect(await blank(victim, "parameters.number", "parameters = '{}'")).toMatch(new RegExp(`^Event ${victim} \\(entry 41: .*lacks "parameters.number", which is never erased: somebody blanked it\\.$`));
    expect((await checkStretch(rawPool(), 0, 200)).fault).toContain("never erased");
    expect(await blank(other, "name", "person_name = ''")).toContain(`Event ${other} (entry 42: `);
    await erasure(`event/${other}`, ["email"]);
    await grow(1);
    expect((await checkLog(rawPool(), config().dataDir)).findings[1]).toMatch(/lacks "name", and no later event of the log says that it was erased: somebody blanked it\.$/);
    expect(await verifyExport(), "away from the portal").toMatch(/FAILED.*lacks "parameters.number", which is never erased: somebody blanked it/);
    await erasure(`event/${other}`, ["name"]);
    await grow(1);
    expect((await checkLog(rawPool(), config().dataDir)).findings).toEqual([expect.stringContaining(victim)]);
    await ownerPool().query("UPDATE audit_event SET parameters = '{\"number\": 41}', erased = NULL, kept_salts = kept_salts || $2 WHERE id = $1", [victim, salts]);
    expect(await verifyExport()).toMatch(/1 event lacks fields that tell who somebody is; later events of the log say that they were erased/);
  });

  test("a deleted row", async () => {
    expect(await tamper(`DELETE FROM audit_event WHERE id = '${ids[7]}'`)).toBe(`Event ${ids[7]} (entry 7 of the log) was deleted.`);
  });

  test("a deleted row together with its leaf", async () => {
    expect(await tamper(`DELETE FROM audit_event WHERE id = '${ids[7]}'; DELETE FROM log_leaf WHERE idx = 7`)).toMatch(/^Entry 7 of the log is missing/);
  });

  test("a deleted row with its leaf, all later ones moved up, and the root made to fit", async () => {
    const found = await tamper(`DELETE FROM audit_event WHERE id = '${ids[7]}'; DELETE FROM log_leaf WHERE idx = 7;
      UPDATE log_leaf SET idx = idx + 1000 WHERE idx > 7; UPDATE log_leaf SET idx = idx - 1001 WHERE idx > 1000; UPDATE log_state SET size = 299`);
    expect(found).toContain(`Event ${ids[8]} (entry 7) does not follow the one before it`);
    expect(found).toMatch(/The checkpoint of 150 events, signed \S+, does not fit: at least one of the entries 0 to 149 is not the one that was signed/);
    expect(found).toMatch(/rolled back/);
  });

  test("an inserted row, with a transaction id that hides it", async () => {
    const found = await tamper(`INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters, xid)
      SELECT '01900000-0000-7000-8000-00000000abcd', at, operation, outcome, browsing, actor_kind, 'Forged', '', '', '', request_id, correlation_id, '{}', '{}', '3' FROM audit_event LIMIT 1`);
    expect(found).toMatch(/^Event 01900000-0000-7000-8000-00000000abcd \(.*\) is not in the log: it was inserted behind its back/);
  });

  test("two rows that changed places", async () => {
    const found = await tamper(`UPDATE log_leaf SET event_id = gen_random_uuid() WHERE idx = 3; UPDATE log_leaf SET event_id = '${ids[3]}' WHERE idx = 4; UPDATE log_leaf SET event_id = '${ids[4]}' WHERE idx = 3`);
    expect(found).toContain(`Event ${ids[4]} (entry 3: `);
    expect(found).toContain(`Event ${ids[3]} (entry 4: `);
  });

  test("a swapped tile", async () => {
    expect(await tamper("UPDATE log_tile SET bytes = set_byte(bytes, 99, (get_byte(bytes, 99) + 1) % 256)")).toMatch(/^Tile 0\/0 of the log does not hold the hashes of its entries 0 to 255/);
  });

  test("a changed, a forged and a removed checkpoint", async () => {
    expect(await tamper("UPDATE log_checkpoint SET note = replace(note, 'portal.example/log\n150', 'portal.example/log\n151') WHERE size = 150")).toMatch(/^The checkpoint of 150 events, .* was not signed by a key of this log/);
    expect(await tamper("UPDATE log_checkpoint SET root = sha256('x') WHERE size = 300")).toMatch(/The checkpoint of 300 events, .* was changed: its row does not say what was signed/);
  });

  test("a replaced key", async () => {
    expect(await tamper("UPDATE log_key SET verifier = 'portal.example/log+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'")).toMatch(/^The key portal.example\/log\+c74f20a3 in the database is malformed/);
    expect(await tamper("DELETE FROM log_key")).toMatch(/not signed by a key of this log.*\n.*\nThe key portal.example\/log\+[0-9a-f]{8}, which signed this log, is no longer in the database/);
  });

  test("without the signer's memory the check says what it could not check", async () => {
    rmSync(memoryFile(config().dataDir));
    expect(await checkLog(rawPool(), config().dataDir)).toMatchObject({ findings: [], unchecked: [expect.stringMatching(/not rolled back to an older backup, and that no key was replaced.*not in this data folder/)] });
  });

  test("a database that was rolled back to an older backup", async () => {
    const found = await tamper(`DELETE FROM log_checkpoint WHERE size > 150; DELETE FROM log_leaf WHERE idx >= 150; DELETE FROM log_tile; DELETE FROM audit_event WHERE seq > (SELECT seq FROM audit_event WHERE id = '${ids[149]}');
      UPDATE log_state SET size = 150, root = (SELECT root FROM log_checkpoint WHERE size = 150)`);
    expect(found).toMatch(/^The signer signed 300 events on .*, and 150 are there: the database was rolled back\.$/);
  });

  test("the log as a whole removed", async () => {
    expect(await tamper("DELETE FROM log_state")).toMatch(/^The log is gone: the signer signed 300 events/);
  });
});

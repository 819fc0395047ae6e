import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { database, rawPool } from "@/lib/database/client";
import { acrossTenants, withPlainClient } from "@/lib/database/connection";
import { migrate } from "@/lib/database/migrate";
import { withScratchDatabase } from "@/lib/database/scratch";
import { ownerPool, useTestDatabase } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { firstIdAt, timeOfId } from "./event-ids";
import { beginLog, sequence } from "./log/sequencer";
import { ensurePartitions } from "./partitions";
import { recordEvent } from "./record-event";

useTestDatabase();

const write = (at: string): Promise<string> => atTime(new Date(at), () => recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:CompleteDownload", outcome: "Success", browsing: false }));
const placeOf = async (id: string): Promise<string> => (await rawPool().query<{ place: string }>("SELECT tableoid::regclass::text AS place FROM audit_event WHERE id = $1", [id])).rows[0]?.place ?? "nowhere";

describe("events by month", () => {
  test("an event at a month's last instant and one a millisecond later are each in their month, and in order", async () => {
    const end = await atTime(new Date("2031-01-15T00:00:00Z"), async () => {
      await ensurePartitions(rawPool());
      return write("2031-01-31T23:59:59.999Z");
    });
    const begin = await write("2031-02-01T00:00:00.000Z");
    expect([await placeOf(end), await placeOf(begin)]).toEqual(["audit_event_2031_01", "audit_event_2031_02"]);
    expect(end < begin).toBe(true);
    expect([timeOfId(end).toISOString(), timeOfId(begin).toISOString()]).toEqual(["2031-01-31T23:59:59.999Z", "2031-02-01T00:00:00.000Z"]);
    expect(firstIdAt(new Date("2031-02-01T00:00:00.000Z")) <= begin).toBe(true);
  });

  test("nothing fails where nobody made a month in time: events have a place, which becomes that of their months, and none is lost or moved", async () => {
    const late = [await write("2035-05-31T23:59:59.999Z"), await write("2035-06-01T00:00:00.000Z")];
    const early = await write("2001-03-04T05:06:07.008Z");
    expect(await Promise.all(late.map(placeOf))).toEqual(["audit_event_after", "audit_event_after"]);
    expect(await placeOf(early)).toBe("audit_event_before");
    const rows = "SELECT id::text, xid::text, seq::text, at, salt::text FROM audit_event ORDER BY seq";
    const before = (await rawPool().query(rows)).rows;
    await atTime(new Date("2035-06-02T00:00:00Z"), () => ensurePartitions(rawPool(), new Date("2000-12-31T00:00:00Z")));
    expect((await rawPool().query(rows)).rows).toEqual(before);
    expect(await placeOf(late[1] ?? "")).toMatch(/^audit_event_2031_05_to_2035_06$/);
    expect(await placeOf(early)).toMatch(/^audit_event_2001_03_to_/);
    expect(await placeOf(await write("2035-08-01T00:00:00Z"))).toBe("audit_event_2035_08");
    expect(await placeOf(await write("2000-12-31T23:59:59Z"))).toBe("audit_event_2000_12");
    expect(await placeOf(await write("2044-01-01T00:00:00Z"))).toBe("audit_event_after");
  });

  test("several processes at once make each month once, while events are written", async () => {
    const made = await atTime(new Date("2044-02-10T00:00:00Z"), () =>
      Promise.all([...Array.from({ length: 4 }, () => ensurePartitions(rawPool())), ...Array.from({ length: 20 }, () => write("2044-02-10T00:00:00Z").then(() => 0))]));
    expect(made.filter((count) => count > 0)).toHaveLength(1);
    expect(await ensurePartitions(rawPool())).toBe(0);
  });

  test("every partition has the triggers, for everyone, and no door of its own", async () => {
    const { rows: all } = await ownerPool().query<{ name: string; triggers: string[]; walled: boolean; rights: boolean }>(`
      SELECT c.relname AS name, c.relrowsecurity AS walled, has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') AS rights,
        ARRAY(SELECT t.tgname || ' ' || t.tgenabled::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'audit\\_event\\_%' ORDER BY 1) AS triggers
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'audit_event'::regclass`, [inject("testDatabase").application.user]);
    expect(all.length).toBeGreaterThan(10);
    for (const { name, ...guards } of all) expect(guards, name).toEqual({ walled: true, rights: false, triggers: ["audit_event_append_only A", "audit_event_erasure_recorded A", "audit_event_no_truncate A", "audit_event_removal_recorded A", "audit_event_time A"] });
    for (const partition of ["audit_event_before", "audit_event_2031_01", "audit_event_after"]) {
      for (const sql of [`SELECT FROM ${partition}`, `INSERT INTO ${partition} DEFAULT VALUES`, `DELETE FROM ${partition}`]) await expect(rawPool().query(sql), sql).rejects.toThrow(/permission denied/);
    }
    const full = await placeOf(await write("2044-02-20T00:00:00Z"));
    for (const sql of [`UPDATE ${full} SET outcome = 'x'`, `DELETE FROM ${full}`, `TRUNCATE ${full}`, "TRUNCATE audit_event"]) await expect(ownerPool().query(sql), sql).rejects.toThrow(/never changed or removed/);
  });

  test("an id is there once, whatever its month, and is of the event's own time", async () => {
    const copy = "INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters) SELECT id, AT, operation, outcome, browsing, actor_kind, '', '', '', '', request_id, correlation_id, '{}', '{}' FROM audit_event LIMIT 1";
    await expect(ownerPool().query(copy.replace("AT", "at"))).rejects.toThrow(/duplicate key/);
    await expect(ownerPool().query(copy.replace("AT", "at + interval '40 days'"))).rejects.toThrow(/audit_event_id_time/);
  });

  test("a time range is asked of its months alone, and the newest events of one index after the other", async () => {
    const client = await ownerPool().connect();
    await client.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
    const plan = async (where: string): Promise<string> =>
      (await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) SELECT id FROM audit_event e WHERE ${where} ORDER BY e.id DESC LIMIT 50`)).rows.map((row) => row["QUERY PLAN"]).join("\n");
    const month = await plan(`e.id >= '${firstIdAt(new Date("2031-01-01"))}' AND e.id < '${firstIdAt(new Date("2031-03-01"))}'`);
    expect(new Set(month.match(/audit_event_2031_\d\d/g))).toEqual(new Set(["audit_event_2031_01", "audit_event_2031_02"]));
    expect(month).not.toMatch(/audit_event_(after|before|2044)/);
    const all = await plan("TRUE");
    expect(all).toMatch(/Append/);
    expect(all).not.toMatch(/Merge Append|Sort/);
    await client.query("ROLLBACK");
    client.release();
  });

  test("every search has its index: by address, by refusal, and by what events name, with and without browsing", async () => {
    const client = await ownerPool().connect();
    try {
      await client.query("SET enable_seqscan = off");
      const indexes = async (where: string, order = ""): Promise<string> =>
        (await client.query<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS OFF) SELECT id FROM audit_event e WHERE ${where} ${order}`)).rows.map((row) => row["QUERY PLAN"]).join("\n");
      const newest = "ORDER BY e.id DESC LIMIT 50";
      expect(await indexes("e.address = '203.0.113.7'", newest)).toMatch(/_address_id_idx on/);
      const refused = await indexes("e.outcome <> 'Success' AND e.browsing", newest);
      expect(refused).not.toMatch(/Seq Scan|Filter: .*outcome/);
      for (const browsing of ["e.browsing", "NOT e.browsing"]) expect(await indexes(`${browsing} AND e.resources && ARRAY['report/x']`)).toMatch(/Bitmap Index Scan on \S*resources/);
    } finally {
      await client.query("RESET enable_seqscan");
      client.release();
    }
  });

  test("the log takes events of all months in the order of writing", async () => {
    await beginLog(rawPool(), "portal.example/log");
    const { rows } = await rawPool().query<{ id: string }>("SELECT id::text FROM audit_event ORDER BY seq");
    expect(await sequence(rawPool())).toBe(rows.length);
    expect((await rawPool().query("SELECT event_id::text AS id FROM log_leaf ORDER BY idx")).rows).toEqual(rows);
  });
});

describe("the migration of a trail that was one table", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "muniment-migrations-"));
    const isEarlier = (file: string): boolean => !/^\d{14}_/.test(path.basename(file)) || path.basename(file) < "20261122190000";
    await cp(path.resolve("prisma"), folder, { recursive: true, filter: isEarlier });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("keeps every column of every row, sorts them into their months, and leaves the guards standing", async () => {
    await withScratchDatabase(async (connection) => {
      await migrate(connection, folder);
      await withPlainClient(acrossTenants(connection), async (client) => {
        await client.query("ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY wall ON audit_event USING (current_setting('muniment.scope', true) = 'system')");
        await client.query(`
          INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_name, person_email, address, user_agent, request_id, correlation_id, resources, parameters, erased)
          SELECT (lpad(to_hex((extract(epoch FROM t) * 1000)::bigint), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid, t, 'reports:GetReport', 'Success', n % 2 = 0, 'person', 'Ann ' || n, '', '', '', gen_random_uuid(), gen_random_uuid(),
            ARRAY['a', 'b'], jsonb_build_object('n', n), CASE WHEN n % 7 = 0 THEN '{"name": "x"}'::jsonb END
          FROM generate_series(1, 3000) n, LATERAL (SELECT date_trunc('milliseconds', now()) - n * interval '3 hours' AS t) times`);
        const whole = "SELECT to_jsonb(e) || jsonb_build_object('xid', e.xid::text) AS event FROM audit_event e ORDER BY seq";
        const before = (await client.query(whole)).rows;
        const applied = await migrate(connection);
        expect(applied[0]).toBe("20261122190000_event_partitions");
        await client.query("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY");
        expect((await client.query(whole)).rows).toEqual(before);
        const { rows: places } = await client.query<{ months: number; wrong: number }>(
          "SELECT count(DISTINCT tableoid)::int AS months, count(*) FILTER (WHERE tableoid::regclass::text <> 'audit_event_' || to_char(at AT TIME ZONE 'UTC', 'YYYY_MM'))::int AS wrong FROM audit_event");
        expect(places[0]?.wrong).toBe(0);
        expect(places[0]?.months).toBeGreaterThan(11);
        await expect(client.query("DELETE FROM audit_event")).rejects.toThrow(/never changed or removed/);
        await expect(client.query("TRUNCATE audit_event")).rejects.toThrow(/never changed or removed/);
        const { rows: next } = await client.query<{ seq: string }>("SELECT nextval('audit_event_seq_seq') AS seq");
        expect(Number(next[0]?.seq)).toBe(3001);
      });
    });
  }, 60_000);
});

import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { checkLog } from "@/lib/audit/log/check-log";
import { rawPool } from "@/lib/database/client";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { perform } from "@/lib/operations/perform";
import { rows, useWorld } from "@/lib/testing/world";
import { useRunningPortal, type HttpAnswer } from "./testing-portal";

const rounds = process.env["LONG_TESTS"] === "1" ? 50 : 2;
const lookEveryMs = 50;
const patienceMs = 60_000;

let portal: ReturnType<typeof useRunningPortal>;
const world = useWorld(() => {
  portal = useRunningPortal();
});
const keys: string[] = [];
let report = "";

beforeAll(async () => {
  report = await world.publish("handed-out", { pages: 40 });
  for (const who of ["alpha-admin", "alpha-auditor"] as const) keys.push((await perform(await world.as(who), createAccessKey, { name: "Load" })).key);
}, 120_000);

/** What the portal had answered before it was killed. */
type Told = { requests: string[]; units: string[]; checkpoints: { size: number; root: string }[] };

const Unit = z.object({ unitId: z.string() });
const Accepted = z.object({ ticket: z.string() });

/** The number of entries and the root hash in a checkpoint (C2SP tlog-checkpoint). */
function checkpointIn(note: string): { size: number; root: string } {
  const [, size = "", root = ""] = note.split("\n");
  return { size: Number(size), root };
}

/** Calls the portal, one call after the other, until it is over: changes, refusals, reads, copies, packets, and looks at the log. */
async function load(key: string, told: Told, over: () => boolean): Promise<void> {
  const call = async (operation: string, body: object): Promise<HttpAnswer> => {
    const answer = await portal.call("POST", `/api/${operation.replace(":", "/")}`, { key, body });
    // Whatever was done or refused is told in the trail; what the database could not take is answered by 503.
    if (answer.status === 200 || answer.status === 403) told.requests.push(answer.requestId);
    return answer;
  };
  const turns = [
    async () => {
      const { status, body } = await call("organizations:CreateOrganizationalUnit", { name: `Unit ${crypto.randomUUID()}` });
      if (status === 200) told.units.push(Unit.parse(JSON.parse(body)).unitId);
    },
    () => call("reports:ListReports", {}),
    async () => {
      const { status, body } = await call("reports:AcceptTerms", { reportId: report, termsRevision: 1, accepted: true });
      if (status === 200) await call("reports:GetReport", { reportId: report, ticket: Accepted.parse(JSON.parse(body)).ticket });
    },
    () => call("packets:GetPacket", { reports: [`${report}:1:1`], from: "2026-01-01", to: "2026-12-31", accepted: true }),
    async () => {
      const { status, body } = await portal.call("GET", "/log/checkpoint");
      if (status === 200) told.checkpoints.push(checkpointIn(body));
    },
  ];
  for (let turn = randomInt(turns.length); !over(); turn += 1) {
    try {
      await turns[turn % turns.length]?.();
    } catch {
      // Cut off: nothing was acknowledged.
    }
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < patienceMs; ) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`Not within ${patienceMs / 1000} s: ${what}`);
}

/** The first process of the portal's PostgreSQL; 0 while there is none. */
const databaseProcess = async (): Promise<number> => Number((await readFile(path.join(portal.dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "0")).split("\n")[0]);

const healthy = async (): Promise<boolean> => (await portal.call("GET", "/api/health")).status === 200;

async function oneRound(database: boolean): Promise<Told> {
  const told: Told = { requests: [], units: [], checkpoints: [] };
  let over = false;
  const loads = keys.flatMap((key) => [load(key, told, () => over), load(key, told, () => over)]);
  await until("the portal answers under load", async () => Promise.resolve(told.requests.length > 3));
  await new Promise((resolve) => setTimeout(resolve, randomInt(100, 1_000)));
  if (database) {
    const killed = await databaseProcess();
    process.kill(killed, "SIGKILL");
    // What it had begun may answer for a moment after it.
    await until("the portal works again, with another database process", async () => ![0, killed].includes(await databaseProcess()) && (await healthy()));
    over = true;
    await Promise.all(loads);
  } else {
    over = true;
    await portal.kill();
    await Promise.all(loads);
    await portal.startAgain();
  }
  return told;
}

const none = async (sql: string, values: unknown[] = []): Promise<void> => expect(await rows(sql, values)).toEqual([]);

/** Each thing of a table has the event that made it, and each such event its thing. */
const bothOrNeither = (operation: string, kind: string, things: string): Promise<void> =>
  none(
    `SELECT e.id AS event, t.id AS thing FROM (SELECT e.id, substr(r, length($2) + 2) AS thing FROM audit_event e, unnest(e.resources) r
        WHERE e.operation = $1 AND e.outcome = 'Success' AND r LIKE $2 || '/%') e
      FULL JOIN (${things}) t ON t.id = e.thing WHERE e.id IS NULL OR t.id IS NULL`,
    [operation, kind],
  );

test(
  `the portal and its database, killed under load ${rounds} times in turn: what was acknowledged over HTTP is there with its event, nothing half-done is, and the log goes on as it was seen`,
  { timeout: 60_000 + rounds * 60_000 },
  async () => {
    let acknowledged = 0;
    const begun = performance.now();
    for (let at = 0; at < rounds; at += 1) {
      const database = at % 2 === 1;
      const { requests, units, checkpoints } = await oneRound(database);
      acknowledged += requests.length;
      await none("SELECT r.id FROM unnest($1::uuid[]) r (id) WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.request_id = r.id)", [requests]);
      await none("SELECT u.id FROM unnest($1::uuid[]) u (id) WHERE NOT EXISTS (SELECT FROM organizational_unit o WHERE o.id = u.id)", [units]);
      // Also of what was under way and never answered: the change and its event, or neither.
      await bothOrNeither("organizations:CreateOrganizationalUnit", "unit", "SELECT id::text FROM organizational_unit");
      await bothOrNeither("reports:AcceptTerms", "ticket", "SELECT id::text FROM ticket");
      await bothOrNeither("reports:GetReport", "download", "SELECT id::text FROM download");
      // Copies and packets that were cut off have an end.
      if (!database) await none("SELECT id FROM download WHERE state = 'STARTED'");
      await until("every event is in the log", async () => (await rows("SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id) LIMIT 1")).length === 0);
      const seen = checkpoints.map(({ size, root }) => [size, root]);
      const kept = new Map((await rows("SELECT size, encode(root, 'base64') AS root FROM log_checkpoint WHERE size = ANY ($1::bigint[])", [checkpoints.map(({ size }) => size)])).map(({ size, root }) => [Number(size), root]));
      expect(seen.filter(([size = 0, root]) => kept.get(Number(size)) !== root), "a checkpoint that somebody has seen is not there, or is another").toEqual([]);
      expect((await checkLog(rawPool(), portal.dataDir)).findings.join("\n")).toBe("");
    }
    if (rounds > 2) console.log(`${rounds} rounds over HTTP, ${acknowledged} acknowledged, ${Math.round((performance.now() - begun) / 1000)} s`);
    expect(acknowledged).toBeGreaterThan(rounds * 3);
  },
);

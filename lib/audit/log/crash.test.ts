import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { acrossTenants, withPlainClient } from "@/lib/database/connection";
import { startEmbedded, type EmbeddedDatabase } from "@/lib/database/embedded";
import { prepareDatabase } from "@/lib/database/run";
import { checkLog } from "./check-log";
import { beginLog, sequence } from "./sequencer";
import { LogSigner } from "./signer";
import { parseConfig, setConfig } from "@/lib/config/config";

const rounds = process.env["LONG_TESTS"] === "1" ? 50 : 2;

let dataDir: string;
let embedded: EmbeddedDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "muniment-crash-"));
  setConfig(parseConfig({ DATA_DIR: dataDir, PORT: "0" }));
  embedded = await startEmbedded({ dataDir });
  await prepareDatabase(embedded);
  pool = new pg.Pool({ ...acrossTenants(embedded.connection), max: 4 });
  pool.on("error", () => undefined);
  await withPlainClient(embedded.owner ?? embedded.connection, (client) => client.query("CREATE TABLE crash_operation (event_id uuid PRIMARY KEY); GRANT SELECT, INSERT ON crash_operation TO PUBLIC"));
  await beginLog(pool, "crash.example/log");
});
afterAll(async () => {
  await pool.end();
  await embedded.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type Told = { committed: string[]; back: string[] };

/** Runs the server under load and kills it, or the database under it, at a random moment. */
function round(killDatabase: boolean): Promise<Told> {
  const told: Told = { committed: [], back: [] };
  const script = path.resolve("lib/audit/log/testing-crash-child.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(embedded.connection), dataDir], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    if (line.startsWith("+")) told.committed.push(line.slice(1));
    if (line.startsWith("-")) told.back.push(line.slice(1));
    if (line.startsWith("+") && told.committed.length === 1) setTimeout(() => void strike().then(() => setTimeout(() => child.kill("SIGKILL"), killDatabase ? 100 : 0)), randomInt(150, 900));
  });
  const strike = async (): Promise<void> => {
    if (!killDatabase) return;
    const [pid = ""] = (await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
    process.kill(Number(pid), "SIGKILL");
  };
  return new Promise((resolve) => lines.once("close", () => resolve(told)));
}

/** The database comes back by itself: its keeper starts it again and it recovers. */
async function untilBack(): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < 60_000; ) {
    try {
      await pool.query("SELECT 1");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("the database did not come back");
}

test(`${rounds} times killed under load, server and database in turn: nothing acknowledged is missing, nothing taken back is there, the tree never forks and goes on`, { timeout: rounds * 30_000 }, async () => {
  let [committed, back] = [0, 0];
  const begun = performance.now();
  for (let at = 0; at < rounds; at += 1) {
    const told = await round(at % 2 === 1);
    await untilBack();
    const { rows } = await pool.query<{ id: string }>("SELECT id::text FROM audit_event WHERE id = ANY ($1::uuid[])", [told.committed]);
    expect(rows).toHaveLength(told.committed.length);
    expect((await pool.query("SELECT FROM audit_event WHERE id = ANY ($1::uuid[])", [told.back])).rowCount).toBe(0);
    // Also of what was under way and never answered: operation and event, or neither.
    const halves = await pool.query(`SELECT FROM (SELECT id FROM audit_event WHERE operation = 'reports:CompleteDownload') e FULL JOIN crash_operation o ON o.event_id = e.id WHERE e.id IS NULL OR o.event_id IS NULL`);
    expect(halves.rowCount).toBe(0);
    await sequence(pool);
    // A signer that reads the killed one's memory: it would refuse a fork.
    await new LogSigner(pool, dataDir).sign();
    expect((await checkLog(pool, dataDir)).findings.join("\n")).toBe("");
    expect((await pool.query("SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id)")).rowCount).toBe(0);
    committed += told.committed.length;
    back += told.back.length;
  }
  if (rounds > 2) {
    const { rows } = await pool.query<{ events: number; checkpoints: number }>("SELECT (SELECT count(*) FROM audit_event)::int AS events, (SELECT count(*) FROM log_checkpoint)::int AS checkpoints");
    console.log(`${rounds} rounds, ${committed} acknowledged, ${back} taken back, ${rows[0]?.events} events, ${rows[0]?.checkpoints} checkpoints, ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  expect(committed).toBeGreaterThan(rounds);
});

import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { exportedBytes, exportEvents } from "@/lib/audit/export-events";
import { listEvents } from "@/lib/audit/list-events";
import { exportLog } from "@/lib/audit/log/export-log";
import { keepLog } from "@/lib/audit/log/keep-log";
import { ensurePartitions } from "@/lib/audit/partitions";
import { tileReader } from "@/lib/audit/log/log-store";
import { consistencyProof, inclusionProof } from "@/lib/audit/log/proofs";
import { makeReceipt } from "@/lib/audit/log/receipt";
import { beginLog, sequence } from "@/lib/audit/log/sequencer";
import { LogSigner } from "@/lib/audit/log/signer";
import { newestCheckpoint } from "@/lib/audit/log/stored-checkpoints";
import { recordEvent } from "@/lib/audit/record-event";
import { config, parseConfig, setConfig } from "@/lib/config/config";
import { closeDatabase, database, openDatabase, rawPool } from "@/lib/database/client";
import { acrossTenants } from "@/lib/database/connection";
import { Prisma } from "@/lib/database/generated/client";
import { asSystem } from "@/lib/database/scope";
import { prepareDatabase, takeDatabase } from "@/lib/database/run";
import { found } from "@/lib/demo/found";
import { systemCaller, type PersonCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { cast, password } from "./cast";
import { residentBytes } from "./child";
import { median } from "./statistics";

const quick = process.argv.includes("--quick");
const asked = process.argv.find((word) => word.startsWith("--events="))?.slice("--events=".length);
const many = asked === undefined ? (quick ? 50_000 : 1_000_000) : Number(asked);
const writers = 8;
const slotMs = quick ? 1500 : 3000;
const rounds = quick ? 3 : 5;
const pacedPerSecond = 500;
const pacedSeconds = quick ? 5 : 15;

const facts = { operation: "reports:GetReport", outcome: "Success", browsing: false, resources: ["report/report-AAAAAAAAAAAAAAAA:1", "download/ABCDEFGHJKMNPQ"], parameters: { downloadId: "ABCDEFGHJKMNPQ", bytes: 1234567 } } as const;
/** The owner of the tables: the portal's role may make none. */
let owners: pg.Pool;

const startKeeper = (): ReturnType<typeof keepLog> => keepLog({ pool: rawPool(), dataDir: config().dataDir, origin: "bench.example/log" });
const note = (text: string): void => void process.stderr.write(`${text}\n`);

/** Seconds of processor time that this process took since `begun`. */
const processorSeconds = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
};

/** For a process that ends by itself: its processor time, in microseconds. */
const tellsProcessorTime = 'process.on("exit", () => { const { user, system } = process.cpuUsage(); console.error("processor " + (user + system)); });';
const loads: number[] = [];
const noteLoad = (): void => void loads.push(loadavg()[0] ?? 0);

/** How often `work` got done in a second by so many writers at once. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() - begun < slotMs) {
        await work();
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - begun);
}

/** The operation's own write: a row like a ticket's. */
const own = (db: { query(text: string): Promise<unknown> }): Promise<unknown> =>
  db.query("INSERT INTO bench_operation (id, person, version, token, at) VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), now())");

type Event = "in the log" | "in a plain table" | "none";

/** The same statement, with the function that writes into the plain table. */
const inPlainTable = (insert: Prisma.Sql): Prisma.Sql => new Prisma.Sql(insert.strings.map((text) => text.replace("record_event(", "bench_record_event(")), insert.values);

async function operate(event: Event): Promise<void> {
  await database().$transaction(async (db) => {
    await own({ query: (text) => db.$executeRawUnsafe(text) });
    if (event === "none") return;
    const plain = new Proxy(db, { get: (of, name) => (name === "$executeRaw" ? (insert: Prisma.Sql) => of.$executeRaw(inPlainTable(insert)) : (Reflect.get(of, name) as unknown)) });
    await recordEvent(event === "in the log" ? db : plain, { caller: systemCaller("delivery"), ...facts });
  });
}

/** A table of events with every column and index that searching needs, without what the log adds: transaction ids, salts, triggers, walls and partitions. */
async function makePlainTable(): Promise<void> {
  await owners.query("CREATE TABLE bench_operation (id uuid PRIMARY KEY, person uuid, version uuid, token bytea UNIQUE, at timestamptz); GRANT INSERT ON bench_operation TO PUBLIC");
  await owners.query("CREATE TABLE bench_event (LIKE audit_event INCLUDING ALL); ALTER TABLE bench_event DROP COLUMN xid, DROP COLUMN salt, DROP COLUMN kept_salts, DROP COLUMN erased; GRANT INSERT ON bench_event TO PUBLIC");
  const { rows } = await owners.query<{ text: string }>("SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p WHERE p.proname = 'record_event'");
  const [definition] = rows;
  if (rows.length !== 1 || !definition) throw new Error("the database has not one function record_event");
  const copy = definition.text.replace("record_event(", "bench_record_event(").replace("INSERT INTO audit_event", "INSERT INTO bench_event");
  if (!copy.includes("bench_event (")) throw new Error("record_event writes elsewhere than this measurement knows");
  await owners.query(copy);
}

/** In turn: an operation's transaction with its event while the log is kept, the same without a log, and without an event. */
async function costOfEvents(): Promise<string[][]> {
  await makePlainTable();
  const rates = { log: [] as number[], plain: [] as number[], none: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.none.push(await rate(() => operate("none")));
    const keeper = startKeeper();
    rates.log.push(await rate(() => operate("in the log")));
    await keeper.stop();
    rates.plain.push(await rate(() => operate("in a plain table")));
  }
  const ratio = (a: number[], b: number[]): string => median(a.map((one, at) => one / (b[at] ?? one))).toFixed(2);
  const figures = (a: number[], b: number[]): string => `${ratio(a, b)} (${median(a).toFixed(0)} and ${median(b).toFixed(0)} a second)`;
  return [
    ["operation with its event, log running, against the same operation and event without log", figures(rates.log, rates.plain), "at least 0.7"],
    ["operation with its event, log running, against the operation alone", figures(rates.log, rates.none), ""],
  ];
}

async function delay(): Promise<string[]> {
  const committed = new Map<string, number>();
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (let at = next++; at < pacedPerSecond * pacedSeconds; at = next++) {
        const due = begun + (at * 1000) / pacedPerSecond - performance.now();
        if (due > 1) await pause(due);
        committed.set(await recordEvent(database(), { caller: systemCaller("delivery"), ...facts }), Date.now());
      }
    }),
  );
  const reached = (committed.size * 1000) / (performance.now() - begun);
  await pause(3000);
  const { rows } = await rawPool().query<{ id: string; at: Date }>("SELECT l.event_id::text AS id, (SELECT c.signed_at FROM log_checkpoint c WHERE c.size > l.idx ORDER BY c.size LIMIT 1) AS at FROM log_leaf l WHERE l.event_id = ANY ($1::uuid[])", [[...committed.keys()]]);
  const delays = rows.map(({ id, at }) => at.getTime() - (committed.get(id) ?? 0)).sort((a, b) => a - b);
  const p = (share: number): string => `${Math.max(0, delays[Math.floor((delays.length - 1) * share)] ?? 0)} ms`;
  return [`commit to signed checkpoint, ${reached.toFixed(0)} events a second (median, p99; ${delays.length} of ${committed.size})`, `${p(0.5)}, ${p(0.99)}`, "p99 under 2,000 ms"];
}

async function fill(caller: PersonCaller): Promise<string[]> {
  note(`Writing ${many.toLocaleString("en")} events`);
  const chunk = 50_000;
  let [sequenced, busyMs, processor] = [0, 0, 0];
  for (let done = 0; done < many; done += chunk) {
    await owners.query(
      `INSERT INTO audit_event (id, at, operation, outcome, browsing, actor_kind, person_id, person_name, person_email, account_id, organization_id, address, user_agent, request_id, correlation_id, resources, parameters)
       SELECT id, event_id_time(id),
         (ARRAY['reports:GetReport','reports:AcceptTerms','identity:SignIn','reports:CompleteDownload','reports:ListReports'])[1 + n % 5], CASE WHEN n % 20 = 0 THEN 'AccessDenied' ELSE 'Success' END, n % 5 = 4, 'person',
         CASE WHEN n % 50 = 0 THEN $1::uuid ELSE md5((n % 500)::text)::uuid END, 'Person ' || n % 500, 'p' || n % 500 || '@example.com', $2, $3::uuid, '203.0.113.' || n % 250, 'Browser', gen_random_uuid(), gen_random_uuid(),
         ARRAY['report/report-AAAAAAAAAAAAA' || n % 900], jsonb_build_object('bytes', n) FROM (SELECT n, uuidv7(-((random() * 300)::int * interval '1 day' + random() * interval '1 day')) AS id FROM generate_series($4::int, $5::int) n) made`,
      [caller.personId, caller.account?.id, caller.account?.organizationId, done, Math.min(many, done + chunk) - 1]);
    const [begun, cpu] = [performance.now(), process.cpuUsage()];
    sequenced += await sequence(rawPool());
    busyMs += performance.now() - begun;
    processor += processorSeconds(cpu);
    note(`  ${(done + chunk).toLocaleString("en")}`);
  }
  await new LogSigner(rawPool(), config().dataDir).sign();
  await owners.query("VACUUM ANALYZE audit_event");
  return ["leaves sequenced, with their events read and their tiles written", `${Math.round((sequenced * 1000) / busyMs).toLocaleString("en")} a second (${Math.round(sequenced / processor).toLocaleString("en")} a second of the program's processor time)`, ""];
}

async function times(count: number, work: (at: number) => Promise<unknown>): Promise<(share: number) => number> {
  const all: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const begun = performance.now();
    await work(at);
    all.push(performance.now() - begun);
  }
  all.sort((a, b) => a - b);
  return (share) => all[Math.floor((all.length - 1) * share)] ?? 0;
}

async function onMany(caller: PersonCaller, folder: string): Promise<string[][]> {
  const { rows: some } = await rawPool().query<{ id: string }>("SELECT event_id::text AS id FROM log_leaf TABLESAMPLE SYSTEM (1) LIMIT 300");
  const leaves = (await newestCheckpoint(rawPool()))?.size ?? 0;
  const inclusion = await times(300, (at) => inclusionProof(Math.floor((leaves / 300) * at), leaves, tileReader(rawPool())));
  const consistency = await times(300, (at) => consistencyProof(1 + Math.floor((leaves / 300) * at), leaves, tileReader(rawPool())));
  const proof = await times(300, (at) => makeReceipt(rawPool(), some[at % some.length]?.id ?? ""));
  const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const search = await times(200, (at) => perform(caller, listEvents, { who: caller.personId, operation: ["reports:GetReport", "identity:SignIn"][at % 2], from: day(40 + at), to: day(10 + at) }));
  note(`proof ${inclusion(0.5)} ${inclusion(0.99)}, consistency ${consistency(0.5)} ${consistency(0.99)}, receipt ${proof(0.5)} ${proof(0.99)}, search ${search(0.5)} ${search(0.99)} ms`);
  note("Exporting");
  const before = residentBytes(process.pid) ?? 0;
  let [most, bytes] = [before, 0];
  // Filling may take longer than a factor stays fresh, and the export asks for a fresh one.
  const exporter = { ...caller, factorAt: new Date() };
  const done = await perform(exporter, exportEvents, { format: "jsonl", browsing: true });
  const [begun, exportCpu] = [performance.now(), process.cpuUsage()];
  for await (const piece of exportedBytes(exporter, done.filter, done.format, done.before)) {
    bytes += piece.length;
    most = Math.max(most, residentBytes(process.pid) ?? 0);
  }
  const exportSeconds = (performance.now() - begun) / 1000;
  const exportProcessor = processorSeconds(exportCpu);
  const file = path.join(folder, "log.jsonl");
  await pipeline(exportLog(rawPool(), null), createWriteStream(file));
  await writeFile(path.join(folder, "done"), "");
  note("Verifying offline");
  const verifyBegun = performance.now();
  const said = await new Promise<string>((resolve) => execFile(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(tellsProcessorTime)}`, path.resolve("scripts/verify/muniment-verify.mjs"), "export", file], (_error, stdout, stderr) => resolve(stdout + stderr)));
  const verifySeconds = (performance.now() - verifyBegun) / 1000;
  if (said.includes("FAILED")) throw new Error(said);
  const verifyProcessor = Number(/processor (\d+)/.exec(said)?.[1]) / 1e6;
  const size = many.toLocaleString("en");
  return [
    [`inclusion proof at ${size} leaves (median, p99)`, `${inclusion(0.5).toFixed(1)} ms, ${inclusion(0.99).toFixed(1)} ms`, "under 5 ms"],
    [`consistency proof to ${size} leaves (median, p99)`, `${consistency(0.5).toFixed(1)} ms, ${consistency(0.99).toFixed(1)} ms`, "under 5 ms"],
    [`receipt with its proof at ${size} events (median, p99)`, `${proof(0.5).toFixed(1)} ms, ${proof(0.99).toFixed(1)} ms`, ""],
    [`search with three filters at ${size} events (median, p99)`, `${search(0.5).toFixed(1)} ms, ${search(0.99).toFixed(1)} ms`, "p99 under 50 ms"],
    [`export of all as JSON Lines, ${(bytes / 1e6).toFixed(0)} MB`, `${exportSeconds.toFixed(1)} s (${exportProcessor.toFixed(1)} s of the program's processor time), memory grew by ${((most - before) / 1048576).toFixed(0)} MiB`, "constant memory"],
    [`offline verification of all, ${((await stat(file)).size / 1e6).toFixed(0)} MB`, `${verifySeconds.toFixed(1)} s (${verifyProcessor.toFixed(1)} s of its processor time)`, "seconds"],
  ];
}

const page = (table: string): string => `# The trail

\`npm run bench:audit\` measures and writes this page; \`-- --quick\` measures less and only prints.

- **Cost of an event.** ${writers} writers at a time do an operation's transaction (one row with a unique token), in turn, ${rounds} rounds of ${slotMs / 1000} s each: with its event while the sequencer and the
  signer work beside; with the same event in a plain table, which has every column and index that searching needs but no transaction id, salts, triggers, row-level security and partitions, and nothing that
  sequences it; and without an event. The middle of the rounds' ratios counts. The second row is the price of keeping a trail at all.
- **Delay.** ${pacedPerSecond} events a second for ${pacedSeconds} s, each timed from the answer to its commit until the first checkpoint that covers it.
- **${many.toLocaleString("en")} events** are generated in the database, for 500 people over 300 days, and go into the log by the sequencer's own path, in pieces of 50,000; its time is that of the batches.
- **Proofs and receipts** are of entries over the whole log, 300 each. **Search** is by person, operation and a range of days through the operation itself, with its own event, 200 times, each with other days.
- **Export** is what people download; the memory is by how much the program's resident memory grew. **Verification** is \`muniment-verify export\` in a process of its own.

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} processors shared with other work: load ${loads.map((load) => load.toFixed(1)).join(", ")} (at the start, after the cost of events, when all were there, at the end).

${table}
`;

const folder = await mkdtemp(path.join(tmpdir(), "muniment-bench-audit-"));
try {
  setConfig(parseConfig({ DATA_DIR: path.join(folder, "data"), PORT: "0" }));
  const taken = await takeDatabase(config());
  await prepareDatabase(taken, "free");
  owners = new pg.Pool({ ...acrossTenants(taken.owner ?? taken.connection), max: writers });
  openDatabase(taken.connection, { connections: 12 });
  const measure = async (): Promise<string[][]> => {
    const world = await found(cast, new Date(Date.now() - 2 * 86_400_000), password);
    await ensurePartitions(rawPool(), new Date(Date.now() - 302 * 86_400_000));
    await beginLog(rawPool(), "bench.example/log");
    noteLoad();
    const cost = await costOfEvents();
    noteLoad();
    const keeper = startKeeper();
    const delays = await delay();
    for (const row of [...cost, delays]) note(row.join(" | "));
    await keeper.stop();
    const caller = await world.actor("root").workIn(world.accountId("office"));
    if (caller.kind !== "person") throw new Error("nobody signed in");
    const filled = await fill(caller);
    noteLoad();
    note(filled.join(" | "));
    const measured = await onMany(caller, folder);
    noteLoad();
    return [...cost, delays, filled, ...measured];
  };
  const rows = await asSystem("measuring", measure);
  await owners.end();
  await closeDatabase();
  await taken.release();
  const table = ["| measured | found | target |", "| --- | --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
  console.log(table);
  if (!quick) await writeFile("bench/AUDIT.md", page(table));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

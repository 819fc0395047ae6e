import type pg from "pg";
import { z } from "zod";
import { readCheckpoint } from "./checkpoint";
import { Erasures, namedAs, readErasures } from "./erasures";
import { GrowingTree } from "./growing-tree";
import { leafHash } from "./merkle";
import { eventOfLeaf, LogDamage, LogState, stateColumns, type Queryable } from "./log-store";
import { timeOfId } from "../event-ids";
import { minimumDays } from "../retention/classes";
import { keyName, openNote, readVerifierLine, type Verifier } from "./note";
import { entryOfLeaf, leafColumns, type LeafRow } from "./receipt";
import { Prunings, readPrunings } from "./prunings";
import { readMemory, type Memory } from "./signer-memory";
import { logKeys } from "./signing-keys";

const chunkSize = 2000;
/** More than these would say nothing new. */
const maxFindings = 20;
const nobody = "";
const noMemory = "That the database was not rolled back to an older backup, and that no key was replaced together with all checkpoints: the signer's memory (keys/log-memory.json) is not in this data folder.";

/** What a check found. Each finding is a sentence that names the event, tile or checkpoint that broke. */
export type LogCheck = { /** What could not be checked, each in a sentence. */ unchecked: string[]; events: number; erased: number; /** Records that retention removed, by the event that says so. */ removed: Removal[]; tiles: number; checkpoints: number; findings: string[] };
export type Removal = { eventId: string; at: Date; events: number };

type Checked = Omit<LeafRow, "id"> & { id: string | null; leaf_event: string; leaf_organization: string | null };

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

const isWhole = (row: Checked): row is Checked & LeafRow => row.id !== null;

/** Nothing younger is let go by any rule. */
const leastAgeMs = Math.min(...Object.values(minimumDays)) * 86_400_000;

/** What is wrong with one leaf and its event by themselves; null when nothing is. A record may be gone where an event of the log says that retention removed it. */
function faultOf(row: Checked, prunings: Prunings, erasures: Erasures): string | null {
  if (!isWhole(row)) {
    const pruning = prunings.of(Number(row.idx));
    if (!pruning) return `Event ${row.leaf_event} (entry ${row.idx} of the log) was deleted.`;
    if (pruning.at.getTime() - timeOfId(row.leaf_event).getTime() >= leastAgeMs) return null;
    return `Event ${row.leaf_event} (entry ${row.idx} of the log) was deleted: event ${pruning.eventId} names it as removed by retention, and it was too young for that.`;
  }
  const what = `Event ${row.leaf_event} (entry ${row.idx}: ${row.operation}, ${row.at.toISOString()})`;
  try {
    if (!same(leafHash(Buffer.from(entryOfLeaf(row), "utf8")), row.hash)) return `${what} was changed after it was recorded, or put in another place.`;
    const blanked = row.erased && erasures.faultOf({ id: row.id, personId: row.person_id, index: Number(row.idx) }, Object.keys(row.erased));
    return blanked && `${what} ${blanked}`;
  } catch {
    return `${what} was changed after it was recorded: its salts are gone or its values have no form.`;
  }
}

const leaves = (where: string): string =>
  `SELECT ${leafColumns}, l.event_id::text AS leaf_event, l.organization_id::text AS leaf_organization FROM (SELECT * FROM log_leaf ${where} ORDER BY idx) l ${eventOfLeaf} ORDER BY l.idx`;

/** Checks a stretch of entries against their events: what a running portal does little by little. @returns the first fault, in a sentence, and where to go on */
export async function checkStretch(pool: pg.Pool, from: number, count: number): Promise<{ fault: string | null; next: number }> {
  const { rows } = await pool.query<Checked>(leaves("WHERE idx >= $1 AND idx < $2"), [from, from + count]);
  const holes = rows.filter((row) => !isWhole(row)).map(({ idx }) => Number(idx));
  const prunings = holes.length === 0 ? new Prunings([]) : await readPrunings(pool, [Math.min(...holes), Math.max(...holes)]);
  const erased = rows.filter(isWhole).filter((row) => row.erased);
  const erasures = erased.length === 0 ? new Erasures() : await readErasures(pool, erased.flatMap(({ id, person_id: person }) => namedAs(id, person)));
  const fault = rows.map((row) => faultOf(row, prunings, erasures)).find((one) => one !== null) ?? null;
  return { fault, next: rows.length < count ? 0 : from + count };
}

const Checkpoints = z.array(z.object({ size: z.coerce.number(), root: z.instanceof(Uint8Array), note: z.string(), at: z.date() }));
type CheckpointRow = z.infer<typeof Checkpoints>[number];

class Findings {
  readonly all: string[] = [];
  add(finding: string): void {
    if (this.all.length < maxFindings) this.all.push(finding);
    else if (this.all.length === maxFindings) this.all.push("… and more.");
  }
}

function readable(keys: readonly string[], findings: Findings): Verifier[] {
  return keys.flatMap((line) => {
    try {
      return [readVerifierLine(line)];
    } catch {
      findings.add(`The key ${keyName(line)} in the database is malformed: it was replaced.`);
      return [];
    }
  });
}

/** Holds stored checkpoints against the tree as it grows over their sizes. */
class CheckpointCheck {
  #waiting: CheckpointRow[] = [];
  #after = -1;
  #lastGood = 0;
  count = 0;

  constructor(private readonly db: Queryable, private readonly verifiers: readonly Verifier[], private readonly origin: string, private readonly findings: Findings) {}

  async next(): Promise<CheckpointRow | undefined> {
    if (this.#waiting.length === 0) {
      const { rows } = await this.db.query("SELECT size, root, note, signed_at AS at FROM log_checkpoint WHERE size > $1 ORDER BY size LIMIT 1000", [this.#after]);
      this.#waiting = Checkpoints.parse(rows);
      this.#after = this.#waiting.at(-1)?.size ?? this.#after;
    }
    return this.#waiting[0];
  }

  async reached(tree: GrowingTree): Promise<void> {
    for (let row = await this.next(); row && row.size <= tree.size; row = await this.next()) {
      this.#waiting.shift();
      this.count += 1;
      const name = `The checkpoint of ${row.size} events, signed ${row.at.toISOString()},`;
      try {
        const signed = readCheckpoint(openNote(row.note, this.verifiers));
        if (signed.origin !== this.origin || signed.size !== row.size || !same(signed.root, row.root)) this.findings.add(`${name} was changed: its row does not say what was signed.`);
        else if (!same(signed.root, tree.root())) this.findings.add(`${name} does not fit: at least one of the entries ${this.#lastGood} to ${row.size - 1} is not the one that was signed.`);
        else this.#lastGood = row.size;
      } catch {
        this.findings.add(`${name} was not signed by a key of this log: it was changed, or the key was replaced.`);
      }
    }
  }

  async rest(size: number): Promise<void> {
    const row = await this.next();
    if (row) this.findings.add(`The checkpoint of ${row.size} events, signed ${row.at.toISOString()}, covers more than the ${size} that are there: entries were removed.`);
  }
}

async function checkTiles(db: Queryable, tree: GrowingTree, findings: Findings): Promise<number> {
  const full = tree.takeFull();
  for (const { level, n, bytes, root } of full) {
    const { rows } = await db.query<{ bytes: Uint8Array; root: Uint8Array }>("SELECT bytes, root FROM log_tile WHERE level = $1 AND n = $2", [level, n]);
    const [stored] = rows;
    if (!stored) findings.add(`Tile ${level}/${n} of the log is missing.`);
    else if (!same(stored.bytes, bytes) || !same(stored.root, root)) findings.add(`Tile ${level}/${n} of the log does not hold the hashes of its entries ${n * 256 ** (level + 1)} to ${(n + 1) * 256 ** (level + 1) - 1}: it was swapped, or they were changed.`);
  }
  return full.length;
}

/** Events that the log passed over: committed before its last batch looked, and not among its leaves. */
async function checkHidden(db: Queryable, findings: Findings): Promise<void> {
  const { rows } = await db.query<{ id: string; operation: string; at: Date }>(
    `SELECT e.id::text, e.operation, e.at FROM audit_event e, log_state s
     WHERE e.xid < pg_snapshot_xmin(s.snapshot::pg_snapshot) AND NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id) ORDER BY e.seq LIMIT ${maxFindings}`);
  for (const { id, operation, at } of rows) findings.add(`Event ${id} (${operation}, ${at.toISOString()}) is not in the log: it was inserted behind its back.`);
}

function checkMemory(memory: Memory | undefined, state: LogState, tree: GrowingTree, rootAt: string | undefined, keys: readonly string[], findings: Findings): void {
  if (!memory) return;
  for (const key of memory.verifiers) if (!keys.includes(key)) findings.add(`The key ${keyName(key)}, which signed this log, is no longer in the database: it was replaced.`);
  if (memory.origin !== state.origin) findings.add(`The database holds the log ${state.origin}; this portal signed ${memory.origin}. The database was replaced.`);
  else if (memory.size > tree.size) findings.add(`The signer signed ${memory.size} events on ${memory.at}, and ${tree.size} are there: the database was rolled back.`);
  else if (rootAt !== undefined && rootAt !== memory.root) findings.add(`The first ${memory.size} events are not those that the signer signed on ${memory.at}: history was changed.`);
}

const nothing = { unchecked: [], events: 0, erased: 0, removed: [], tiles: 0, checkpoints: 0 };

async function check(db: pg.PoolClient, memory: Memory | undefined, progress: (events: number) => void): Promise<LogCheck> {
  const findings = new Findings();
  const { rows: states } = await db.query(`SELECT ${stateColumns} FROM log_state WHERE id = 1`);
  if (states.length === 0) {
    if (memory) findings.add(`The log is gone: the signer signed ${memory.size} events of ${memory.origin} on ${memory.at}.`);
    return { ...nothing, findings: findings.all };
  }
  const prunings = await readPrunings(db);
  const erasures = await readErasures(db);
  const gone = new Map<string, Removal>();
  const state = LogState.parse(states[0]);
  const memorySize = memory?.size;
  const unchecked = memorySize === undefined ? [noMemory] : [];
  const keys = (await logKeys(db)).map(({ verifier }) => verifier);
  const checkpoints = new CheckpointCheck(db, readable(keys, findings), state.origin, findings);
  const tree = new GrowingTree(0, []);
  const chains = new Map<string, { sequence: number; hash: string }>();
  let [erased, tiles] = [0, 0];
  let rootAtMemory = memorySize === 0 ? hex(tree.root()) : undefined;
  await checkpoints.reached(tree);
  await db.query(`DECLARE leaves NO SCROLL CURSOR FOR ${leaves("")}`);
  for (;;) {
    const { rows } = await db.query<Checked>(`FETCH ${chunkSize} FROM leaves`);
    for (const row of rows) {
      if (Number(row.idx) !== tree.size) {
        findings.add(`Entry ${tree.size} of the log is missing: after it comes entry ${row.idx} (event ${row.leaf_event}).`);
        return { unchecked, events: tree.size, erased, removed: [...gone.values()], tiles, checkpoints: checkpoints.count, findings: findings.all };
      }
      const fault = faultOf(row, prunings, erasures);
      if (fault) findings.add(fault);
      const pruning = fault || isWhole(row) ? undefined : prunings.of(Number(row.idx));
      if (pruning) gone.set(pruning.eventId, { eventId: pruning.eventId, at: pruning.at, events: (gone.get(pruning.eventId)?.events ?? 0) + 1 });
      if (row.erased) erased += 1;
      const chain = chains.get(row.leaf_organization ?? nobody);
      if (Number(row.sequence) !== (chain?.sequence ?? 0) + 1 || (row.previous ? hex(row.previous) : undefined) !== chain?.hash) {
        findings.add(`Event ${row.leaf_event} (entry ${row.idx}) does not follow the one before it of its organization: an entry was removed, added or put in another place.`);
      }
      chains.set(row.leaf_organization ?? nobody, { sequence: Number(row.sequence), hash: hex(row.hash) });
      tree.append(row.hash);
      if (tree.size === memorySize) rootAtMemory = hex(tree.root());
      const next = await checkpoints.next();
      if (next && next.size <= tree.size) await checkpoints.reached(tree);
    }
    tiles += await checkTiles(db, tree, findings);
    progress(tree.size);
    if (rows.length < chunkSize) break;
  }
  await checkpoints.rest(tree.size);
  if (tree.size !== state.size) findings.add(`The log says that it has ${state.size} entries, and ${tree.size} are there.`);
  else if (!same(tree.root(), state.root)) findings.add(`The root that the log keeps is not that of its ${tree.size} entries.`);
  await checkHidden(db, findings);
  checkMemory(memory, state, tree, rootAtMemory, keys, findings);
  return { unchecked, events: tree.size, erased, removed: [...gone.values()], tiles, checkpoints: checkpoints.count, findings: findings.all };
}

/**
 * Checks the whole log against its events, tiles, checkpoints and the signer's memory, in constant memory and at one moment. Without findings everything holds but what could not be checked.
 * @param progress told how many events were checked so far
 */
export async function checkLog(pool: pg.Pool, dataDir: string, progress: (events: number) => void = () => undefined): Promise<LogCheck> {
  // Before the moment at which the database is looked at: a signer that goes on meanwhile signs what is not in sight, and nothing of that is a finding.
  const memory = readMemory(dataDir);
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await db.query("SET LOCAL statement_timeout = 0");
    return await check(db, memory, progress);
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    return { ...nothing, findings: [error.message] };
  } finally {
    await db.query("ROLLBACK").catch((error: unknown) => (broken = error instanceof Error ? error : new Error("rollback failed")));
    db.release(broken);
  }
}

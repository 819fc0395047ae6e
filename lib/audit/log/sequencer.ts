import type pg from "pg";
import { entryOf, type LoggedEvent } from "./entry";
import { GrowingTree } from "./growing-tree";
import { emptyRoot, equalHashes, leafHash } from "./merkle";
import { loggedColumns, loggedEvent, LogDamage, LogState, readEdge, stateColumns, type LoggedRow } from "./log-store";

/** So many events are held in memory at a time, however many wait. */
const chunkSize = 2000;
/** Stands for the events of no organization. */
const nobody = "00000000-0000-0000-0000-000000000000";

const systemId = "(SELECT system_identifier::text FROM pg_control_system())";

/** Begins the log of a database that has none. Of several processes one does it; all may call it. */
export async function beginLog(pool: pg.Pool, origin: string): Promise<void> {
  await pool.query(`INSERT INTO log_state (id, origin, size, root, snapshot, system_id) VALUES (1, $1, 0, $2, '3:3:', ${systemId}) ON CONFLICT (id) DO NOTHING`, [origin, emptyRoot]);
}

/**
 * After a move to another cluster (pg_dump and pg_restore) events keep the transaction ids of the old one, which may be higher than those that are given here for years. So what is new is looked for below
 * the ids that this cluster has given by now, and an event that has its leaf is left out. A subquery, not an anti-join: PostgreSQL would rather read all leaves than look up those few.
 */
const hasNoLeaf = "(SELECT l.idx FROM log_leaf l WHERE l.event_id = e.id) IS NULL";

/** True when an event was committed that the log does not have. One look at an index. */
async function somethingWaits(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: "log-waits",
    text: `SELECT FROM log_state s WHERE s.id = 1 AND (
      EXISTS (SELECT FROM audit_event e WHERE e.xid >= pg_snapshot_xmax(s.snapshot::pg_snapshot) AND e.xid < pg_snapshot_xmax(pg_current_snapshot()) AND ${hasNoLeaf})
      OR EXISTS (SELECT FROM audit_event e WHERE e.xid = ANY (ARRAY(SELECT pg_snapshot_xip(s.snapshot::pg_snapshot))) AND ${hasNoLeaf})
      OR s.system_id <> ${systemId})`,
  });
  return rowCount !== 0;
}

/**
 * What was committed since the batch before: what that batch's snapshot could not see and this one's (`visible`) can. A transaction that was open then is in the
 * snapshot's list, one that began later has a higher id: none is taken twice and none is left out, however late it commits.
 */
const waitingSince = (snapshot: string, visible: string, { first, last }: Span): string => `
  SELECT ${loggedColumns}, e.seq FROM audit_event e
  WHERE e.xid >= pg_snapshot_xmax('${snapshot}'::pg_snapshot) AND e.xid < pg_snapshot_xmax('${visible}'::pg_snapshot) AND e.id BETWEEN '${first}' AND '${last}' AND ${hasNoLeaf}
  UNION ALL
  SELECT ${loggedColumns}, e.seq FROM audit_event e WHERE e.xid = ANY (ARRAY(SELECT pg_snapshot_xip('${snapshot}'::pg_snapshot))) AND e.id BETWEEN '${first}' AND '${last}' AND ${hasNoLeaf}
  ORDER BY seq`;

type Span = { first: string; last: string };

/** The least and the greatest id of what waits: a statement that each connection plans once, so that the one that reads is planned for their months alone. */
const spanOfWaiting = {
  name: "log-span",
  text: `SELECT COALESCE(min(id), '00000000-0000-0000-0000-000000000000') AS first, COALESCE(max(id), '00000000-0000-0000-0000-000000000000') AS last FROM (
    SELECT e.id::text FROM audit_event e
    WHERE e.xid >= (SELECT pg_snapshot_xmax(snapshot::pg_snapshot) FROM log_state WHERE id = 1) AND e.xid < pg_snapshot_xmax(pg_current_snapshot())
    UNION ALL
    SELECT e.id::text FROM audit_event e WHERE e.xid = ANY (ARRAY(SELECT pg_snapshot_xip(snapshot::pg_snapshot) FROM log_state WHERE id = 1))) waiting`,
};

/** After a move to another cluster, where transaction ids mean something else: what has no leaf. */
const waitingWithoutLeaf = `SELECT ${loggedColumns}, e.seq FROM audit_event e WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id) ORDER BY e.seq`;

type Head = { sequence: number; hash: Uint8Array };
type Leaf = { idx: number; event: LoggedEvent; place: { organizationSequence: number; previous: Uint8Array | null }; hash: Uint8Array };

class Heads {
  readonly #known = new Map<string, Head>();
  readonly #changed = new Set<string>();

  constructor(private readonly db: pg.PoolClient) {}

  async know(events: readonly LoggedEvent[]): Promise<void> {
    const unknown = [...new Set(events.map(({ organizationId }) => organizationId ?? nobody))].filter((id) => !this.#known.has(id));
    if (unknown.length === 0) return;
    const { rows } = await this.db.query<{ id: string; sequence: string; hash: Uint8Array }>(
      "SELECT organization_id::text AS id, sequence, hash FROM log_organization WHERE organization_id = ANY ($1::uuid[])", [unknown]);
    for (const { id, sequence, hash } of rows) this.#known.set(id, { sequence: Number(sequence), hash });
  }

  /** Puts an event behind the last one of its organization. */
  place(event: LoggedEvent): Omit<Leaf, "idx"> {
    const key = event.organizationId ?? nobody;
    const head = this.#known.get(key);
    const organizationSequence = (head?.sequence ?? 0) + 1;
    const previous = head?.hash ?? null;
    const hash = leafHash(Buffer.from(entryOf(event, { organizationSequence, previous: previous && Buffer.from(previous).toString("hex") }), "utf8"));
    this.#known.set(key, { sequence: organizationSequence, hash });
    this.#changed.add(key);
    return { event, place: { organizationSequence, previous }, hash };
  }

  async save(): Promise<void> {
    const changed = [...this.#changed].flatMap((id) => {
      const head = this.#known.get(id);
      return head ? [{ id, ...head }] : [];
    });
    await this.db.query(
      `INSERT INTO log_organization (organization_id, sequence, hash) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bytea[])
       ON CONFLICT (organization_id) DO UPDATE SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash`,
      [changed.map(({ id }) => id), changed.map(({ sequence }) => sequence), changed.map(({ hash }) => hash)]);
  }
}

async function saveLeaves(db: pg.PoolClient, leaves: readonly Leaf[]): Promise<void> {
  await db.query(
    `INSERT INTO log_leaf (idx, event_id, organization_id, organization_sequence, previous, hash)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bytea[], $6::bytea[])`,
    [
      leaves.map(({ idx }) => idx), leaves.map(({ event }) => event.id), leaves.map(({ event }) => event.organizationId),
      leaves.map(({ place }) => place.organizationSequence), leaves.map(({ place }) => place.previous), leaves.map(({ hash }) => hash),
    ]);
}

async function saveTiles(db: pg.PoolClient, tree: GrowingTree): Promise<void> {
  const full = tree.takeFull();
  if (full.length === 0) return;
  await db.query("INSERT INTO log_tile (level, n, bytes, root) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[], $4::bytea[])", [
    full.map(({ level }) => level), full.map(({ n }) => n), full.map(({ bytes }) => bytes), full.map(({ root }) => root),
  ]);
}

async function treeOf(db: pg.PoolClient, { size, root }: LogState): Promise<GrowingTree> {
  const tree = new GrowingTree(size, await readEdge(db, size));
  if (!equalHashes(tree.root(), root)) throw new LogDamage(`The leaves and tiles of the log do not give the root of its ${size} leaves.`);
  return tree;
}

async function takeBatch(db: pg.PoolClient): Promise<number> {
  const { rows } = await db.query(`SELECT ${stateColumns}, pg_current_snapshot()::text AS visible, ${systemId} AS cluster FROM log_state WHERE id = 1 FOR UPDATE SKIP LOCKED`);
  const row = rows[0] as { visible: string; cluster: string } | undefined;
  if (!row) return 0;
  const state = LogState.parse(row);
  await db.query("SET LOCAL statement_timeout = 0");
  const moved = state.systemId !== row.cluster;
  const { rows: [span] } = await db.query<Span>(spanOfWaiting);
  await db.query(`DECLARE waiting NO SCROLL CURSOR FOR ${moved || !span ? waitingWithoutLeaf : waitingSince(state.snapshot, row.visible, span)}`);
  const heads = new Heads(db);
  let tree: GrowingTree | undefined;
  for (;;) {
    const { rows: found } = await db.query<LoggedRow>(`FETCH ${chunkSize} FROM waiting`);
    if (found.length === 0) break;
    tree ??= await treeOf(db, state);
    const events = found.map(loggedEvent);
    await heads.know(events);
    const leaves: Leaf[] = [];
    for (const event of events) {
      const leaf = { idx: tree.size, ...heads.place(event) };
      tree.append(leaf.hash);
      leaves.push(leaf);
    }
    await saveLeaves(db, leaves);
    await saveTiles(db, tree);
    if (found.length < chunkSize) break;
  }
  if (tree) await heads.save();
  const reached = tree ?? { size: state.size, root: () => state.root };
  const swapped = await db.query("UPDATE log_state SET size = $1, root = $2, snapshot = $3, system_id = $4 WHERE id = 1 AND size = $5", [reached.size, reached.root(), row.visible, row.cluster, state.size]);
  if (swapped.rowCount !== 1) throw new LogDamage("The state of the log changed under its lock.");
  return reached.size - state.size;
}

const isLostRace = (error: unknown): boolean => error instanceof Error && "code" in error && (error.code === "40001" || error.code === "40P01");

/**
 * Takes every event that was committed since the last batch into the log, in one REPEATABLE READ transaction: any number of processes may do so at the same time,
 * one of them gets through. A crash at any point leaves the log as it was. @returns how many events were taken
 * @throws LogDamage when the log's tables do not fit together; whatever the database throws
 */
export const sequence = async (pool: pg.Pool): Promise<number> => (await takeWaiting(pool)).taken;

/** {@link sequence}, that tells as well whether events were waiting: where none was taken, another process was at it. */
export async function takeWaiting(pool: pg.Pool): Promise<{ waited: boolean; taken: number }> {
  if (!(await somethingWaits(pool))) return { waited: false, taken: 0 };
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    const taken = await takeBatch(db);
    await db.query("COMMIT");
    return { waited: true, taken };
  } catch (error) {
    await db.query("ROLLBACK").catch((rollback: unknown) => (broken = rollback instanceof Error ? rollback : new Error("rollback failed")));
    if (isLostRace(error)) return { waited: true, taken: 0 };
    throw error;
  } finally {
    db.release(broken);
  }
}

import type pg from "pg";
import { asSystem } from "@/lib/database/scope";
import { disclosuresOf } from "./entry";
import { eventOfLeaf, loggedEvent, tileReader } from "./log-store";
import { logKeeper } from "./keep-log";
import { inclusionProof, type TileReader } from "./proofs";
import { readPrunings } from "./prunings";
import { entryOfLeaf, leafColumns, makeReceipt, type LeafRow } from "./receipt";
import { logKeys } from "./signing-keys";
import { newestCheckpoint, withCosignatures } from "./stored-checkpoints";

const batchSize = 1000;
const why = "exporting the log to whoever may have it";

type Leaf = Omit<LeafRow, "id"> & { id: string | null };
const isWhole = (row: Leaf): row is LeafRow => row.id !== null;
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

type Proof = { proof?: readonly string[] };

/** What is left of an event whose time is over is its hash. */
const lineOf = (row: Leaf, proof: Proof): string =>
  isWhole(row)
    ? line({ index: Number(row.idx), entry: entryOfLeaf(row), disclosures: disclosuresOf(loggedEvent(row)), ...proof })
    : line({ index: Number(row.idx), hash: Buffer.from(row.hash).toString("hex"), ...proof });

/** Neighbours in the log are mostly in the same tiles: the last ones that were read are kept. */
function rememberingReader(read: TileReader): TileReader {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (name) => {
    const key = `${name.level}/${name.n}`;
    const found = kept.get(key) ?? read(name);
    kept.delete(key);
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= 32) break;
      kept.delete(oldest);
    }
    return found;
  };
}

/** Of an event that says what retention removed, what an export needs to tell: not how much of which class. */
const toldOfPruning = ["parameters.entries", "parameters.removed"];

/** The removals that explain the holes of an export and do not stand in it themselves, each with its receipt. */
async function* explained(pool: pg.Pool, eventIds: Iterable<string>): AsyncGenerator<string> {
  const receiptOf = (eventId: string) => asSystem(why, () => makeReceipt(pool, eventId));
  for (const eventId of eventIds) {
    let receipt = await receiptOf(eventId);
    if (!receipt) {
      // It is seconds old.
      await logKeeper()?.catchUp();
      receipt = await receiptOf(eventId);
    }
    if (receipt) yield line({ pruning: { ...receipt, disclosures: receipt.disclosures.filter(([, name]) => toldOfPruning.includes(name)) } });
  }
}

/** Of a stretch of an export with holes: the removals that explain them, and of those that the export does not hold the ids go to `outside`. */
async function explain(pool: pg.Pool, rows: readonly Leaf[], isOutside: (index: number | null) => boolean, outside: Set<string>): Promise<void> {
  const holes = rows.filter((row) => !isWhole(row)).map(({ idx }) => Number(idx));
  const [first, last] = [holes[0], holes.at(-1)];
  if (first === undefined || last === undefined) return;
  const prunings = await asSystem(why, () => readPrunings(pool, [first, last]));
  for (const hole of holes) {
    const pruning = prunings.of(hole);
    if (pruning && isOutside(pruning.index)) outside.add(pruning.eventId);
  }
}

/**
 * The log up to its newest checkpoint, for `muniment-verify export`: a line of what it is, a line for each entry, a line with the checkpoint. Of one organization
 * its own entries, which point back to each other, and a proof for the last of them; `null`: all. Where retention removed records, the events that say so are there as receipts; and because what
 * is left of such an entry points nowhere, in an export of one organization it has a proof of its own, and so has the entry before it.
 */
export async function* exportLog(pool: pg.Pool, organizationId: string | null): AsyncGenerator<string> {
  const begin = () => Promise.all([newestCheckpoint(pool), logKeys(pool)]);
  const [checkpoint, rowsOfKeys] = await asSystem(why, begin);
  const keys = rowsOfKeys.reverse().map(({ verifier }) => verifier);
  const size = checkpoint?.size ?? 0;
  yield line({ format: "muniment-export/1", ...(organizationId === null ? { scope: "everything" } : { scope: "organization", organization: organizationId }), size, keys });
  const tiles = rememberingReader(tileReader(pool));
  const proofOf = async (row: Leaf): Promise<string[]> => (await inclusionProof(Number(row.idx), size, tiles)).map((step) => Buffer.from(step).toString("base64"));
  const lines = (rows: readonly Leaf[], next: Leaf | undefined): Promise<string> => asSystem(why, async () => {
    let text = "";
    for (const [at, row] of rows.entries()) {
      const follower = rows[at + 1] ?? next;
      const proved = organizationId !== null && (!isWhole(row) || (follower && !isWhole(follower)));
      text += lineOf(row, proved ? { proof: await proofOf(row) } : {});
    }
    return text;
  });

  const outside = new Set<string>();
  const isOutside = (index: number | null): boolean => organizationId !== null || index === null || index >= size;
  // Whether an entry needs a proof is known with the one that follows it: the last one of a batch waits.
  let held: Leaf | undefined;
  for (;;) {
    const last = Number(held?.idx ?? -1);
    const { rows } = await asSystem(why, () => pool.query<Leaf>(
      `SELECT ${leafColumns} FROM (
         SELECT * FROM log_leaf WHERE idx > $1 AND idx < $2 ${organizationId === null ? "" : "AND organization_id = $4"} ORDER BY ${organizationId === null ? "idx" : "organization_sequence"} LIMIT $3) l
       ${eventOfLeaf} ORDER BY l.idx`,
      [last, size, batchSize, ...(organizationId === null ? [] : [organizationId])]));
    await explain(pool, rows, isOutside, outside);
    const known = held ? [held, ...rows] : rows;
    held = known.at(-1);
    if (known.length > 1) yield await lines(known.slice(0, -1), held);
    if (rows.length < batchSize) break;
  }
  if (held) yield await lines([held], undefined);
  yield* explained(pool, outside);
  const end = held;
  const proof = organizationId !== null && end ? await asSystem(why, () => proofOf(end)) : [];
  // Those that were given while the export ran count as well.
  const note = checkpoint && (await asSystem(why, () => withCosignatures(pool, checkpoint))).note;
  yield line({ end: true, checkpoint: note ?? "", proof });
}

import type pg from "pg";
import { asSystem } from "@/lib/database/scope";
import { disclosuresOf } from "./entry";
import { eventOfLeaf, loggedEvent, tileReader } from "./log-store";
import { logKeeper } from "./keep-log";
import { inclusionProof } from "./proofs";
import { readPrunings, type Pruning } from "./prunings";
import { entryOfLeaf, leafColumns, makeReceipt, type LeafRow } from "./receipt";
import { logKeys } from "./signing-keys";
import { newestCheckpoint, withCosignatures } from "./stored-checkpoints";

const batchSize = 1000;
const why = "exporting the log to whoever may have it";

type Leaf = Omit<LeafRow, "id"> & { id: string | null };
const isWhole = (row: Leaf): row is LeafRow => row.id !== null;
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

/** What is left of an event whose time is over is its hash. */
const lineOf = (row: Leaf): string =>
  isWhole(row) ? line({ index: Number(row.idx), entry: entryOfLeaf(row), disclosures: disclosuresOf(loggedEvent(row)) }) : line({ index: Number(row.idx), hash: Buffer.from(row.hash).toString("hex") });

/** Of an event that says what retention removed, what an export needs to tell: not how much of which class. */
const toldOfPruning = ["parameters.entries", "parameters.removed"];

/** The removals that explain the holes of an export and do not stand in it themselves, each with its receipt. */
async function* explained(pool: pg.Pool, prunings: readonly Pruning[]): AsyncGenerator<string> {
  const receiptOf = (eventId: string) => asSystem(why, () => makeReceipt(pool, eventId));
  for (const { eventId } of prunings) {
    let receipt = await receiptOf(eventId);
    if (!receipt) {
      // It is seconds old.
      await logKeeper()?.catchUp();
      receipt = await receiptOf(eventId);
    }
    if (receipt) yield line({ pruning: { ...receipt, disclosures: receipt.disclosures.filter(([, name]) => toldOfPruning.includes(name)) } });
  }
}

/**
 * The log up to its newest checkpoint, for `muniment-verify export`: a line of what it is, a line for each entry, a line with the checkpoint. Of one organization
 * its own entries, which point back to each other, and a proof for the last of them; `null`: all. Where retention removed records, the events that say so are there as receipts.
 */
export async function* exportLog(pool: pg.Pool, organizationId: string | null): AsyncGenerator<string> {
  const begin = () => Promise.all([newestCheckpoint(pool), logKeys(pool)]);
  const [checkpoint, rowsOfKeys] = await asSystem(why, begin);
  const keys = rowsOfKeys.reverse().map(({ verifier }) => verifier);
  yield line({ format: "muniment-export/1", scope: organizationId === null ? "everything" : "organization", keys });
  let last = -1;
  const holes: number[] = [];
  for (;;) {
    const from = last;
    const { rows } = await asSystem(why, () => pool.query<Leaf>(
      `SELECT ${leafColumns} FROM (
         SELECT * FROM log_leaf WHERE idx > $1 AND idx < $2 ${organizationId === null ? "" : "AND organization_id = $4"} ORDER BY ${organizationId === null ? "idx" : "organization_sequence"} LIMIT $3) l
       ${eventOfLeaf} ORDER BY l.idx`,
      [from, checkpoint?.size ?? 0, batchSize, ...(organizationId === null ? [] : [organizationId])]));
    if (rows.length > 0) yield rows.map(lineOf).join("");
    for (const row of rows) if (!isWhole(row)) holes.push(Number(row.idx));
    last = Number(rows.at(-1)?.idx ?? last);
    if (rows.length < batchSize) break;
  }
  if (holes.length > 0) {
    const prunings = await asSystem(why, () => readPrunings(pool));
    const outside = (one: Pruning): boolean => organizationId !== null || one.index === null || one.index >= (checkpoint?.size ?? 0);
    yield* explained(pool, [...new Set(holes.flatMap((hole) => prunings.of(hole) ?? []))].filter(outside));
  }
  const proof = organizationId !== null && checkpoint && last >= 0 ? await asSystem(why, () => inclusionProof(last, checkpoint.size, tileReader(pool))) : [];
  // Those that were given while the export ran count as well.
  const note = checkpoint && (await asSystem(why, () => withCosignatures(pool, checkpoint))).note;
  yield line({ end: true, checkpoint: note ?? "", proof: proof.map((step) => Buffer.from(step).toString("base64")) });
}

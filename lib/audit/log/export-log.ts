import type pg from "pg";
import { asSystem } from "@/lib/database/scope";
import { disclosuresOf } from "./entry";
import { loggedEvent, tileReader } from "./log-store";
import { inclusionProof } from "./proofs";
import { entryOfLeaf, leafColumns, type LeafRow } from "./receipt";
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

/**
 * The log up to its newest checkpoint, for `muniment-verify export`: a line of what it is, a line for each entry, a line with the checkpoint. Of one organization
 * its own entries, which point back to each other, and a proof for the last of them; `null`: all.
 */
export async function* exportLog(pool: pg.Pool, organizationId: string | null): AsyncGenerator<string> {
  const begin = () => Promise.all([newestCheckpoint(pool), logKeys(pool)]);
  const [checkpoint, rowsOfKeys] = await asSystem(why, begin);
  const keys = rowsOfKeys.reverse().map(({ verifier }) => verifier);
  yield line({ format: "muniment-export/1", scope: organizationId === null ? "everything" : "organization", keys });
  let last = -1;
  for (;;) {
    const from = last;
    const { rows } = await asSystem(why, () => pool.query<Leaf>(
      `SELECT ${leafColumns} FROM log_leaf l LEFT JOIN audit_event e ON e.id = l.event_id
       WHERE l.idx > $1 AND l.idx < $2 ${organizationId === null ? "" : "AND l.organization_id = $4"} ORDER BY ${organizationId === null ? "l.idx" : "l.organization_sequence"} LIMIT $3`,
      [from, checkpoint?.size ?? 0, batchSize, ...(organizationId === null ? [] : [organizationId])]));
    if (rows.length > 0) yield rows.map(lineOf).join("");
    last = Number(rows.at(-1)?.idx ?? last);
    if (rows.length < batchSize) break;
  }
  const proof = organizationId !== null && checkpoint && last >= 0 ? await asSystem(why, () => inclusionProof(last, checkpoint.size, tileReader(pool))) : [];
  // Those that were given while the export ran count as well.
  const note = checkpoint && (await asSystem(why, () => withCosignatures(pool, checkpoint))).note;
  yield line({ end: true, checkpoint: note ?? "", proof: proof.map((step) => Buffer.from(step).toString("base64")) });
}

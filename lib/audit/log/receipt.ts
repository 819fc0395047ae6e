import type pg from "pg";
import { disclosuresOf, entryOf, type Disclosure } from "./entry";
import { loggedColumns, loggedEvent, tileReader, type LoggedRow } from "./log-store";
import { inclusionProof } from "./proofs";
import { readCheckpoint } from "./checkpoint";
import { readNote } from "./note";
import { logKeys } from "./signing-keys";
import { checkpointFor } from "./stored-checkpoints";
import { witnessKeysOf } from "./witness-keys";

/** Everything that is needed to check one event without the portal. `proof` is a C2SP tlog-proof, with the checkpoint in it. */
export type Receipt = {
  format: "muniment-receipt/1";
  /** The log's name, which its checkpoints carry. */
  log: string;
  /** The exact bytes that the leaf hash is of. */
  entry: string;
  disclosures: readonly Disclosure[];
  proof: string;
  /** Verifier lines of the log, the newest first. */
  keys: readonly string[];
  /** Verifier lines of the witnesses that have cosigned the checkpoint. Whoever relies on one has its key from itself. */
  witnesses: readonly string[];
};

/** A leaf with its event, as receipts and exports need it. */
export type LeafRow = LoggedRow & { idx: string; sequence: string; previous: Uint8Array | null; hash: Uint8Array };
export const leafColumns = `${loggedColumns}, l.idx, l.organization_sequence AS sequence, l.previous, l.hash`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** The entry of a leaf, made again from the event's row. */
export const entryOfLeaf = (row: LeafRow): string =>
  entryOf(loggedEvent(row), { organizationSequence: Number(row.sequence), previous: row.previous && Buffer.from(row.previous).toString("hex") });

/** A proof as text (C2SP tlog-proof). */
export const proofText = (index: number, steps: readonly Uint8Array[], note: string): string =>
  `c2sp.org/tlog-proof@v1\nindex ${index}\n${steps.map((step) => `${base64(step)}\n`).join("")}\n${note}`;

/** The receipt of an event by a checkpoint that witnesses have cosigned, or the newest one where none has; undefined while no checkpoint covers it. It decides nothing about who may see the event. */
export async function makeReceipt(pool: pg.Pool, eventId: string): Promise<Receipt | undefined> {
  const { rows } = await pool.query<LeafRow>(`SELECT ${leafColumns} FROM log_leaf l JOIN audit_event e ON e.id = l.event_id WHERE l.event_id = $1 AND e.id = $1`, [eventId]);
  const [row] = rows;
  if (!row) return undefined;
  const index = Number(row.idx);
  const checkpoint = await checkpointFor(pool, index);
  if (!checkpoint) return undefined;
  const { origin } = readCheckpoint(readNote(checkpoint.note).text);
  return {
    format: "muniment-receipt/1",
    log: origin,
    entry: entryOfLeaf(row),
    disclosures: disclosuresOf(loggedEvent(row)),
    proof: proofText(index, await inclusionProof(index, checkpoint.size, tileReader(pool)), checkpoint.note),
    keys: (await logKeys(pool)).reverse().map(({ verifier }) => verifier),
    witnesses: await witnessKeysOf(pool, checkpoint.size),
  };
}

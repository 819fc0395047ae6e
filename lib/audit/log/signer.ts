import type pg from "pg";
import { now } from "@/lib/operations/clock";
import { readCheckpoint, signCheckpoint } from "./checkpoint";
import { LogDamage, readState, tileReader, type LogState } from "./log-store";
import { verifyConsistency } from "./merkle";
import { keyName, openNote, readVerifierLine } from "./note";
import { consistencyProof } from "./proofs";
import { readMemory, writeAdoption, writeMemory, type Memory } from "./signer-memory";
import { logKeys, newSealedKey, signersOf, type LogKeyRow } from "./signing-keys";

/** The signer will not sign: the log is not what it signed before. The message says what differs. */
export class SigningRefused extends Error {
  override readonly name = "SigningRefused";
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** @throws SigningRefused unless the tree as it is begins with the tree that was signed last */
async function checkAgainst(memory: Memory, state: LogState, db: pg.Pool): Promise<void> {
  const signed = `It signed ${memory.size} events on ${memory.at} (root ${memory.root.slice(0, 16)}…)`;
  if (state.origin !== memory.origin) throw new SigningRefused(`The database holds the log ${state.origin}, and this portal's signer knows ${memory.origin}. The database was replaced.`);
  if (state.size < memory.size) throw new SigningRefused(`${signed}, and the database holds only ${state.size}: it was rolled back, for example by restoring an older backup.`);
  let holds = false;
  try {
    const proof = await consistencyProof(memory.size, state.size, tileReader(db));
    holds = verifyConsistency(memory.size, Buffer.from(memory.root, "hex"), state.size, state.root, proof);
  } catch (error) {
    if (!(error instanceof LogDamage || error instanceof RangeError)) throw error;
  }
  if (!holds) throw new SigningRefused(`${signed}, and the ${state.size} events of the database do not begin with those: history was changed after it was signed.`);
}

function checkKeys(memory: Memory, rows: readonly LogKeyRow[]): void {
  const known = new Set(rows.map(({ verifier }) => verifier));
  const missing = memory.verifiers.find((verifier) => !known.has(verifier));
  if (missing !== undefined) throw new SigningRefused(`The key ${keyName(missing)}, which signed this log, is no longer in the database: the key was replaced.`);
}

/** Makes the first key of a log, unless there is one. Of several processes that do so at the same time one prevails. */
async function ensureKey(pool: pg.Pool, origin: string): Promise<LogKeyRow[]> {
  const rows = await logKeys(pool);
  if (rows.length > 0) return rows;
  const db = await pool.connect();
  try {
    await db.query("BEGIN");
    await db.query("SELECT FROM log_state WHERE id = 1 FOR UPDATE");
    const made = await db.query("SELECT FROM log_key LIMIT 1");
    if (made.rowCount === 0) {
      const { verifier, sealed } = newSealedKey(origin);
      await db.query("INSERT INTO log_key (verifier, sealed, created_at) VALUES ($1, $2, $3)", [verifier, sealed, now()]);
    }
    await db.query("COMMIT");
  } catch (error) {
    await db.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    db.release();
  }
  return logKeys(pool);
}

/**
 * Gives a restored installation the memory that its backup knows of: its newest checkpoint. The restore is an event, so this is not silent; a signer that does the same by itself asks for somebody to compare.
 * Does nothing where there is a memory. @throws SigningRefused
 */
export async function beginMemory(pool: pg.Pool, dataDir: string): Promise<void> {
  if (readMemory(dataDir)) return;
  const memory = await adopted(pool, await logKeys(pool));
  if (memory) writeMemory(dataDir, memory);
}

/** For a signer without a memory, on a machine that is new or has lost it: the newest checkpoint that the keys have signed. */
async function adopted(pool: pg.Pool, rows: readonly LogKeyRow[]): Promise<Memory | undefined> {
  const found = await pool.query<{ note: string; at: Date }>("SELECT note, signed_at AS at FROM log_checkpoint ORDER BY size DESC LIMIT 1");
  const [newest] = found.rows;
  if (!newest) return undefined;
  const verifiers = rows.map(({ verifier }) => verifier);
  try {
    const { origin, size, root } = readCheckpoint(openNote(newest.note, verifiers.map(readVerifierLine)));
    return { version: 1, origin, size, root: hex(root), at: newest.at.toISOString(), verifiers };
  } catch {
    throw new SigningRefused("The newest checkpoint in the database was not signed by the log's keys: one of them was replaced.");
  }
}

/** Signs checkpoints of the log in a database, with a memory of its own in `dataDir`. */
export class LogSigner {
  #memory: Memory | undefined;
  /** False from the moment something is remembered until its checkpoint is in the database: also after a crash between the two. */
  #published = false;

  constructor(private readonly pool: pg.Pool, private readonly dataDir: string) {
    this.#memory = readMemory(dataDir);
  }

  /**
   * Signs the log as it is, when it has grown since the last time. What is signed is remembered on disk first: a crash in between costs nothing but a repetition.
   * @returns the size of the newest checkpoint
   * @throws SigningRefused, SigningKeyError
   */
  async sign(): Promise<number> {
    const state = await readState(this.pool);
    if (!state) {
      if (this.#memory) throw new SigningRefused(`The signer knows the log ${this.#memory.origin} of ${this.#memory.size} events, and the database has none: it was replaced.`);
      return 0;
    }
    const remembered = this.#memory;
    if (this.#published && remembered?.size === state.size && remembered.root === hex(state.root) && remembered.origin === state.origin) return state.size;
    const rows = await ensureKey(this.pool, state.origin);
    const memory = remembered ?? (await adopted(this.pool, rows));
    if (memory) {
      checkKeys(memory, rows);
      await checkAgainst(memory, state, this.pool);
    }
    const at = now();
    // Before its own memory: whatever happens in between, it is asked again.
    if (memory && !remembered) writeAdoption(this.dataDir, { size: memory.size, root: memory.root, signedAt: memory.at, at: at.toISOString() });
    const signers = signersOf(rows, at);
    const note = signCheckpoint(state, signers, at);
    this.#remember({ version: 1, origin: state.origin, size: state.size, root: hex(state.root), at: at.toISOString(), verifiers: rows.map(({ verifier }) => verifier) });
    await this.pool.query("INSERT INTO log_checkpoint (size, root, note, signed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (size) DO NOTHING", [state.size, state.root, note, at]);
    this.#published = true;
    return state.size;
  }

  #remember(memory: Memory): void {
    this.#published = false;
    writeMemory(this.dataDir, memory);
    this.#memory = memory;
  }
}

import type pg from "pg";
import { z } from "zod";
import { readCheckpoint, type Checkpoint } from "@/lib/audit/log/checkpoint";
import { emptyRoot, equalHashes, hashBytes, verifyConsistency } from "@/lib/audit/log/merkle";
import { noteText, readNote, readVerifierLine, signatureHolds, signatureLine, type Note, type Signature, type Signer } from "@/lib/audit/log/note";
import { openSealedKey } from "@/lib/audit/log/signing-keys";
import { now } from "@/lib/operations/clock";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { recordFork } from "./record-fork";

/** An answer of C2SP tlog-witness. */
export type WitnessAnswer = { status: 200 | 400 | 403 | 404 | 409 | 422; type: "text/plain; charset=utf-8" | "text/x.tlog.size"; body: string };

/** Two checkpoints of one log that cannot both be true. `root` in base64. */
export type Fork = { witnessedLogId: string; size: number; root: string; cosigned: string; presented: string };

const maxProofLines = 63;

const answer = (status: WitnessAnswer["status"], sentence: string): WitnessAnswer => ({ status, type: "text/plain; charset=utf-8", body: `${sentence}\n` });
const conflict = (size: number): WitnessAnswer => ({ status: 409, type: "text/x.tlog.size", body: `${size}\n` });

type Asked = { oldSize: number; proof: readonly Uint8Array[]; note: Note; checkpoint: Checkpoint };

/** @throws RangeError for a body that is not a request of the standard */
function readRequest(body: string): Asked {
  const split = body.indexOf("\n\n");
  const [first = "", ...lines] = body.slice(0, Math.max(0, split)).split("\n");
  const [, old = ""] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  if (old === "" || !Number.isSafeInteger(Number(old)) || lines.length > maxProofLines) throw new RangeError("this is no request to a witness");
  const proof = lines.map((line) => {
    const hash = Buffer.from(line, "base64");
    if (hash.length !== hashBytes || hash.toString("base64") !== line) throw new RangeError("a line of the proof is no hash");
    return hash;
  });
  const note = readNote(body.slice(split + 2));
  return { oldSize: Number(old), proof, note, checkpoint: readCheckpoint(note.text) };
}

const LogRow = z.object({
  id: z.string(), verifiers: z.array(z.string()), size: z.coerce.number(), root: z.instanceof(Uint8Array), note: z.string().nullable(),
});
type LogRow = z.infer<typeof LogRow>;

async function logOf(pool: pg.Pool, origin: string): Promise<LogRow | undefined> {
  const { rows } = await pool.query("SELECT id::text, verifiers, size, root, note FROM witnessed_log WHERE origin = $1 AND removed_at IS NULL", [origin]);
  return z.array(LogRow).parse(rows)[0];
}

/** The signatures of keys that are trusted for the log; undefined where there is none, or one of them does not hold. */
function trustedSignatures({ text, signatures }: Note, verifiers: readonly string[]): Signature[] | undefined {
  const known = verifiers.map(readVerifierLine);
  const named = signatures.flatMap((signature) => {
    const verifier = known.find(({ name, id }) => name === signature.name && id === signature.id);
    return verifier ? [{ signature, holds: signatureHolds(text, signature, verifier) }] : [];
  });
  return named.length > 0 && named.every(({ holds }) => holds) ? named.map(({ signature }) => signature) : undefined;
}

async function ownSigner(pool: pg.Pool): Promise<Signer> {
  const { rows } = await pool.query("SELECT verifier, sealed FROM witness_key ORDER BY created_at LIMIT 1");
  const [key] = z.array(z.object({ verifier: z.string(), sealed: z.instanceof(Uint8Array) })).parse(rows);
  if (!key) throw new Error("a log is witnessed, and there is no key");
  return openSealedKey(key, "witness-signer");
}

/** What does not follow from what was cosigned is kept, the last of it, for the operator to see. Of the same size and signed by the log itself it is proof. */
async function refuseFork(pool: pg.Pool, log: LogRow, { note, checkpoint }: Asked, signatures: readonly Signature[], onFork: (fork: Fork) => Promise<void>): Promise<void> {
  const presented = noteText({ text: note.text, signatures });
  await pool.query("UPDATE witnessed_log SET refused = $2, refused_at = $3 WHERE id = $1::uuid", [log.id, presented, now()]);
  if (checkpoint.size === 0 || checkpoint.size !== log.size || log.note === null || equalHashes(checkpoint.root, log.root)) return;
  const { rowCount } = await pool.query("SELECT FROM witnessed_fork WHERE log_id = $1::uuid AND size = $2 AND root = $3", [log.id, checkpoint.size, checkpoint.root]);
  if (rowCount === 0) await onFork({ witnessedLogId: log.id, size: checkpoint.size, root: Buffer.from(checkpoint.root).toString("base64"), cosigned: log.note, presented });
}

const performRecord = async (fork: Fork): Promise<void> => {
  await perform(systemCaller("witness"), recordFork, fork);
};

/**
 * Answers a request for a cosignature as a witness (C2SP tlog-witness, `add-checkpoint`). A checkpoint is cosigned when a key that the operator has entered for its
 * origin signed it, and when it follows from the one that was cosigned last; that is remembered before the answer, by a compare-and-swap, so that any number of
 * requests and processes at a time never cosign two histories.
 * @param body of the request, in size bounded by the caller @param onFork told of a proven fork that is new
 */
export async function addCheckpoint(pool: pg.Pool, body: string, onFork: (fork: Fork) => Promise<void> = performRecord): Promise<WitnessAnswer> {
  let asked: Asked;
  try {
    asked = readRequest(body);
  } catch (error) {
    if (error instanceof RangeError) return answer(400, `The request cannot be read: ${error.message}.`);
    throw error;
  }
  const { oldSize, proof, note, checkpoint } = asked;
  const log = await logOf(pool, checkpoint.origin);
  if (!log) return answer(404, "This log is not cosigned here.");
  const signatures = trustedSignatures(note, log.verifiers);
  if (!signatures) return answer(403, "No key that is known here for this log has signed this.");
  if (oldSize > checkpoint.size) return answer(400, "The old size is larger than the new one.");
  if (oldSize !== log.size) return conflict(log.size);
  const possible = checkpoint.size > 0 || equalHashes(checkpoint.root, emptyRoot);
  if (!possible || !verifyConsistency(log.size, log.root, checkpoint.size, checkpoint.root, proof)) {
    await refuseFork(pool, log, asked, signatures, onFork);
    return answer(422, `This does not follow from the ${log.size} entries that were cosigned.`);
  }
  const at = now();
  const cosignature = (await ownSigner(pool)).sign(note.text, Math.floor(at.getTime() / 1000));
  const kept = noteText({ text: note.text, signatures: [...signatures, cosignature] });
  const swapped = await pool.query(
    "UPDATE witnessed_log SET size = $2, root = $3, note = $4, cosigned_at = $5 WHERE id = $1::uuid AND size = $6 AND root = $7 AND removed_at IS NULL",
    [log.id, checkpoint.size, checkpoint.root, kept, at, log.size, log.root]);
  if (swapped.rowCount === 1) return { status: 200, type: "text/plain; charset=utf-8", body: signatureLine(cosignature) };
  const moved = await logOf(pool, checkpoint.origin);
  return moved ? conflict(moved.size) : answer(404, "This log is not cosigned here.");
}

/** The checkpoint that was cosigned last of a log, by the SHA-256 of its origin in hexadecimal (C2SP tlog-witness, monitoring). */
export async function witnessedCheckpoint(pool: pg.Pool, originHash: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ note: string | null }>("SELECT note FROM witnessed_log WHERE removed_at IS NULL AND encode(sha256(convert_to(origin, 'UTF8')), 'hex') = $1", [originHash]);
  return rows[0]?.note ?? undefined;
}

/** The verifier line of this installation as a witness; undefined before its first log was entered. */
export async function witnessVerifier(pool: pg.Pool): Promise<string | undefined> {
  const { rows } = await pool.query<{ verifier: string }>("SELECT verifier FROM witness_key ORDER BY created_at LIMIT 1");
  return rows[0]?.verifier;
}

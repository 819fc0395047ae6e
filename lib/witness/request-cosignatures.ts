import type pg from "pg";
import { z } from "zod";
import { log } from "@/lib/config/log";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { tileReader } from "@/lib/audit/log/log-store";
import { cosignedAt, readNote, readSignatureLines, readVerifierLine, signatureHolds, signatureLine, type Signature } from "@/lib/audit/log/note";
import { consistencyProof } from "@/lib/audit/log/proofs";
import { newestCheckpoint, type SignedCheckpoint } from "@/lib/audit/log/stored-checkpoints";
import { now } from "@/lib/operations/clock";
import { postText, type TextAnswer, type TextPost } from "@/lib/outbound/post-text";
import { problems } from "@/lib/outbound/problems";
import { waitAfterMs } from "./models";
import { msg } from "@/lib/texts/text";

/** How long one worker has a witness for itself. Whatever ends the process, it is free again then. */
const claimMs = 60_000;
/** A witness whose clock is further ahead than this says nothing about when. */
const aheadSeconds = 300;
/** A busy log has a new checkpoint every second; a witness is shown the newest one this often. */
export const cosignEveryMs = 5_000;

const Witness = z.object({ id: z.string(), verifier: z.string(), address: z.string(), known: z.coerce.number(), attempts: z.number() });
type Witness = z.infer<typeof Witness>;

/** How a request reaches a witness: by the network, or in tests by hand. */
export type Ask = (post: TextPost) => Promise<TextAnswer>;

type Result = { known: number } & ({ cosignature: Signature } | { problem: string });

async function claim(pool: pg.Pool): Promise<Witness[]> {
  const at = now();
  const { rows } = await pool.query(
    `UPDATE log_witness SET claimed_until = $2 WHERE id IN (SELECT id FROM log_witness
       WHERE removed_at IS NULL AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1) AND cosigned < (SELECT max(size) FROM log_checkpoint)
       FOR UPDATE SKIP LOCKED)
     RETURNING id::text AS id, verifier, address, known, attempts`,
    [at, new Date(at.getTime() + claimMs)]);
  return z.array(Witness).parse(rows);
}

/** The cosignature of the witness among the lines that it answered; a sentence where there is none that holds. Lines of other keys are passed over. */
function cosignatureIn(body: string, text: string, { verifier: line }: Witness): Signature | string {
  const verifier = readVerifierLine(line);
  try {
    const found = readSignatureLines(body).find(({ name, id }) => name === verifier.name && id === verifier.id);
    if (!found) return msg("It answered with no signature of the key that was entered for it.");
    if (!signatureHolds(text, found, verifier)) return msg("Its answer was not signed by the key that was entered for it: it was not kept.");
    return cosignedAt(found) > now().getTime() / 1000 + aheadSeconds ? msg("Its clock is ahead of this portal's by minutes: its answer was not kept.") : found;
  } catch (error) {
    if (error instanceof RangeError) return msg("Its answer cannot be read.");
    throw error;
  }
}

const sizeIn = ({ type, body }: { type: string; body: string }): number | undefined => (type.startsWith("text/x.tlog.size") && /^(0|[1-9]\d{0,14})\n$/.test(body) ? Number(body) : undefined);

function problemOf(status: number, known: number): string {
  if (status === 404) return msg("It does not know this log. Give its operator the public key of this log (/log/keys).");
  if (status === 403) return msg("It knows this log by another key. Give its operator the keys of this log (/log/keys).");
  if (status === 422) return problems.otherHistory(known);
  return problems.answered(status);
}

/** One witness and one checkpoint. What it remembers may be another size than the one that is known here: it is asked once more from there. */
async function cosign(pool: pg.Pool, witness: Witness, { size, note }: SignedCheckpoint, ask: Ask): Promise<Result> {
  const { text } = readNote(note);
  let known = Math.min(witness.known, size);
  for (let corrected = false; ; corrected = true) {
    const proof = await consistencyProof(known, size, tileReader(pool));
    const body = `old ${known}\n${proof.map((hash) => `${Buffer.from(hash).toString("base64")}\n`).join("")}\n${note}`;
    const answer = await ask({ url: `${witness.address}/add-checkpoint`, body });
    if (!answer.answered) return { known, problem: answer.problem };
    if (answer.status === 200) {
      const cosignature = cosignatureIn(answer.body, text, witness);
      return typeof cosignature === "string" ? { known, problem: cosignature } : { known: size, cosignature };
    }
    const remembered = answer.status === 409 ? sizeIn(answer) : undefined;
    if (remembered === undefined || corrected) return { known, problem: problemOf(answer.status, known) };
    if (remembered > size) return { known, problem: problems.ahead(remembered, size) };
    known = remembered;
  }
}

async function settle(pool: pg.Pool, witness: Witness, { size }: SignedCheckpoint, result: Result): Promise<void> {
  const at = now();
  if ("problem" in result) {
    const attempts = witness.attempts + 1;
    await pool.query("UPDATE log_witness SET known = greatest(cosigned, $2), attempts = $3, next_attempt_at = $4, problem = $5, claimed_until = NULL WHERE id = $1::uuid",
      [witness.id, result.known, attempts, new Date(at.getTime() + waitAfterMs(attempts)), result.problem]);
    log.warn("witness.to-be-tried-again", { witness: witness.id, attempts });
    return;
  }
  // Kept and counted in one statement: what is shown as cosigned is there.
  await pool.query(
    `WITH kept AS (INSERT INTO log_cosignature (checkpoint_size, witness_id, line, at) VALUES ($2, $1::uuid, $3, $4) ON CONFLICT DO NOTHING)
     UPDATE log_witness SET known = $2, cosigned = $2, last_at = $4, attempts = 0, next_attempt_at = $5, problem = '', claimed_until = NULL WHERE id = $1::uuid`,
    [witness.id, size, signatureLine(result.cosignature).trimEnd(), new Date(cosignedAt(result.cosignature) * 1000), at]);
}

/**
 * Shows the newest checkpoint to every witness that has not cosigned it, and keeps the cosignatures that hold. It stands apart from the signing: a witness that is away, slow or lying delays nothing. One that
 * fails is asked again later and later. What is between two looks is not shown: a cosignature of the newest checkpoint covers it.
 * @returns 0: there is no hurry
 */
export function requestCosignatures(pool: pg.Pool = rawPool(), ask: Ask = postText): Promise<number> {
  return asSystem("showing the log to its witnesses", async () => {
    const witnesses = await claim(pool);
    const checkpoint = witnesses.length > 0 ? await newestCheckpoint(pool) : undefined;
    if (checkpoint) await Promise.all(witnesses.map(async (witness) => settle(pool, witness, checkpoint, await cosign(pool, witness, checkpoint, ask))));
    return 0;
  });
}

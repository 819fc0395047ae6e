import { z } from "zod";
import type { Queryable } from "./log-store";

export type SignedCheckpoint = { size: number; note: string; signedAt: Date };

const Rows = z.array(z.object({ size: z.coerce.number(), note: z.string(), signedAt: z.date() }));
const columns = `size, note, signed_at AS "signedAt"`;
const Lines = z.array(z.object({ line: z.string() }));

/** How many of the newest cosignatures are looked at for the checkpoint that has the most. */
const recent = 200;

/** The newest checkpoint, with the log's own signatures; undefined while nothing was signed. */
export async function newestCheckpoint(db: Queryable): Promise<SignedCheckpoint | undefined> {
  const { rows } = await db.query({ name: "log-newest", text: `SELECT ${columns} FROM log_checkpoint ORDER BY size DESC LIMIT 1` });
  return Rows.parse(rows)[0];
}

/** A checkpoint with the cosignatures that are kept of it, below the log's own signatures. */
export async function withCosignatures(db: Queryable, checkpoint: SignedCheckpoint): Promise<SignedCheckpoint> {
  const { rows } = await db.query({ name: "log-cosignatures", text: "SELECT line FROM log_cosignature WHERE checkpoint_size = $1 ORDER BY at, witness_id", values: [checkpoint.size] });
  return { ...checkpoint, note: checkpoint.note + Lines.parse(rows).map(({ line }) => `${line}\n`).join("") };
}

/** Of the checkpoints that cover an entry the newest of those that most witnesses have cosigned, with their cosignatures; undefined where none has. */
export async function cosignedCheckpoint(db: Queryable, index: number): Promise<SignedCheckpoint | undefined> {
  const { rows } = await db.query({
    name: "log-cosigned",
    text: `SELECT ${columns} FROM log_checkpoint WHERE size = (
      SELECT r.size FROM (SELECT checkpoint_size AS size FROM log_cosignature WHERE checkpoint_size > $1 ORDER BY checkpoint_size DESC LIMIT ${recent}) r
      GROUP BY r.size ORDER BY count(*) DESC, r.size DESC LIMIT 1)`,
    values: [index],
  });
  const [best] = Rows.parse(rows);
  return best && withCosignatures(db, best);
}

/** A checkpoint that proves an entry: one that witnesses have cosigned where there is one, the newest otherwise; undefined while none covers it. */
export async function checkpointFor(db: Queryable, index: number): Promise<SignedCheckpoint | undefined> {
  const cosigned = await cosignedCheckpoint(db, index);
  if (cosigned) return cosigned;
  const newest = await newestCheckpoint(db);
  return newest && index < newest.size ? newest : undefined;
}

import { z } from "zod";
import type { Queryable } from "./log-store";
import { readVerifierLine } from "./note";

/** The last that a witness has cosigned of this log, and how much of it that was. */
export type LastCosignature = { name: string; verifier: string; size: number; at: Date };

const Keys = z.array(z.object({ verifier: z.string() }));
const Last = z.array(z.object({ verifier: z.string(), size: z.coerce.number(), at: z.date() }));

/** Verifier lines of the witnesses whose cosignatures of a checkpoint are kept. */
export async function witnessKeysOf(db: Queryable, size: number): Promise<string[]> {
  const { rows } = await db.query({
    name: "log-witness-keys",
    text: "SELECT DISTINCT w.verifier FROM log_cosignature c JOIN log_witness w ON w.id = c.witness_id WHERE c.checkpoint_size = $1 ORDER BY w.verifier",
    values: [size],
  });
  return Keys.parse(rows).map(({ verifier }) => verifier);
}

/** Of each witness that is asked, and has answered, its last cosignature. */
export async function lastCosignatures(db: Queryable): Promise<LastCosignature[]> {
  const { rows } = await db.query(
    `SELECT w.verifier, c.checkpoint_size AS size, c.at FROM log_witness w
     JOIN LATERAL (SELECT checkpoint_size, at FROM log_cosignature c WHERE c.witness_id = w.id ORDER BY checkpoint_size DESC LIMIT 1) c ON true
     WHERE w.removed_at IS NULL ORDER BY w.created_at, w.id`);
  return Last.parse(rows).map(({ verifier, size, at }) => ({ name: readVerifierLine(verifier).name, verifier, size, at }));
}

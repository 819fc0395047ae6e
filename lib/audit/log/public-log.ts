import type pg from "pg";
import { readTile, tileReader } from "./log-store";
import { consistencyProof } from "./proofs";
import { logKeys } from "./signing-keys";
import { cosignedCheckpoint, newestCheckpoint, withCosignatures } from "./stored-checkpoints";
import { hashesAt, readTilePath, tileWidth } from "./tiles";

/** A file of the public log. `immutable`: it will never be another under this path. */
export type LogFile = { type: "text/plain; charset=utf-8" | "application/octet-stream"; body: Uint8Array | string; immutable: boolean };

const text = (body: string, immutable = false): LogFile => ({ type: "text/plain; charset=utf-8", body, immutable });

async function tile(pool: pg.Pool, path: string): Promise<LogFile | undefined> {
  const name = readTilePath(path);
  if (!name) return undefined;
  const newest = await newestCheckpoint(pool);
  // What no checkpoint covers yet is nobody's business.
  if (!newest || hashesAt(name.level, newest.size) < name.n * tileWidth + name.width) return undefined;
  const body = await readTile(pool, name);
  return body && { type: "application/octet-stream", body, immutable: true };
}

async function consistency(pool: pg.Pool, oldSize: number, newSize: number): Promise<LogFile | undefined> {
  const newest = await newestCheckpoint(pool);
  if (!newest || newSize > newest.size || oldSize > newSize) return undefined;
  const proof = await consistencyProof(oldSize, newSize, tileReader(pool));
  return text(proof.map((step) => `${Buffer.from(step).toString("base64")}\n`).join(""), true);
}

const consistencyShape = /^consistency\/(0|[1-9]\d{0,14})\/(0|[1-9]\d{0,14})$/;

/**
 * A file of the log as C2SP tlog-tiles lays them out: `checkpoint` (with the cosignatures that it has by now) and `tile/<level>/<n>`; besides
 * `cosigned-checkpoint` (the newest of those with the most cosignatures), `keys` (verifier lines, the newest first) and
 * `consistency/<old>/<new>` (a proof, one hash in base64 per line). Entries are not among them: who did what is for those who may see it.
 * @param path below the log's address @returns undefined when there is no such file
 */
export async function publicLogFile(pool: pg.Pool, path: string): Promise<LogFile | undefined> {
  if (path === "checkpoint") {
    const newest = await newestCheckpoint(pool);
    return newest && text((await withCosignatures(pool, newest)).note);
  }
  if (path === "cosigned-checkpoint") {
    const cosigned = await cosignedCheckpoint(pool, 0);
    return cosigned && text(cosigned.note);
  }
  if (path === "keys") return text((await logKeys(pool)).reverse().map(({ verifier }) => `${verifier}\n`).join(""));
  const [, oldSize, newSize] = consistencyShape.exec(path) ?? [];
  if (oldSize !== undefined && newSize !== undefined) return consistency(pool, Number(oldSize), Number(newSize));
  return tile(pool, path);
}

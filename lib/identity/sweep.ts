import { log } from "@/lib/config/log";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";

const dayMs = 86_400_000;
const batch = 500;
const maxBatches = 40;

type Rule = { name: string; table: string; where: string; olderThanMs: number };

/**
 * What has ended and is of no more use. Ended sessions and links stay a month, for whoever looks into what happened; the trail keeps what they did for good.
 * A ticket that was used stands behind a download and stays.
 */
const rules: readonly Rule[] = [
  { name: "sessions", table: "session", where: "expires_at < $1", olderThanMs: 30 * dayMs },
  { name: "tickets", table: "ticket", where: "expires_at < $1 AND used_at IS NULL", olderThanMs: 30 * dayMs },
  { name: "challenges", table: "passkey_challenge", where: "expires_at < $1", olderThanMs: 0 },
  { name: "resetLinks", table: "reset_link", where: "expires_at < $1", olderThanMs: 30 * dayMs },
  { name: "pendingAuthenticators", table: "totp_factor", where: "created_at < $1 AND confirmed_at IS NULL", olderThanMs: dayMs },
];

/** Runs a statement again and again until it finds little, at most so many times: one sweep takes bounded work whatever has piled up. */
async function inBatches(sql: string, values: readonly unknown[]): Promise<number> {
  let all = 0;
  for (let round = 0; round < maxBatches; round += 1) {
    const { rowCount } = await rawPool().query(sql, [...values, batch]);
    all += rowCount ?? 0;
    if ((rowCount ?? 0) < batch) break;
  }
  return all;
}

/**
 * Removes what has ended: sessions, tickets, challenges, links, counters; and what an ended session still had to show, once or again. Each batch is one statement that
 * skips rows which another process holds: however many processes sweep at once, one that dies leaves nothing half done.
 * @returns how many rows of each kind
 */
export const sweep = (): Promise<Record<string, number>> => asSystem("removing what has ended", sweepAll);

async function sweepAll(): Promise<Record<string, number>> {
  const at = now();
  const swept: Record<string, number> = {};
  const idle = "UPDATE session SET once_shown = NULL, kept_form = NULL WHERE id IN (SELECT id FROM session WHERE (once_shown IS NOT NULL OR kept_form IS NOT NULL) AND (expires_at < $1 OR last_seen_at < $2) LIMIT $3 FOR UPDATE SKIP LOCKED)";
  swept["onceShown"] = await inBatches(idle, [at, new Date(at.getTime() - dayMs / 24)]);
  for (const { name, table, where, olderThanMs } of rules) {
    const sql = `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${where} LIMIT $2 FOR UPDATE SKIP LOCKED)`;
    swept[name] = await inBatches(sql, [new Date(at.getTime() - olderThanMs)]);
  }
  const counters = "DELETE FROM rate_limit WHERE key IN (SELECT key FROM rate_limit WHERE expire < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)";
  swept["counters"] = await inBatches(counters, [at.getTime() - 60_000]);
  return swept;
}

/** Sweeps now and then, each process at its own times, until it is told to stop. A sweep that fails is logged, and the next one tries again. */
export function sweepRegularly(everyMs = 10 * 60 * 1000): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const round = async (): Promise<void> => {
    try {
      const swept = await sweep();
      if (Object.values(swept).some((count) => count > 0)) log.info("sweep.done", swept);
    } catch (error) {
      log.warn("sweep.failed", { reason: error instanceof Error ? error.name : "unknown" });
    }
    if (!stopped) plan();
  };
  const plan = (): void => {
    timer = setTimeout(() => {
      running = round();
    }, everyMs * (0.5 + Math.random())).unref();
  };
  plan();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

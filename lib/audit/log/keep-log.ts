import type pg from "pg";
import { log } from "@/lib/config/log";
import { isDatabaseUnavailable } from "@/lib/database/errors";
import { asSystem } from "@/lib/database/scope";
import { checkStretch } from "./check-log";
import { LogDamage } from "./log-store";
import { beginLog, sequence } from "./sequencer";
import { LogSigner, SigningRefused } from "./signer";
import { SigningKeyError } from "./signing-keys";

/** Whether the log goes on. `refused`: it stands still until a person has looked, and the sentence says at what. */
export type LogCondition = { state: "ok" } | { state: "refused"; reason: string; since: Date };

export type LogKeeper = {
  condition(): LogCondition;
  /** Takes and signs what was committed until now, without waiting for the next round. Does nothing while the log is refused. */
  catchUp(): Promise<void>;
  /** Ends the rounds; a round that runs is waited for. */
  stop(): Promise<void>;
};

export const roundMs = 400;
const signEveryMs = 800;
const restAfterFailureMs = 2000;
/** Old entries are looked at again, so many every so often: a million in about three hours, at a fiftieth of a second of work each time. */
const patrolEveryMs = 5000;
const patrolStretch = 500;

// The server entry and the pages that Next bundles are two copies of this module in one process: there is one keeper.
const shared: { [key: symbol]: LogKeeper | undefined } = globalThis;
const KEY = Symbol.for("muniment.log-keeper");

/** The keeper of this process; undefined in commands and before the server has begun. */
export const logKeeper = (): LogKeeper | undefined => shared[KEY];

const isRefusal = (error: unknown): error is Error => error instanceof SigningRefused || error instanceof SigningKeyError || error instanceof LogDamage;

/**
 * Keeps the log of a database: every round takes what was committed, and at most every 0.8 s a checkpoint is signed while there is something new.
 * Besides, it goes over the old entries again and again. A log that is not what was signed before is not signed any more, and says so in the program's log, on the trail's page and in the health answer; the
 * portal goes on serving and recording.
 */
export function keepLog({ pool, dataDir, origin }: { pool: pg.Pool; dataDir: string; origin: string }): LogKeeper {
  const signer = new LogSigner(pool, dataDir);
  let condition: LogCondition = { state: "ok" };
  let begun = false;
  let stopping = false;
  let signedAt = Number.NEGATIVE_INFINITY;
  let patrolled: { at: number; next: number; fault: string | null } = { at: performance.now(), next: 0, fault: null };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const round = async (atOnce: boolean): Promise<void> => {
    if (!begun) await beginLog(pool, origin);
    begun = true;
    await sequence(pool);
    if (!atOnce && performance.now() - signedAt < signEveryMs) return;
    await patrol();
    await signer.sign();
    signedAt = performance.now();
    if (condition.state === "refused") log.info("audit-log.goes-on");
    condition = { state: "ok" };
  };

  const patrol = async (): Promise<void> => {
    if (performance.now() - patrolled.at < patrolEveryMs && !patrolled.fault) return;
    const { fault, next } = await checkStretch(pool, patrolled.next, patrolStretch);
    // A fault is looked at again and again: nothing is signed until it is gone.
    patrolled = { at: performance.now(), next: fault ? patrolled.next : next, fault };
    if (fault) throw new LogDamage(fault);
  };

  const note = (error: unknown): void => {
    if (isRefusal(error)) {
      if (condition.state === "refused" && condition.reason === error.message) return;
      condition = { state: "refused", reason: error.message, since: new Date() };
      log.error("audit-log.refused", { reason: error.message });
    } else if (!isDatabaseUnavailable(error)) log.error("audit-log.round-failed", { error });
  };

  const next = (atOnce: boolean): Promise<void> => (running = running.then(() => asSystem("keeping the log", () => round(atOnce))));

  const schedule = (delayMs: number): void => {
    if (stopping) return;
    timer = setTimeout(() => {
      next(false).then(
        () => schedule(roundMs),
        (error: unknown) => {
          running = Promise.resolve();
          note(error);
          schedule(restAfterFailureMs);
        },
      );
    }, delayMs);
    timer.unref();
  };
  schedule(0);

  const keeper: LogKeeper = {
    condition: () => condition,
    async catchUp() {
      if (condition.state === "refused" || stopping) return;
      try {
        await next(true);
      } catch (error) {
        running = Promise.resolve();
        note(error);
      }
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await running.catch(() => undefined);
      if (shared[KEY] === keeper) shared[KEY] = undefined;
    },
  };
  shared[KEY] = keeper;
  return keeper;
}

import type pg from "pg";
import { log } from "@/lib/config/log";
import { isDatabaseUnavailable } from "@/lib/database/errors";
import { asSystem } from "@/lib/database/scope";
import { checkStretch } from "./check-log";
import { LogDamage } from "./log-store";
import { beginLog, takeWaiting } from "./sequencer";
import { LogSigner, SigningRefused } from "./signer";
import { readAdoption } from "./signer-memory";
import { SigningKeyError } from "./signing-keys";

/**
 * Whether the log goes on. `refused`: it stands still until a person has looked, and the sentence says at what. `stalled`: it is tried again and again, and for half a minute without success;
 * `reason` is what failed last. `unconfirmed`: it goes on, from what the database says was signed last, because the signer had no memory of its own; until somebody has compared that.
 */
export type LogCondition = { state: "ok" } | { state: "refused" | "stalled" | "unconfirmed"; reason: string; since: Date };

export type LogKeeper = {
  condition(): LogCondition;
  /** Takes and signs what was committed until now, without waiting for the next round. Does nothing while the log is refused. */
  catchUp(): Promise<void>;
  /** Ends the rounds; a round that runs is waited for. */
  stop(): Promise<void>;
};

export const roundMs = 400;
const signEveryMs = 400;
/** Rounds that take longer than they should leave others room all the same. */
const leastRestMs = 50;
const restAfterFailureMs = 2000;
const stalledMs = 30_000;
/** Old entries are looked at again, so many every so often: a million in about three hours, at a fiftieth of a second of work each time. */
const patrolEveryMs = 5000;
const patrolStretch = 500;

/** How long to rest after a round of so many milliseconds: the next one begins at its time, so that a checkpoint comes at least once a second also where a round takes most of it. */
export const restAfter = (roundTookMs: number): number => Math.max(leastRestMs, roundMs - roundTookMs);

// The server entry and the pages that Next bundles are two copies of this module in one process: there is one keeper.
const shared: { [key: symbol]: LogKeeper | undefined } = globalThis;
const KEY = Symbol.for("muniment.log-keeper");

/** The keeper of this process; undefined in commands and before the server has begun. */
export const logKeeper = (): LogKeeper | undefined => shared[KEY];

const isRefusal = (error: unknown): error is Error => error instanceof SigningRefused || error instanceof SigningKeyError || error instanceof LogDamage;

/**
 * Keeps the log of a database: every 0.4 s a round takes what was committed and signs a checkpoint while there is something new.
 * Besides, it goes over the old entries again and again. A log that is not what was signed before is not signed any more, and says so in the program's log, on the trail's page and in the health answer; the
 * portal goes on serving and recording. The same is said of a log that has not got on for `stalledAfterMs`, for whatever reason.
 */
export function keepLog({ pool, dataDir, origin, stalledAfterMs = stalledMs }: { pool: pg.Pool; dataDir: string; origin: string; stalledAfterMs?: number }): LogKeeper {
  const signer = new LogSigner(pool, dataDir);
  let condition: LogCondition = { state: "ok" };
  /** Since when it does not get on; undefined while it does. */
  let stuck: { at: number; since: Date; reason: string; told: boolean } | undefined;
  let signedSize = -1;
  let begun = false;
  let stopping = false;
  let signedAt = Number.NEGATIVE_INFINITY;
  let patrolled: { at: number; next: number; fault: string | null } = { at: performance.now(), next: 0, fault: null };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const notGettingOn = (reason: string): void => {
    stuck = { ...(stuck ?? { at: performance.now(), since: new Date(), told: false }), reason };
  };

  const round = async (atOnce: boolean): Promise<void> => {
    const at = performance.now();
    // Taken back at its end: of a round that hangs nothing else would tell.
    if (!stuck) notGettingOn("The round that takes and signs new events does not end.");
    if (!begun) await beginLog(pool, origin);
    begun = true;
    const { waited, taken } = await takeWaiting(pool);
    if (!atOnce && at - signedAt < signEveryMs) return goesOn(signedSize, waited, taken);
    await patrol();
    const size = await signer.sign();
    signedAt = at;
    if (condition.state === "refused") log.info("audit-log.goes-on");
    condition = unconfirmed();
    goesOn(size, waited, taken);
  };

  const unconfirmed = (): LogCondition => {
    const adoption = readAdoption(dataDir);
    if (!adoption) return { state: "ok" };
    const reason = `The signer had no memory (keys/log-memory.json) and began with the newest checkpoint in the database: ${adoption.size} events, signed ${adoption.signedAt}. What was signed later, if anything was, is gone. ` +
      "Compare with a checkpoint that somebody else has kept; then run: npm run verify-trail -- --confirm";
    return { state: "unconfirmed", reason, since: new Date(adoption.at) };
  };

  const goesOn = (size: number, waited: boolean, taken: number): void => {
    if (waited && taken === 0 && size === signedSize) return notGettingOn("Events wait, and another process or transaction holds the log.");
    if (stuck?.told) log.info("audit-log.goes-on");
    stuck = undefined;
    signedSize = size;
  };

  const now = (): LogCondition => {
    if (condition.state === "refused" || !stuck || performance.now() - stuck.at < stalledAfterMs) return condition;
    return { state: "stalled", reason: stuck.reason, since: stuck.since };
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
    } else {
      notGettingOn(error instanceof Error ? error.message : "Something failed without a reason.");
      if (!isDatabaseUnavailable(error)) log.error("audit-log.round-failed", { error });
    }
    if (stuck && !stuck.told && now().state === "stalled") {
      stuck = { ...stuck, told: true };
      log.error("audit-log.stalled", { reason: stuck.reason });
    }
  };

  const next = (atOnce: boolean): Promise<void> => (running = running.then(() => asSystem("keeping the log", () => round(atOnce))));

  const schedule = (delayMs: number): void => {
    if (stopping) return;
    timer = setTimeout(() => {
      const began = performance.now();
      next(false).then(
        () => schedule(restAfter(performance.now() - began)),
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
    condition: now,
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

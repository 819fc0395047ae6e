import { log } from "@/lib/config/log";
import { deliverMessages } from "./deliver-messages";
import type { MailTransport } from "./mail-transport";

const lookEveryMs = 2_000;
const lookAfterTroubleMs = 15_000;

export type Stop = (graceMs?: number) => Promise<void>;

/**
 * Does a piece of work again and again, for as long as it runs: one round after the other, never two at a time; at once where there was something to do.
 * @param work answers how much it did
 * @param firstAfterMs a portal that starts has other things to do first
 * @returns a function that ends it: no round begins any more, and the running one ends within `graceMs`; what it leaves is done after the next start
 */
export function startRounds(name: string, work: () => Promise<number>, everyMs = lookEveryMs, firstAfterMs = lookEveryMs): Stop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const later = (ms: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = run();
    }, ms);
  };
  async function run(): Promise<void> {
    try {
      later((await work()) > 0 ? 0 : everyMs);
    } catch (error) {
      log.error(`${name}.round-failed`, { reason: error instanceof Error ? error.name : "unknown" });
      later(lookAfterTroubleMs);
    }
  }
  later(firstAfterMs);

  return async (graceMs = 10_000) => {
    stopped = true;
    clearTimeout(timer);
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([round, new Promise<void>((resolve) => (limit = setTimeout(resolve, graceMs)))]);
    clearTimeout(limit);
  };
}

/** Sends what is in the outbox, for as long as it runs, see {@link startRounds}. */
export function startMailWorker(transport: MailTransport): Stop {
  const stop = startRounds("mail", () => deliverMessages(transport), lookEveryMs, 0);
  return async (graceMs) => {
    await stop(graceMs);
    transport.close();
  };
}

import { log } from "@/lib/config/log";
import { deliverMessages } from "./deliver-messages";
import type { MailTransport } from "./mail-transport";

const lookEveryMs = 2_000;
const lookAfterTroubleMs = 15_000;

/**
 * Sends what is in the outbox, for as long as it runs: one round after the other, never two at a time.
 * @returns a function that ends it: no round begins any more, and the running one ends within `graceMs`; what it leaves is sent after the next start
 */
export function startMailWorker(transport: MailTransport): (graceMs?: number) => Promise<void> {
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
      const tried = await deliverMessages(transport);
      later(tried > 0 ? 0 : lookEveryMs);
    } catch (error) {
      log.error("mail.round-failed", { reason: error instanceof Error ? error.name : "unknown" });
      later(lookAfterTroubleMs);
    }
  }
  later(0);

  return async (graceMs = 10_000) => {
    stopped = true;
    clearTimeout(timer);
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([round, new Promise<void>((resolve) => (limit = setTimeout(resolve, graceMs)))]);
    clearTimeout(limit);
    transport.close();
  };
}

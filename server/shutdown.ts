import { log } from "@/lib/config/log";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** npm and the terminal may both pass on the same Ctrl-C: what follows so soon is not a second wish. */
const SAME_WISH_MS = 400;

/**
 * Runs `gently` at the first signal to end and `atOnce` at a second one, then ends the process (0 after a gentle end).
 * Neither may throw; a fault is logged and ends the process with 1.
 */
export function onSignal(gently: () => Promise<void>, atOnce: () => Promise<void>): void {
  let first: number | undefined;
  const end = (work: () => Promise<void>, code: number): void => {
    work().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error("server.stop-failed", { error });
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (first === undefined) {
        first = performance.now();
        log.info("server.stopping", { signal });
        end(gently, 0);
      } else if (performance.now() - first > SAME_WISH_MS) {
        log.warn("server.stopping-at-once", { signal });
        end(atOnce, 1);
      }
    });
  }
}

import { log } from "@/lib/config/log";
import { freePreparations, prepareNext } from "./prepare-drafts";
import { publishDue } from "./publish-due";
import { remindOwners } from "./remind-owners";
import { importNext } from "./import/import-next";
import { sweepUploads } from "./sweep-uploads";

const lookEveryMs = 1_000;
const lookAfterTroubleMs = 15_000;
const sweepEveryMs = 60 * 60_000;

/** Does one job after the other, each whatever became of the one before. @returns whether one said that it did something, and whether one failed */
export async function inTurn(jobs: readonly (() => Promise<unknown>)[], trouble: (error: unknown) => void): Promise<{ worked: boolean; troubled: boolean }> {
  const done = { worked: false, troubled: false };
  for (const job of jobs) {
    try {
      if ((await job()) === true) done.worked = true;
    } catch (error) {
      done.troubled = true;
      trouble(error);
    }
  }
  return done;
}

/**
 * Does what publishing leaves to the portal, for as long as it runs: prepares documents, publishes what is due, imports, reminds owners, removes what nobody
 * goes on with. One thing after the other, and one that fails keeps no other from its turn. What is interrupted is done after the next start.
 * @returns a function that ends it: nothing more is begun, and the running work may end within `graceMs`
 */
export function startPublishing(): (graceMs?: number) => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let sweptAt = -Infinity;
  let round: Promise<void> = freePreparations().catch((error: unknown) => trouble(error));

  function trouble(error: unknown): void {
    log.error("publishing.round-failed", { reason: error instanceof Error ? error.name : "unknown" });
  }
  async function run(): Promise<void> {
    const { worked, troubled } = await inTurn([prepareNext, publishDue, importNext], trouble);
    if (performance.now() - sweptAt > sweepEveryMs) {
      sweptAt = performance.now();
      await inTurn([sweepUploads, remindOwners], trouble);
    }
    later(troubled ? lookAfterTroubleMs : worked ? 0 : lookEveryMs);
  }
  function later(ms: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      round = run();
    }, ms);
    timer.unref();
  }
  void round.then(() => later(0));

  return async (graceMs = 5_000) => {
    stopped = true;
    clearTimeout(timer);
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([round, new Promise<void>((resolve) => (limit = setTimeout(resolve, graceMs)))]);
    clearTimeout(limit);
  };
}

import { log } from "@/lib/config/log";
import { database } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { systemCaller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { dueEvents } from "./due-events";
import { pruneEvents } from "./prune-events";

/** How often the portal looks for events whose time is over. */
export const pruneEveryMs = 6 * 3_600_000;

/**
 * Removes what retention lets go, batch by batch, each a transaction and an event of its own: what ends in between leaves nothing half removed. Any number of
 * processes may do so at the same time. @returns how many events went
 */
export async function pruneTrail(stopped: () => boolean = () => false): Promise<number> {
  let removed = 0;
  let place: string | undefined;
  while (!stopped()) {
    const after = place;
    const { ids, next } = await asSystem("what retention lets go", () => dueEvents(database(), after));
    if (ids.length > 0) removed += (await perform(systemCaller("retention"), pruneEvents, { eventIds: ids })).removed;
    if (next === null) break;
    place = next;
  }
  if (removed > 0) log.info("retention.pruned", { removed });
  return removed;
}

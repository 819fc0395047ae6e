import { z } from "zod";
import { rawPool } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import type { MemberCaller } from "@/lib/operations/caller";
import { timeOfId } from "./event-ids";
import { readPrunings } from "./log/prunings";
import { trailScopeName } from "./trail-scope";

/** What is left of an event whose record retention has removed. */
export const RemovedEvent = z.object({
  id: z.uuid(),
  /** When it happened: its id says so. */
  at: z.date(),
  index: z.int(),
  /** The hash of its leaf, in hexadecimal. */
  leafHash: z.string(),
  removedAt: z.date(),
  /** The event that names it among those that were removed. */
  pruningEventId: z.uuid(),
});
export type RemovedEvent = z.infer<typeof RemovedEvent>;

/** What is left of an event that retention removed, for those who see the whole trail, or that of its organization. Whose else it was is gone with its record. */
export function removedEvent(caller: MemberCaller, eventId: string): Promise<RemovedEvent | null> {
  const scope = trailScopeName(caller);
  if (scope !== "everything" && scope !== "organization") return Promise.resolve(null);
  return asSystem("the place of an event that is gone", async () => {
    const { rows } = await rawPool().query<{ idx: string; hash: Uint8Array; organization: string | null }>("SELECT idx, hash, organization_id::text AS organization FROM log_leaf WHERE event_id = $1", [eventId]);
    const [leaf] = rows;
    if (!leaf || (scope === "organization" && leaf.organization !== caller.account.organizationId)) return null;
    const index = Number(leaf.idx);
    const pruning = (await readPrunings(rawPool(), [index, index])).of(index);
    return pruning ? { id: eventId, at: timeOfId(eventId), index, leafHash: Buffer.from(leaf.hash).toString("hex"), removedAt: pruning.at, pruningEventId: pruning.eventId } : null;
  });
}

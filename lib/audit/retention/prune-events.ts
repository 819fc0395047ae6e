import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { MunimentError } from "@/lib/operations/errors";
import { pruningLock, retentionClasses } from "./classes";
import { batchSize, dueAmong } from "./due-events";

/** Places of the log as ranges, both ends included: `3-7`, `9-9`. */
function rangesOf(places: readonly bigint[]): string[] {
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last && place === last.to + 1n) last.to = place;
    else ranges.push({ from: place, to: place });
  }
  return ranges.map(({ from, to }) => `${from}-${to}`);
}

/**
 * Removes the records of events whose time is over. Their leaves stay in the log, and with them every proof. This operation's own event names the places of the log that lost
 * their records: both are one transaction, and the database refuses a removal without it, of what is too young, and of what is held.
 */
export const pruneEvents = operation({
  name: "audit:PruneEvents",
  summary: "Removes the records of events whose time is over; their places in the log, and every proof, stay.",
  access: "Write",
  reach: "staff",
  door: "internal",
  input: z.object({ eventIds: z.array(z.uuid()).min(1).max(batchSize) }),
  output: z.object({
    removed: z.int(),
    /** Places of the log, as `from-to`, both included. */
    entries: z.array(z.string()),
    classes: z.record(z.string(), z.int()),
    oldest: z.date().nullable(),
    newest: z.date().nullable(),
  }),
  async handle({ db, caller, input }) {
    if (caller.kind !== "system") throw new MunimentError("AccessDenied");
    await db.$executeRaw`SELECT pg_advisory_xact_lock(${pruningLock}::int)`;
    const due = await dueAmong(db, input.eventIds);
    const [row] = await db.$queryRaw<{ removed: bigint }[]>`SELECT remove_events(${due.map(({ id }) => id)}::uuid[]) AS removed`;
    if (Number(row?.removed ?? 0) !== due.length) throw new MunimentError("Internal", undefined, {}, { cause: new Error("other events were removed than those that are due") });
    const times = due.map(({ at }) => at.getTime());
    return {
      removed: due.length,
      entries: rangesOf(due.map(({ idx }) => idx)),
      classes: Object.fromEntries(retentionClasses.map((name) => [name, due.filter((one) => one.class === name).length])),
      oldest: times.length === 0 ? null : new Date(Math.min(...times)),
      newest: times.length === 0 ? null : new Date(Math.max(...times)),
    };
  },
  record: ({ output }) => ({
    parameters: { removed: output.removed, entries: output.entries, ...output.classes, from: output.oldest?.toISOString() ?? null, to: output.newest?.toISOString() ?? null },
  }),
});

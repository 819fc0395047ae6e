import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { ForwardingKind, refuseOthers } from "./models";

const mostLetters = 100;

/** Where events are sent on to, how far each receiver is behind, what it said last, and what it refused. */
export const listForwarding = operation({
  name: "audit:ListForwarding",
  summary: "Receivers of events, how far each is behind, and what each refused.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    destinations: z.array(
      z.object({
        forwardingId: z.uuid(),
        name: z.string(),
        kind: ForwardingKind,
        address: z.string(),
        browsing: z.boolean(),
        /** Events of the log that it was not sent yet. */
        behind: z.int(),
        /** What it refused and nobody has had tried again: so many pieces. */
        refused: z.int(),
        paused: z.boolean(),
        attempts: z.int(),
        nextAttemptAt: z.date(),
        problem: z.string(),
        lastSentAt: z.date().nullable(),
        createdAt: z.date(),
      }),
    ),
    /** Newest first, 100 at most. */
    deadLetters: z.array(
      z.object({ deadLetterId: z.uuid(), name: z.string(), fromIdx: z.int(), toIdx: z.int(), events: z.int(), state: z.enum(["DEAD", "RETRYING", "SENT"]), problem: z.string(), createdAt: z.date(), settledAt: z.date().nullable() }),
    ),
  }),
  async handle({ db, caller }) {
    refuseOthers(caller);
    const [state, destinations, refused, letters] = await Promise.all([
      db.logState.findFirst({ select: { size: true } }),
      db.forwardingDestination.findMany({ where: { removedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
      db.forwardingDeadLetter.groupBy({ by: ["destinationId"], where: { state: "DEAD" }, _count: true }),
      db.forwardingDeadLetter.findMany({ where: { destination: { removedAt: null } }, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: mostLetters, include: { destination: { select: { name: true } } } }),
    ]);
    const size = state?.size ?? 0n;
    return {
      destinations: destinations.map(({ id, name, kind, address, browsing, next, pausedAt, attempts, nextAttemptAt, problem, lastSentAt, createdAt }) => ({
        forwardingId: id, name, kind, address, browsing, behind: Number(size > next ? size - next : 0n), refused: refused.find(({ destinationId }) => destinationId === id)?._count ?? 0, paused: pausedAt !== null, attempts, nextAttemptAt, problem, lastSentAt, createdAt,
      })),
      deadLetters: letters.map(({ id, destination, fromIdx, toIdx, events, state: standing, problem, createdAt, settledAt }) => ({
        deadLetterId: id, name: destination.name, fromIdx: Number(fromIdx), toIdx: Number(toIdx), events, state: standing, problem, createdAt, settledAt,
      })),
    };
  },
  record: ({ output }) => ({ parameters: { receivers: output.destinations.length } }),
});

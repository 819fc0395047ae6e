import { z } from "zod";
import { asSystem } from "@/lib/database/scope";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { graceDays, minimumDays, refuseOthers, RetentionClass, retentionClasses } from "./classes";
import { countAwaited, countDue } from "./due-events";
import { rulesInForce, rulesOf } from "./rules";

const shownPrunings = 50;

const Rule = z.object({ days: z.int().nullable(), setAt: z.date(), countsFrom: z.date(), personName: z.string(), reason: z.string() });

/** How long each class of events is kept, what of it is due, and what retention has removed so far. */
export const getRetention = operation({
  name: "audit:GetRetention",
  summary: "How long each class of events is kept, its minimum, how many events are due, and what was removed so far.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({}),
  output: z.object({
    classes: z.array(
      z.object({
        class: RetentionClass,
        minimumDays: z.int(),
        /** Null: nobody has decided, and events are kept for ever. */
        rule: Rule.nullable(),
        /** One that was set and does not count yet. */
        coming: Rule.nullable(),
        /** Events whose time is over, that nothing holds and no receiver waits for. */
        due: z.int(),
      }),
    ),
    /** There are more due than were counted. */
    more: z.boolean(),
    /** Receivers of events that removals wait for, with how many events each has yet to get that would go otherwise. */
    awaited: z.array(z.object({ name: z.string(), paused: z.boolean(), events: z.int() })),
    graceDays: z.int(),
    /** What was removed, newest first. */
    prunings: z.array(z.object({ eventId: z.uuid(), at: z.date(), removed: z.int(), from: z.string().nullable(), to: z.string().nullable() })),
  }),
  async handle({ db, caller }) {
    refuseOthers(caller);
    const at = now();
    const [rules, inForce, { counts, more }, awaited, prunings] = await Promise.all([
      rulesOf(db),
      rulesInForce(db, at),
      asSystem("counting what retention would remove, across tenants", () => countDue(db)),
      asSystem("counting what receivers have yet to get, across tenants", () => countAwaited(db)),
      db.$queryRaw<{ eventId: string; at: Date; removed: number; from: string | null; to: string | null }[]>`
        SELECT e.id::text AS "eventId", e.at, (e.parameters->>'removed')::int AS removed, e.parameters->>'from' AS "from", e.parameters->>'to' AS "to"
        FROM audit_event e WHERE e.operation = 'audit:PruneEvents' AND e.outcome = 'Success' ORDER BY e.id DESC LIMIT ${shownPrunings}`,
    ]);
    const classes = retentionClasses.map((name) => {
      const newest = rules.find((one) => one.class === name);
      return { class: name, minimumDays: minimumDays[name], rule: inForce.get(name) ?? null, coming: newest && newest.countsFrom > at ? newest : null, due: counts.get(name) ?? 0 };
    });
    return { classes, more, awaited, graceDays, prunings };
  },
  record: ({ output }) => ({ parameters: { due: output.classes.reduce((sum, { due }) => sum + due, 0) } }),
});

import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { dayMs, graceDays, minimumDays, pruningLock, refuseOthers, RetentionClass } from "./classes";
import { rulesInForce } from "./rules";
import { msg, t, tn } from "@/lib/texts/text";

const Days = z.union([z.null(), z.literal("").transform(() => null), z.coerce.number(msg("A number of days, or nothing for ever.")).int().min(1).max(36_500)]);

function tooShort(minimum: number): string {
  const days = String(minimum);
  if (minimum % 365 !== 0) return t("Events of this class are kept at least {days} days. Choose {days} days or more.", { days });
  return tn(
    minimum / 365,
    "Events of this class are kept at least {days} days ({n} year). Choose {days} days or more.",
    "Events of this class are kept at least {days} days ({n} years). Choose {days} days or more.",
    { days },
  );
}

/** Decides how long events of a class are kept. A longer time counts at once, a shorter one a week later. */
export const updateRetention = operation({
  name: "audit:UpdateRetention",
  summary: "Decides how long events of a class are kept, never less than the class's minimum.",
  access: "Permissions",
  reach: "member",
  stepUp: true,
  input: z.object({ class: RetentionClass, /** Null: for ever. */ days: Days, reason: z.string().trim().min(3, msg("Say why.")).max(500) }),
  output: z.object({ class: RetentionClass, days: z.int().nullable(), countsFrom: z.date() }),
  async handle({ db, caller, input }) {
    refuseOthers(caller);
    const minimum = minimumDays[input.class];
    if (input.days !== null && input.days < minimum) {
      const message = tooShort(minimum);
      throw new MunimentError("ValidationException", message, { fields: [{ field: "days", message }] });
    }
    await db.$executeRaw`SELECT pg_advisory_xact_lock(${pruningLock}::int)`;
    const at = now();
    const present = (await rulesInForce(db, at)).get(input.class)?.days ?? null;
    const shorter = input.days !== null && (present === null || input.days < present);
    const countsFrom = shorter ? new Date(at.getTime() + graceDays * dayMs) : at;
    await db.retentionRule.create({ data: { id: uuidv7({ msecs: at.getTime() }), class: input.class, days: input.days, setAt: at, countsFrom, personId: caller.personId, personName: caller.name, reason: input.reason } });
    return { class: input.class, days: input.days, countsFrom };
  },
  record: ({ input, output }) => ({
    resources: [`retention/${input.class}`],
    parameters: { class: input.class, days: output.days, countsFrom: output.countsFrom.toISOString(), reason: input.reason },
  }),
});

import { z } from "zod";
import { now } from "@/lib/operations/clock";
import { operation } from "@/lib/operations/operation";
import { isoDay, Kind, ReportId } from "@/lib/reports/models";
import { freshnessOf } from "./freshness";
import { loadPeriods } from "./load-periods";

const State = z.enum(["FRESH", "BRIDGED", "SOON", "LAPSED", "AHEAD", "UNDATED"]);
const states = State.options;
const shownAtOnce = 50;

const Row = z.object({
  reportId: ReportId,
  name: z.string(),
  program: z.string(),
  owner: z.object({ name: z.string(), email: z.string() }).nullable(),
  state: State,
  coveredUntil: z.string().nullable(),
  auditedUntil: z.string().nullable(),
  lapsesOn: z.string().nullable(),
  startsOn: z.string().nullable(),
  daysLeft: z.int().nullable(),
  gaps: z.array(z.object({ start: z.string(), end: z.string(), days: z.int() })),
  periods: z.array(z.object({ version: z.int(), kind: Kind, start: z.string(), end: z.string() })),
  remindedAt: z.date().nullable(),
});

/** What runs out first: a lapse before what is about to, then by day. */
const urgency = ({ state, daysLeft }: Pick<z.infer<typeof Row>, "state" | "daysLeft">): number => (state === "UNDATED" ? 1_000_000 : (daysLeft ?? 999_999));

/** How long each series is covered still, with the gaps in it: the most urgent first. What has no period is listed where it is asked for. */
export const getFreshness = operation({
  name: "publishing:GetFreshness",
  summary: "How long each series is covered still, and the gaps in it, the most urgent first.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ state: State.optional(), /** Covered for no more days than this. */ within: z.coerce.number().int().min(0).max(3650).optional(), own: z.boolean().default(false), from: z.coerce.number().int().min(0).max(100_000).default(0) }),
  output: z.object({ today: z.string(), counts: z.object(Object.fromEntries(states.map((state) => [state, z.int()])) as Record<z.infer<typeof State>, z.ZodInt>), within: z.record(z.string(), z.int()), rows: z.array(Row), total: z.int(), withoutOwner: z.int() }),
  async handle({ db, caller, input }) {
    const today = isoDay(now());
    const all = (await loadPeriods(db))
      .map(({ periods, ...series }) => ({ ...series, periods, ...freshnessOf(periods, today) }))
      .filter(({ ownerId }) => !input.own || ownerId === caller.personId);
    const runsOut = (days: number) => all.filter((row) => row.daysLeft !== null && row.daysLeft > 0 && row.daysLeft <= days).length;
    const wanted = all.filter((row) => (input.state === undefined ? row.state !== "UNDATED" : row.state === input.state) && (input.within === undefined || (row.daysLeft !== null && row.daysLeft <= input.within)));
    const shown = wanted.sort((left, right) => urgency(left) - urgency(right) || left.name.localeCompare(right.name)).slice(input.from, input.from + shownAtOnce);
    const [people, reminders] = await Promise.all([
      db.person.findMany({ where: { id: { in: shown.flatMap(({ ownerId }) => ownerId ?? []) } }, select: { id: true, name: true, email: true } }),
      db.freshnessReminder.groupBy({ by: ["seriesId"], where: { seriesId: { in: shown.map(({ reportId }) => reportId) } }, _max: { createdAt: true } }),
    ]);
    return {
      today,
      counts: Object.fromEntries(states.map((state) => [state, all.filter((row) => row.state === state).length])) as Record<z.infer<typeof State>, number>,
      within: Object.fromEntries([30, 60, 90].map((days) => [String(days), runsOut(days)])),
      total: wanted.length,
      withoutOwner: all.filter(({ ownerId, state }) => ownerId === null && state !== "UNDATED").length,
      rows: shown.map((row) => ({
        ...row,
        gaps: [...row.gaps],
        owner: people.find(({ id }) => id === row.ownerId) ?? null,
        remindedAt: reminders.find(({ seriesId }) => seriesId === row.reportId)?._max.createdAt ?? null,
      })),
    };
  },
  record: ({ input }) => ({ parameters: { state: input.state ?? null } }),
});

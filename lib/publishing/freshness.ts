/** A published version as freshness sees it. ISO days; both belong to the period. */
export type Period = Readonly<{ version: number; kind: "REPORT" | "BRIDGE_LETTER"; start: string; end: string }>;

export type Stretch = Readonly<{ start: string; end: string; days: number }>;

/** How far ahead an owner is told. */
export const reminderDays = [90, 60, 30, 0] as const;

/**
 * `FRESH`: covered for more than 90 days. `SOON`: for so many days still. `BRIDGED`: for more than 90 days, but from some day on by a letter alone.
 * `LAPSED`: nothing covers today any more. `AHEAD`: everything that is published is about days to come. `UNDATED`: nothing of it has a period that could run out.
 */
export type FreshnessState = "FRESH" | "BRIDGED" | "SOON" | "LAPSED" | "AHEAD" | "UNDATED";

export type Freshness = Readonly<{
  state: FreshnessState;
  /** The last day of the stretch without a gap in which today lies; null where nothing covers today. */
  coveredUntil: string | null;
  /** The last day of that stretch that a report covers, not only a letter; null where none does. */
  auditedUntil: string | null;
  /** The first day that nothing covers: tomorrow's gap or yesterday's; null where nothing has a period, or all of it lies ahead. */
  lapsesOn: string | null;
  /** The first day that something covers, where all of it lies ahead; null otherwise. */
  startsOn: string | null;
  /** Days from today to `lapsesOn`; negative where it is past. */
  daysLeft: number | null;
  /** Uncovered stretches between covered ones, oldest first. */
  gaps: readonly Stretch[];
}>;

const dayMs = 86_400_000;
const number = (day: string): number => Math.round(Date.parse(`${day}T00:00:00.000Z`) / dayMs);
const iso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

type Range = { from: number; to: number };

/** Ranges of whole days, put together where they touch. */
function union(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { from, to } of [...ranges].sort((left, right) => left.from - right.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

const around = (ranges: readonly Range[], day: number): Range | undefined => ranges.find(({ from, to }) => from <= day && day <= to);

/** How fresh a series is on a day. Documents about a single day describe a state and do not run out. */
export function freshnessOf(periods: readonly Period[], today: string): Freshness {
  const lasting = periods.filter(({ start, end }) => start < end);
  const ranges = (kind?: Period["kind"]): Range[] => union(lasting.filter((one) => kind === undefined || one.kind === kind).map(({ start, end }) => ({ from: number(start), to: number(end) })));
  const day = number(today);
  const covered = ranges();
  const gaps = covered.slice(1).map(({ from }, index): Stretch => {
    const before = covered[index]?.to ?? from;
    return { start: iso(before + 1), end: iso(from - 1), days: from - before - 1 };
  });
  if (covered.length === 0) return { state: "UNDATED", coveredUntil: null, auditedUntil: null, lapsesOn: null, startsOn: null, daysLeft: null, gaps };
  const now = around(covered, day);
  if (!now) {
    const past = covered.filter(({ to }) => to < day).at(-1);
    if (!past) return { state: "AHEAD", coveredUntil: null, auditedUntil: null, lapsesOn: null, startsOn: iso(covered[0]?.from ?? day), daysLeft: null, gaps };
    const lapsed = past.to + 1;
    return { state: "LAPSED", coveredUntil: null, auditedUntil: null, lapsesOn: iso(lapsed), startsOn: null, daysLeft: lapsed - day, gaps };
  }
  const audited = around(ranges("REPORT"), day);
  const left = now.to + 1 - day;
  const auditedUntil = audited?.to ?? null;
  const state = left <= 90 ? "SOON" : auditedUntil === null || auditedUntil < now.to ? "BRIDGED" : "FRESH";
  return { state, coveredUntil: iso(now.to), auditedUntil: auditedUntil === null ? null : iso(auditedUntil), lapsesOn: iso(now.to + 1), startsOn: null, daysLeft: left, gaps };
}

/** The distance at which an owner is to be reminded on a day: the nearest one that has been reached; null before the first. A lapse is told for a month. */
export function reminderDue({ daysLeft }: Freshness): number | null {
  if (daysLeft === null || daysLeft < -30) return null;
  return [...reminderDays].reverse().find((days) => daysLeft <= days) ?? null;
}

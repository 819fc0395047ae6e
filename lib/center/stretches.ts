/** A published version with both ends of its period: ISO days, both within the period. */
export type CoveringVersion = Readonly<{ version: number; kind: "REPORT" | "BRIDGE_LETTER"; start: string; end: string }>;

/** REPORT: examined by an auditor or certified. BRIDGE: a letter of management alone. OPEN: nothing. */
export type CoverState = "REPORT" | "BRIDGE" | "OPEN";

/** Days in a row that are covered in the same way by the same version. Both days belong to the stretch. */
export type Stretch = Readonly<{ start: string; end: string; days: number; state: CoverState; version: number | null }>;

/** How the days of a period add up. `ahead` of the open days are still to come. */
export type CoverDays = Readonly<{ total: number; report: number; bridge: number; open: number; ahead: number }>;

/** COVERED: a report covers every day. BRIDGED: reports and letters cover every day. GAPS: some days are open. NONE: all are. */
export type Standing = "COVERED" | "BRIDGED" | "GAPS" | "NONE";

const dayMs = 86_400_000;
const toDay = (iso: string): number => Math.round(Date.parse(iso) / dayMs);
const toIso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** A report counts before a letter, and the later version before the earlier one. */
const stronger = (a: CoveringVersion, b: CoveringVersion): CoveringVersion => {
  if (a.kind !== b.kind) return a.kind === "REPORT" ? a : b;
  return a.version > b.version ? a : b;
};

/**
 * Divides a period into stretches, oldest first, without overlap and without rest: what covers each day of it.
 * Versions that end before they start cover nothing. A period that ends before it starts has no stretches.
 */
export function stretchesOf(versions: readonly CoveringVersion[], period: Readonly<{ start: string; end: string }>): Stretch[] {
  const first = toDay(period.start);
  const last = toDay(period.end);
  if (first > last) return [];
  const spans = versions.map((version) => ({ version, from: Math.max(first, toDay(version.start)), to: Math.min(last, toDay(version.end)) })).filter(({ from, to }) => from <= to);
  // Between two neighbouring cuts nothing begins and nothing ends.
  const cuts = [...new Set([first, last + 1, ...spans.flatMap(({ from, to }) => [from, to + 1])])].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const to = (cuts[index + 1] ?? last + 1) - 1;
    const covering = spans.filter((span) => span.from <= from && to <= span.to).map(({ version }) => version);
    const best = covering.length === 0 ? null : covering.reduce(stronger);
    const state: CoverState = best === null ? "OPEN" : best.kind === "REPORT" ? "REPORT" : "BRIDGE";
    const version = best?.version ?? null;
    const before = stretches.at(-1);
    if (before && before.state === state && before.version === version) {
      stretches[stretches.length - 1] = { ...before, end: toIso(to), days: before.days + to - from + 1 };
    } else {
      stretches.push({ start: toIso(from), end: toIso(to), days: to - from + 1, state, version });
    }
  }
  return stretches;
}

/** Adds up the stretches of one period. @param today an ISO day: open days after it are still to come */
export function coverDays(stretches: readonly Stretch[], today: string): CoverDays {
  const sum = (state: CoverState): number => stretches.filter((one) => one.state === state).reduce((days, one) => days + one.days, 0);
  const now = toDay(today);
  const ahead = stretches.filter(({ state }) => state === "OPEN").reduce((days, { start, end }) => days + Math.max(0, toDay(end) - Math.max(toDay(start) - 1, now)), 0);
  const [report, bridge, open] = [sum("REPORT"), sum("BRIDGE"), sum("OPEN")];
  return { total: report + bridge + open, report, bridge, open, ahead };
}

/** The word for a period as a whole. */
export function standingOf({ report, bridge, open }: CoverDays): Standing {
  if (open === 0) return bridge === 0 ? "COVERED" : "BRIDGED";
  return report + bridge === 0 ? "NONE" : "GAPS";
}

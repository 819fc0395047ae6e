/** A version as the coverage of a series sees it. ISO dates; both days belong to the period. */
export interface CoveredVersion {
  version: number;
  kind: "REPORT" | "BRIDGE_LETTER";
  periodStart: string | null;
  periodEnd: string | null;
  withdrawn?: boolean;
}

/** Days between two periods that nothing covers; both days belong to the gap. */
export interface Gap {
  start: string;
  end: string;
  days: number;
}

export interface Coverage<V extends CoveredVersion> {
  /** Uncovered stretches between the first and the last day that anything covers, oldest first. */
  gaps: Gap[];
  /** What covers today: a report before a bridge letter, the highest version first. */
  today: V | null;
  /** The last day that a version which already began covers, when nothing covers today. */
  lastEnd: string | null;
}

const dayMs = 86_400_000;
const toDay = (iso: string): number => Math.floor(Date.parse(iso) / dayMs);
const toIso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** What a series covers. Versions without both ends of a period, and withdrawn ones, cover nothing. */
export function coverageOf<V extends CoveredVersion>(versions: readonly V[], today: string): Coverage<V> {
  const now = toDay(today);
  const periods = versions.flatMap((version) => {
    if (version.withdrawn || !version.periodStart || !version.periodEnd) return [];
    return [{ version, start: toDay(version.periodStart), end: toDay(version.periodEnd) }];
  });
  periods.sort((a, b) => a.start - b.start || a.end - b.end);

  const gaps: Gap[] = [];
  let reach: number | undefined;
  for (const period of periods) {
    if (reach !== undefined && period.start > reach + 1) {
      gaps.push({ start: toIso(reach + 1), end: toIso(period.start - 1), days: period.start - reach - 1 });
    }
    reach = Math.max(reach ?? period.end, period.end);
  }

  const covering = periods.filter((period) => period.start <= now && now <= period.end).map((period) => period.version);
  covering.sort((a, b) => rank(a) - rank(b) || b.version - a.version);
  const begun = periods.filter((period) => period.start <= now).map((period) => period.end);
  return { gaps, today: covering[0] ?? null, lastEnd: covering.length === 0 && begun.length > 0 ? toIso(Math.max(...begun)) : null };
}

function rank(version: CoveredVersion): number {
  return version.kind === "REPORT" ? 0 : 1;
}

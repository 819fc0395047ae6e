import { Card } from "../ui/content";
import { formatLongDate, formatPeriod } from "../ui/format";
import { PeriodBar, PeriodPatterns, PeriodScale, periodScale } from "../ui/period";
import { barLook } from "./catalogue-table";
import { coverageOf, type Coverage } from "./coverage";
import type { ReportVersionRow } from "./report-versions";
import { t, tn } from "@/lib/texts/text";

export interface ReportCoverageProps {
  versions: readonly ReportVersionRow[];
  shownVersion: number;
  today: string;
}

const mostRows = 8;

/** The periods of a series on one scale, newest first, with the gaps between them, and a sentence about today. */
export function ReportCoverage({ versions, shownVersion, today }: ReportCoverageProps) {
  const dated = versions.filter((row) => row.periodStart || row.periodEnd).slice(0, mostRows);
  if (dated.length === 0) {
    return (
      <Card id="coverage" title={t("Coverage")}>
        <p className="muted">{t("This report has no period: it describes a standing state, or a mapping that does not expire.")}</p>
      </Card>
    );
  }
  const coverage = coverageOf(
    dated.map((row) => ({ ...row, withdrawn: row.status === "WITHDRAWN" })),
    today,
  );
  const scale = periodScale(
    dated.map((row) => ({ start: row.periodStart, end: row.periodEnd })),
    today,
    5,
  );
  const lines = [
    ...dated.map((row) => ({
      key: `version ${row.version}`,
      label: row.kind === "BRIDGE_LETTER" ? t("Bridge letter##short") : t("Version {version}", { version: String(row.version) }),
      start: row.periodStart,
      end: row.periodEnd,
      look: barLook(row.kind, row.status),
      shown: row.version === shownVersion,
    })),
    ...coverage.gaps.map((gap) => ({
      key: `gap ${gap.start}`,
      label: tn(gap.days, "Gap, {n} day", "Gap, {n} days"),
      start: gap.start,
      end: gap.end,
      look: "gap" as const,
      shown: false,
    })),
  ].sort((a, b) => (b.start ?? "").localeCompare(a.start ?? ""));
  return (
    <Card
      id="coverage"
      title={t("Coverage")}
      aside={<Legend bridge={lines.some((line) => line.look === "bridge")} gap={coverage.gaps.length > 0} />}
    >
      <PeriodPatterns />
      <div className="coverage">
        <div className="coverage-scale">
          <PeriodScale scale={scale} />
        </div>
        <ul>
          {lines.map((line) => (
            <li key={line.key} className={line.look === "gap" ? "coverage-gap" : undefined} aria-current={line.shown ? "true" : undefined}>
              <span>{line.label}</span>
              <PeriodBar scale={scale} span={{ start: line.start, end: line.end }} look={line.look} />
              <span className="num">{formatPeriod(line.start, line.end)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="card-foot">{sentence(coverage)}</p>
    </Card>
  );
}

function Legend({ bridge, gap }: { bridge: boolean; gap: boolean }) {
  if (!bridge && !gap) return null;
  return (
    <div className="legend" aria-hidden="true">
      {bridge ? (
        <span>
          <svg className="period">
            <rect className="bridge" width="16" fill="url(#hatch)" />
          </svg>
          {t("Not audited")}
        </span>
      ) : null}
      {gap ? (
        <span>
          <svg className="period">
            <rect className="gap" x="0.5" width="15" />
          </svg>
          {t("Not covered")}
        </span>
      ) : null}
    </div>
  );
}

function sentence(coverage: Coverage<ReportVersionRow & { withdrawn: boolean }>): string {
  const { today, lastEnd } = coverage;
  if (today?.kind === "BRIDGE_LETTER") {
    return t("Today is covered by a bridge letter: a statement by management, not audited.");
  }
  if (today) {
    const version = String(today.version);
    return today.periodEnd
      ? t("Today is covered by version {version}. It does so until {day}.", { version, day: formatLongDate(today.periodEnd) })
      : t("Today is covered by version {version}.", { version });
  }
  if (lastEnd) return t("Nothing covers today. The last period ended on {day}; ask for a bridge letter if you need one.", { day: formatLongDate(lastEnd) });
  return t("Nothing covers today.");
}

import { Card } from "../ui/content";
import { formatLongDate, formatPeriod, plural } from "../ui/format";
import { PeriodBar, PeriodPatterns, PeriodScale, periodScale } from "../ui/period";
import { barLook } from "./catalogue-table";
import { coverageOf, type Coverage } from "./coverage";
import type { ReportVersionRow } from "./report-versions";
import { t } from "@/lib/texts/text";

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
      label: row.kind === "BRIDGE_LETTER" ? t("Bridge letter") : `Version ${row.version}`,
      start: row.periodStart,
      end: row.periodEnd,
      look: barLook(row.kind, row.status),
      shown: row.version === shownVersion,
    })),
    ...coverage.gaps.map((gap) => ({
      key: `gap ${gap.start}`,
      label: `Gap, ${plural(gap.days, "day")}`,
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
          Not audited
        </span>
      ) : null}
      {gap ? (
        <span>
          <svg className="period">
            <rect className="gap" x="0.5" width="15" />
          </svg>
          Not covered
        </span>
      ) : null}
    </div>
  );
}

function sentence(coverage: Coverage<ReportVersionRow & { withdrawn: boolean }>): string {
  const { today, lastEnd } = coverage;
  if (today?.kind === "BRIDGE_LETTER") {
    return "Today is covered by a bridge letter: a statement by management, not audited.";
  }
  if (today) {
    const until = today.periodEnd ? ` It does so until ${formatLongDate(today.periodEnd)}.` : "";
    return `Today is covered by version ${today.version}.${until}`;
  }
  if (lastEnd) return `Nothing covers today. The last period ended on ${formatLongDate(lastEnd)}; ask for a bridge letter if you need one.`;
  return "Nothing covers today.";
}

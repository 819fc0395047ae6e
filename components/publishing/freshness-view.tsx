import { ButtonLink } from "../ui/button";
import { Day, EmptyState, Notice, PageHeader } from "../ui/content";
import { formatCount, formatDate, formatPeriod } from "../ui/format";
import { PeriodPatterns, PeriodScale, periodBar, periodScale, type BarLook, type Scale } from "../ui/period";
import { Rich } from "../ui/rich";
import { Badge, Chip, type BadgeKind } from "../ui/status";
import { rangeSummary } from "../ui/table";
import { PublishingTabs } from "./publishing-tabs";
import { msg, pieces, t, tn, type Message } from "@/lib/texts/text";

export type FreshnessWord = "FRESH" | "BRIDGED" | "SOON" | "LAPSED" | "AHEAD" | "UNDATED";

export interface FreshnessRow {
  reportId: string;
  name: string;
  program: string;
  ownerName: string | null;
  state: FreshnessWord;
  coveredUntil: string | null;
  auditedUntil: string | null;
  lapsesOn: string | null;
  startsOn: string | null;
  daysLeft: number | null;
  gaps: readonly { start: string; end: string; days: number }[];
  periods: readonly { version: number; kind: "REPORT" | "BRIDGE_LETTER"; start: string; end: string }[];
  remindedAt: string | null;
}

export interface FreshnessViewProps {
  today: string;
  rows: readonly FreshnessRow[];
  counts: Readonly<Record<FreshnessWord, number>>;
  within: Readonly<Record<string, number>>;
  withoutOwner: number;
  chosen: { state: FreshnessWord | null; within: number | null; own: boolean };
  from: number;
  total: number;
  nextHref: string | null;
  firstHref: string | null;
}

const words: Readonly<Record<FreshnessWord, { kind: BadgeKind; word: Message }>> = {
  LAPSED: { kind: "error", word: msg("Lapsed##coverage") },
  SOON: { kind: "soon", word: msg("Runs out") },
  BRIDGED: { kind: "future", word: msg("Bridged") },
  FRESH: { kind: "ok", word: msg("Fresh") },
  AHEAD: { kind: "future", word: msg("Ahead") },
  UNDATED: { kind: "none", word: msg("No period") },
};

function address(chosen: Partial<FreshnessViewProps["chosen"]>): string {
  const query = new URLSearchParams();
  if (chosen.state) query.set("state", chosen.state);
  if (chosen.within) query.set("within", String(chosen.within));
  if (chosen.own) query.set("own", "1");
  return query.size > 0 ? `/publishing/freshness?${query.toString()}` : "/publishing/freshness";
}

/** How long everything is covered still, on one scale, the most urgent first. */
export function FreshnessView(props: FreshnessViewProps) {
  const { today, rows, counts, within, chosen } = props;
  const scale = periodScale(rows.flatMap(({ periods }) => periods.map(({ start, end }) => ({ start, end }))), today, 3);
  const tiles = [
    { label: t("Lapsed##coverage"), count: counts.LAPSED, href: address({ state: "LAPSED", own: chosen.own }), current: chosen.state === "LAPSED", look: "is-danger" },
    ...[30, 60, 90].map((days) => ({ label: t("Within {n} days", { n: days }), count: within[String(days)] ?? 0, href: address({ within: days, own: chosen.own }), current: chosen.within === days, look: "is-soon" })),
    { label: t("Fresh"), count: counts.FRESH, href: address({ state: "FRESH", own: chosen.own }), current: chosen.state === "FRESH", look: "" },
    { label: t("Bridged"), count: counts.BRIDGED, href: address({ state: "BRIDGED", own: chosen.own }), current: chosen.state === "BRIDGED", look: "" },
    { label: t("Ahead"), count: counts.AHEAD, href: address({ state: "AHEAD", own: chosen.own }), current: chosen.state === "AHEAD", look: "" },
    { label: t("No period"), count: counts.UNDATED, href: address({ state: "UNDATED", own: chosen.own }), current: chosen.state === "UNDATED", look: "" },
  ];
  return (
    <article>
      <PageHeader
        title={t("Freshness")}
        description={t("When the period of what is published ends, and what stands open, before customers ask.")}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Freshness") }]}
        actions={<ButtonLink href={address({ ...chosen, own: !chosen.own })}>{chosen.own ? t("Show all series") : t("Show my series")}</ButtonLink>}
      />
      <PublishingTabs current="freshness" />
      <ul className="fresh-tiles">
        {tiles.map(({ label, count, href, current, look }) => (
          <li key={label}>
            <a href={current ? address({ own: chosen.own }) : href} aria-current={current ? "true" : undefined} className={count > 0 ? look : undefined}>
              <b className="num">{formatCount(count)}</b>
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
      {props.withoutOwner > 0 ? <Notice kind="info">{tn(props.withoutOwner, "{n} series with a period has no owner: nobody is reminded. Name one under “Change” on the page of the series.", "{n} series with a period have no owner: nobody is reminded. Name one under “Change” on the page of the series.")}</Notice> : null}
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="clock" title={t("None of these")}>
            {chosen.state || chosen.within || chosen.own ? t("No series stands like this. Choose another tile, or all series.") : t("What is published with a period stands here.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <PeriodPatterns />
          <div className="card fresh">
            <div className="fresh-head" aria-hidden="true">
              <span />
              <PeriodScale scale={scale} quiet />
              <span />
            </div>
            <ul>
              {rows.map((row) => (
                <Row key={row.reportId} row={row} scale={scale} today={today} />
              ))}
            </ul>
            <div className="legend" aria-hidden="true">
              <span><svg className="period"><rect className="span" width="16" /></svg> {t("Report")}</span>
              <span><svg className="period"><rect className="bridge" width="16" fill="url(#hatch)" /></svg> {t("Bridge letter")}</span>
              <span><svg className="period"><rect className="gap" x="0.5" width="15" /></svg> {t("Gap")}</span>
            </div>
          </div>
          <div className="row pub-pager">
            <span className="muted small num">{rangeSummary(rows.length, props.total, props.from)}</span>
            {props.firstHref ? <ButtonLink size="small" href={props.firstHref}>{t("First")}</ButtonLink> : null}
            {props.nextHref ? <ButtonLink size="small" href={props.nextHref}>{t("More")}</ButtonLink> : null}
          </div>
        </>
      )}
    </article>
  );
}

const look = (kind: "REPORT" | "BRIDGE_LETTER", end: string, today: string): BarLook => (kind === "BRIDGE_LETTER" ? "bridge" : end < today ? "past" : "span");

const dayOf = (day: string | null): string => (day === null ? "" : formatDate(day));

function sentence({ state, daysLeft, coveredUntil, auditedUntil, lapsesOn, startsOn }: FreshnessRow): string {
  if (startsOn !== null) return t("Begins on {day}; nothing is published for the time before.", { day: dayOf(startsOn) });
  if (daysLeft === null) return t("Nothing of it has a period that could run out.");
  if (state === "LAPSED") return tn(-daysLeft, "Open for {n} day, since {since}.", "Open for {n} days, since {since}.", { since: dayOf(lapsesOn) });
  const until = dayOf(coveredUntil);
  if (auditedUntil === coveredUntil) return tn(daysLeft, "{n} day left, until {until}.", "{n} days left, until {until}.", { until });
  if (auditedUntil === null) return tn(daysLeft, "{n} day left, until {until}; from the start on by a letter alone.", "{n} days left, until {until}; from the start on by a letter alone.", { until });
  return tn(daysLeft, "{n} day left, until {until}; from {audited} on by a letter alone.", "{n} days left, until {until}; from {audited} on by a letter alone.", { until, audited: dayOf(auditedUntil) });
}

function Row({ row, scale, today }: { row: FreshnessRow; scale: Scale; today: string }) {
  const { kind, word } = words[row.state];
  const reminded = row.remindedAt?.slice(0, 10);
  const lapse = row.state === "LAPSED" && row.lapsesOn ? [{ start: row.lapsesOn, end: today, days: 0 }] : [];
  return (
    <li className="fresh-row">
      <div className="fresh-name">
        <a href={`/publishing/${row.reportId}`}>{row.name}</a>
        <span className="faint small">
          <Chip>{row.program}</Chip> {row.ownerName ? <bdi>{row.ownerName}</bdi> : t("no owner")}
        </span>
      </div>
      <div className="fresh-bars">
        {row.periods.map((period) => (
          <span key={period.version} title={t("Version {version}: {period}", { version: String(period.version), period: formatPeriod(period.start, period.end) })}>
            {periodBar(scale, period, look(period.kind, period.end, today))}
          </span>
        ))}
        {[...row.gaps, ...lapse].map((gap) => (
          <span key={`gap ${gap.start}`} title={t("Gap: {period}", { period: formatPeriod(gap.start, gap.end) })}>
            {periodBar(scale, gap, "gap")}
          </span>
        ))}
      </div>
      <div className="fresh-state">
        <Badge kind={kind}>{t(word)}</Badge>
        <span className="small">{sentence(row)}</span>
        {row.gaps.length > 0 ? <span className="small faint">{tn(row.gaps.length, "{n} gap: {periods}", "{n} gaps: {periods}", { periods: row.gaps.slice(-2).map((gap) => formatPeriod(gap.start, gap.end)).join("; ") })}</span> : null}
        {reminded ? (
          <span className="small faint">
            <Rich text={pieces("Owner reminded <day></day>")} day={() => <Day at={reminded} />} />
          </span>
        ) : null}
      </div>
    </li>
  );
}

import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader } from "../ui/content";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { formatLongDate, formatPeriod } from "../ui/format";
import { exactScale, PeriodPatterns, PeriodScale, SpansBar, type BarLook, type Scale } from "../ui/period";
import { Badge, Chip, type BadgeKind } from "../ui/status";
import { Pagination, rangeSummary } from "../ui/table";
import { msg, t, tn, type Message } from "@/lib/texts/text";

export type TimelineStanding = "COVERED" | "BRIDGED" | "GAPS" | "NONE" | "UNDATED";

export interface TimelineStretch {
  start: string;
  end: string;
  days: number;
  state: "REPORT" | "BRIDGE" | "OPEN";
  version: number | null;
}

export interface TimelineSeries {
  reportId: string;
  name: string;
  programKey: string;
  programName: string;
  standing: TimelineStanding;
  days: { total: number; report: number; bridge: number; open: number; ahead: number };
  stretches: readonly TimelineStretch[];
}

export interface TimelineViewProps {
  /** As typed; dates where they are good. */
  start: string;
  end: string;
  /** What is wrong with the period; then there is nothing to show. */
  problem: { field: "start" | "end"; message: string } | null;
  program: string;
  programs: readonly SelectOption[];
  gaps: boolean;
  today: string;
  usual: readonly { name: string; start: string; end: string; href: string; current: boolean }[];
  counts: Readonly<Record<TimelineStanding, number>>;
  rows: readonly TimelineSeries[];
  total: number;
  offset: number;
  previousHref: string | null;
  nextHref: string | null;
  /** Null for those who may not. */
  exportForm: { action: string; fields: Readonly<Record<string, string>> } | null;
}

const words: Readonly<Record<TimelineStanding, Message>> = { COVERED: msg("Covered"), BRIDGED: msg("Bridged"), GAPS: msg("Days open"), NONE: msg("Not covered"), UNDATED: msg("No period") };
const badges: Readonly<Record<TimelineStanding, BadgeKind>> = { COVERED: "ok", BRIDGED: "soon", GAPS: "ended", NONE: "denied", UNDATED: "none" };
const order: readonly TimelineStanding[] = ["COVERED", "BRIDGED", "GAPS", "NONE", "UNDATED"];
const looks: Readonly<Record<TimelineStretch["state"], BarLook>> = { REPORT: "span", BRIDGE: "bridge", OPEN: "gap" };

/** Which days of a period of one's own choice each report covers. */
export function TimelineView(props: TimelineViewProps) {
  const { start, end, problem, today, rows, exportForm, counts } = props;
  return (
    <>
      <PageHeader
        title={t("Coverage timeline")}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Coverage timeline") }]}
        description={
          problem
            ? t("Choose your fiscal period, and see which of its days each report covers.")
            : t("{from} to {to}: which of these days each report covers, which a letter of management bridges, and which are open.", { from: formatLongDate(start), to: formatLongDate(end) })
        }
        actions={
          <>
            <button type="button" className="btn needs-script print-button" data-print="">
              {t("Print")}
            </button>
            {exportForm ? (
              <form method="post" action={exportForm.action} className="no-print">
                <HiddenFields values={exportForm.fields} />
                <Button icon="download">{t("Export CSV")}</Button>
              </form>
            ) : null}
          </>
        }
      />
      <PeriodForm {...props} />
      {problem ? null : rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="clock" title={props.gaps ? t("No open days") : t("No reports")}>
            {props.gaps ? t("Every report that is about a period covers all of these days.") : t("There is no report here that your account may see. What the operator publishes for you appears by itself.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <Counts counts={counts} />
          <PeriodPatterns />
          <Lines rows={rows} scale={exactScale(start, end, today)} />
          <Pagination summary={rangeSummary(rows.length, props.total, props.offset)} previousHref={props.previousHref} nextHref={props.nextHref} />
        </>
      )}
    </>
  );
}

function PeriodForm({ start, end, problem, program, programs, gaps, usual }: TimelineViewProps) {
  // The message stands below the form, where it does not push the fields apart.
  const wrong = (field: "start" | "end") => (problem?.field === field ? { "aria-invalid": true, "aria-describedby": "period-problem" } : {});
  return (
    <div className="timeline-period no-print">
      <nav aria-label={t("Usual periods")}>
        <ul className="timeline-usual">
          {usual.map((one) => (
            <li key={one.name}>
              <a href={one.href} aria-current={one.current ? "true" : undefined} title={formatPeriod(one.start, one.end)}>
                {one.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="get" action="/center/timeline" className="center-filter">
        <Input id="start" label={t("First day")} type="date" defaultValue={start} required {...wrong("start")} />
        <Input id="end" label={t("Last day")} type="date" defaultValue={end} required {...wrong("end")} />
        <Select id="program" label={t("Program")} options={programs} defaultValue={program} />
        <label className="check">
          <input type="checkbox" name="gaps" value="1" defaultChecked={gaps} />
          <span>{t("With open days only")}</span>
        </label>
        <Button kind="primary">{t("Show")}</Button>
      </form>
      {problem ? (
        <div id="period-problem">
          <Notice kind="danger" live>
            {problem.message}
          </Notice>
        </div>
      ) : null}
    </div>
  );
}

function Counts({ counts }: { counts: Readonly<Record<TimelineStanding, number>> }) {
  return (
    <ul className="timeline-counts" aria-label={t("All reports")}>
      {order.map((standing) =>
        counts[standing] === 0 ? null : (
          <li key={standing}>
            <Badge kind={badges[standing]}>{t(words[standing])}</Badge> <span className="num">{tn(counts[standing], "{n} report", "{n} reports")}</span>
          </li>
        ),
      )}
    </ul>
  );
}

/** The bars, and the same in words: each line says its stretches with dates. */
function Lines({ rows, scale }: { rows: readonly TimelineSeries[]; scale: Scale }) {
  return (
    <div className="table-wrap table-sticky">
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t("Coverage by report")}>
        <table className="table table-cards timeline">
          <caption>{t("Which days of the period each report covers")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("Report")}</th>
              <th scope="col">
                <span className="sr">{t("Days")}</span>
                <PeriodScale scale={scale} quiet />
              </th>
              <th scope="col">{t("State")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.reportId}>
                <th scope="row">
                  <div>
                    <a className="row-link" href={`/reports/${row.reportId}`}>
                      {row.name}
                    </a>
                    <br />
                    <Chip title={row.programName}>{row.programKey}</Chip>
                  </div>
                </th>
                <td>
                  {row.standing === "UNDATED" ? (
                    <span className="faint">{t("Describes a standing state or a single day; it does not run out.")}</span>
                  ) : (
                    <div className="timeline-days">
                      <SpansBar scale={scale} spans={row.stretches.map(({ start, end, state }) => ({ start, end, look: looks[state] }))} />
                      <ul>
                        {row.stretches.map((one) => (
                          <li key={one.start} className={`timeline-${one.state.toLowerCase()}`}>
                            <span>{stretchName(one)}</span> <span className="num">{formatPeriod(one.start, one.end)}</span> <span className="num faint">{tn(one.days, "{n} day", "{n} days")}</span>
                          </li>
                        ))}
                      </ul>
                    </div>
                  )}
                </td>
                <td>
                  <div>
                    <Badge kind={badges[row.standing]}>{t(words[row.standing])}</Badge>
                    {openText(row) ? <small className="timeline-left num">{openText(row)}</small> : null}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function stretchName({ state, version }: TimelineStretch): string {
  if (state === "OPEN") return t("Open##adjective");
  const number = String(version ?? "");
  return state === "REPORT" ? t("Version {version}", { version: number }) : t("Bridge letter (version {version})", { version: number });
}

function openText({ days }: TimelineSeries): string | null {
  if (days.open === 0) return null;
  if (days.ahead === 0) return tn(days.open, "{n} day open", "{n} days open");
  if (days.ahead === days.open) return tn(days.open, "{n} day open, still to come", "{n} days open, still to come");
  return tn(days.open, "{n} day open, {ahead} of them to come", "{n} days open, {ahead} of them to come", { ahead: days.ahead });
}

import type { ReactNode } from "react";
import { ButtonLink } from "../ui/button";
import { Card, Facts, PageHeader } from "../ui/content";
import { formatDate, formatPeriod } from "../ui/format";
import { PeriodPatterns, PeriodScale, periodScale, SpansBar } from "../ui/period";
import { Chip, Status, type ReportStatus } from "../ui/status";
import { Table } from "../ui/table";
import { barLook } from "../reports/catalogue-table";
import { t, tn } from "@/lib/texts/text";

export interface HeldVersion {
  version: number;
  kind: "REPORT" | "BRIDGE_LETTER";
  start: string | null;
  end: string | null;
  status: ReportStatus;
}

export interface HeldSeries {
  reportId: string;
  href: string;
  name: string;
  description: string;
  categoryName: string;
  /** Newest first; never empty. */
  versions: readonly HeldVersion[];
}

export interface ProgramViewProps {
  program: { key: string; name: string; issuingBody: string; place: string; placeHref: string; regionName: string; industry: string | null; artefactName: string };
  text: { about: string; askedBy: string; cadence: string };
  series: readonly HeldSeries[];
  /** Of all series; the list may be shorter. */
  total: number;
  reportsHref: string;
  timelineHref: string;
  /** ISO day. */
  today: string;
  /** Cards below the coverage: what else there is to read about the program. */
  related?: ReactNode;
}

/** One program: what it is, what there is of it, and which days that covers. */
export function ProgramView({ program, text, series, total, reportsHref, timelineHref, today, related }: ProgramViewProps) {
  return (
    <article>
      <PageHeader
        title={program.name}
        badge={<Chip>{program.key}</Chip>}
        crumbs={[
          { label: t("Compliance Center"), href: "/center" },
          { label: t("Programs"), href: "/center/programs" },
          { label: program.name },
        ]}
        actions={total > 0 ? <ButtonLink href={reportsHref}>{t("Open in the catalogue")}</ButtonLink> : undefined}
      />
      <div className="report-grid">
        <div className="report-main">
          <Card id="about" title={t("What it is")}>
            <p className="program-about" lang="en">{text.about}</p>
          </Card>
          <HeldCard series={series} total={total} programName={program.name} reportsHref={reportsHref} />
          <CoverageCard series={series} today={today} timelineHref={timelineHref} />
          {related}
        </div>
        <aside className="report-aside" aria-label={t("Facts")}>
          <Card id="facts" title={t("In short")}>
            <Facts
              items={[
                { term: t("Issued by"), value: program.issuingBody },
                { term: t("Asked for by"), value: <span lang="en">{sentence(text.askedBy)}</span> },
                { term: t("How often"), value: <span lang="en">{text.cadence}</span> },
                { term: t("Evidence"), value: program.artefactName },
                { term: t("Where"), value: <a href={program.placeHref}>{program.place}</a> },
                { term: t("Industry"), value: program.industry ?? t("Any##industry") },
              ]}
            />
          </Card>
        </aside>
      </div>
    </article>
  );
}

/** The end of a sentence as a fact of its own. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const newest = (versions: readonly HeldVersion[]): HeldVersion | undefined => versions.find(({ kind }) => kind === "REPORT") ?? versions[0];

function HeldCard({ series, total, programName, reportsHref }: { series: readonly HeldSeries[]; total: number; programName: string; reportsHref: string }) {
  if (series.length === 0) {
    return (
      <Card id="held" title={t("What there is")}>
        <p className="muted">{t("Nothing that your account may see. If you need evidence for {program}, ask your contact at the operator; what they publish for you appears here.", { program: programName })}</p>
      </Card>
    );
  }
  return (
    <section aria-labelledby="held">
      <h2 id="held" className="section-title">
        {t("What there is")}
      </h2>
      <Table
        caption={t("Reports for {program}", { program: programName })}
        cards
        columns={[
          { key: "report", label: t("Report") },
          { key: "category", label: t("Category") },
          { key: "period", label: t("Newest period") },
          { key: "status", label: t("Status") },
        ]}
      >
        {series.map((one) => {
          const latest = newest(one.versions);
          return (
            <tr key={one.reportId} data-row="">
              <td>
                <div>
                  <a className="row-link" href={one.href}>
                    {one.name}
                  </a>
                  <p className="program-text">{one.description}</p>
                </div>
              </td>
              <td data-label={t("Category")}>{one.categoryName}</td>
              <td data-label={t("Newest period")} className="num">
                {latest ? formatPeriod(latest.start, latest.end) : ""}
              </td>
              <td data-label={t("Status")}>{latest ? <Status status={latest.status} /> : null}</td>
            </tr>
          );
        })}
      </Table>
      {total > series.length ? (
        <p className="card-foot">
          {tn(total, "{n} report in all.", "{n} reports in all.")} <a href={reportsHref}>{t("See all of them in the catalogue")}</a>
        </p>
      ) : null}
    </section>
  );
}

/** The periods of each series on one scale. */
function CoverageCard({ series, today, timelineHref }: { series: readonly HeldSeries[]; today: string; timelineHref: string }) {
  const dated = series.flatMap((one) => {
    const versions = one.versions.filter(({ start, end }) => start !== null && end !== null && start < end);
    return versions.length === 0 ? [] : [{ ...one, versions: versions.toReversed() }];
  });
  if (dated.length === 0) return null;
  const scale = periodScale(
    dated.flatMap(({ versions }) => versions),
    today,
    4,
  );
  return (
    <Card id="coverage" title={t("Coverage")} aside={<a href={timelineHref}>{t("Choose your own period")}</a>}>
      <PeriodPatterns />
      <div className="coverage program-coverage">
        <div className="coverage-scale">
          <PeriodScale scale={scale} />
        </div>
        <ul>
          {dated.map(({ reportId, name, versions }) => (
            <li key={reportId}>
              <span>{name}</span>
              <SpansBar scale={scale} spans={versions.map(({ start, end, kind, status }) => ({ start, end, look: barLook(kind, status) }))} />
              <span className="num">{lastDay(versions)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

function lastDay(versions: readonly HeldVersion[]): string {
  const ends = versions.map(({ end }) => end ?? "").sort();
  const last = ends.at(-1);
  return last ? t("until {day}", { day: formatDate(last) }) : "";
}

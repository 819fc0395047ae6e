import { ButtonLink } from "../ui/button";
import { Card, EmptyState, PageHeader, Time } from "../ui/content";
import { formatCount, formatDate } from "../ui/format";
import { FilterChip } from "../ui/status";
import { Table } from "../ui/table";
import { PublishingTabs } from "./publishing-tabs";
import { t, tn } from "@/lib/texts/text";

export interface DownloadShare {
  key: string;
  name: string;
  copies: number;
  people: number;
  last: string;
  href: string;
}

export interface DownloadBar {
  start: string;
  end: string;
  copies: number;
  read: number;
}

export interface DownloadsViewProps {
  from: string;
  to: string;
  step: "day" | "week";
  total: number;
  people: number;
  read: number;
  /** How many there are of each list. */
  of: { reports: number; organizations: number };
  /** The same with whole lists; null where they are. */
  allHref: string | null;
  over: readonly DownloadBar[];
  reports: readonly DownloadShare[];
  organizations: readonly DownloadShare[];
  newest: readonly { eventId: string; at: string; person: string; account: string; organization: string; report: string; reportHref: string; version: number; read: boolean }[];
  periods: readonly { label: string; href: string; current: boolean }[];
  report: { name: string; removeHref: string } | null;
  organization: { name: string; removeHref: string } | null;
}

/** Who got copies of what, over time. */
export function DownloadsView(props: DownloadsViewProps) {
  const { report, organization, total } = props;
  return (
    <article className="activity">
      <PageHeader
        title={t("Downloads")}
        description={t("Who got copies of what, from the audit trail: {from} to {to}, days in UTC.", { from: formatDate(props.from), to: formatDate(props.to) })}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Downloads") }]}
        actions={props.periods.map(({ label, href, current }) => (
          <ButtonLink key={label} href={href} size="small" aria-current={current ? "true" : undefined}>
            {label}
          </ButtonLink>
        ))}
      />
      <PublishingTabs current="downloads" />
      {report || organization ? (
        <div className="row pub-chips no-print">
          {report ? <FilterChip name={t("Report")} value={report.name} removeHref={report.removeHref} /> : null}
          {organization ? <FilterChip name={t("Customer")} value={organization.name} removeHref={organization.removeHref} /> : null}
        </div>
      ) : null}
      {total === 0 ? (
        <div className="card">
          <EmptyState icon="download" title={t("No copies in this time")}>
            {t("As soon as somebody accepts the terms and gets a copy, it stands here.")}
          </EmptyState>
        </div>
      ) : (
        <div className="stack-lg">
          <OverTime {...props} />
          <div className="activity-grid">
            <Shares id="by-report" title={t("By report")} rows={props.reports} of="report" total={props.of.reports} allHref={props.allHref} />
            <Shares id="by-customer" title={t("By customer")} rows={props.organizations} of="customer" total={props.of.organizations} allHref={props.allHref} />
          </div>
          <section aria-labelledby="newest">
            <h2 id="newest" className="section-title">
              {t("Newest")}
            </h2>
            <Table caption={t("Copies, newest first")} cards columns={[{ key: "at", label: t("When") }, { key: "person", label: t("Who") }, { key: "report", label: t("What") }, { key: "how", label: t("How") }]}>
              {props.newest.map((row) => (
                <tr key={row.eventId} data-row="">
                  <td className="num">
                    <a className="row-link" href={`/trail/${row.eventId}`}>
                      <Time at={row.at} />
                    </a>
                  </td>
                  <td data-label={t("Who")}>
                    <bdi>{row.person}</bdi>
                    <span className="pub-under faint small">{`${row.organization} · ${row.account}`}</span>
                  </td>
                  <td data-label={t("What")}>
                    <a href={row.reportHref}>{row.report}</a>
                    <span className="pub-under faint small num">{t("version {version}", { version: String(row.version) })}</span>
                  </td>
                  <td data-label={t("How")}>{row.read ? t("Read in the browser##done") : t("Downloaded")}</td>
                </tr>
              ))}
            </Table>
            <Rest shown={props.newest.length} total={total} allHref={props.allHref} />
          </section>
        </div>
      )}
    </article>
  );
}

const [width, height] = [960, 160];

/** Bars over time; the same as a table for those who would rather read, or cannot see them. */
function OverTime({ over, step, total, people, read }: DownloadsViewProps) {
  const highest = Math.max(1, ...over.map(({ copies }) => copies));
  const each = width / Math.max(1, over.length);
  const last = over.at(-1);
  const summary = t("{copies} for {people}; {read} read in the browser, {downloaded} downloaded.", {
    copies: tn(total, "{n} copy", "{n} copies"),
    people: tn(people, "{n} person", "{n} people"),
    read,
    downloaded: total - read,
  });
  const name = ({ start, end }: DownloadBar): string => (start === end ? formatDate(start) : t("{from} to {to}", { from: formatDate(start), to: formatDate(end) }));
  return (
    <Card id="over-time" title={step === "week" ? t("By week") : t("By day")} aside={<b className="num activity-total">{formatCount(total)}</b>}>
      <svg className="activity-chart downloads-chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={step === "week" ? t("Copies by week: {summary} At most {n} a week.", { summary, n: highest }) : t("Copies by day: {summary} At most {n} a day.", { summary, n: highest })} preserveAspectRatio="none">
        {over.map((bar, at) => {
          const tall = (bar.copies / highest) * (height - 6);
          const shown = bar.copies === 0 ? 0 : (bar.read / bar.copies) * tall;
          return (
            <g key={bar.start}>
              <title>{`${name(bar)}: ${formatCount(bar.copies)}`}</title>
              <rect className="activity-hit" x={at * each} y={0} width={each} height={height} />
              <rect className="activity-bar" x={at * each + each * 0.12} y={height - tall} width={each * 0.76} height={tall - shown} />
              <rect className="downloads-read" x={at * each + each * 0.12} y={height - shown} width={each * 0.76} height={shown} />
            </g>
          );
        })}
        <line x1={0} x2={width} y1={height} y2={height} />
      </svg>
      <p className="activity-scale small faint num">
        <span>{over[0] ? formatDate(over[0].start) : null}</span>
        <span>{step === "week" ? t("most {n} a week", { n: highest }) : t("most {n} a day", { n: highest })}</span>
        <span>{last ? formatDate(last.end) : null}</span>
      </p>
      <p className="small">
        {summary}{" "}
        <span className="downloads-legend" aria-hidden="true">
          <i className="is-file" /> {t("downloaded")} <i className="is-read" /> {t("read in the browser")}
        </span>
      </p>
      <details className="pub-more">
        <summary>{t("As a table")}</summary>
        <Table caption={step === "week" ? t("Copies by week") : t("Copies by day")} columns={[{ key: "time", label: step === "week" ? t("Week") : t("Day") }, { key: "copies", label: t("Copies") }, { key: "read", label: t("Of these read in the browser") }]}>
          {over
            .filter(({ copies }) => copies > 0)
            .map((bar) => (
              <tr key={bar.start}>
                <td className="num">{name(bar)}</td>
                <td className="num">{formatCount(bar.copies)}</td>
                <td className="num">{formatCount(bar.read)}</td>
              </tr>
            ))}
        </Table>
      </details>
    </Card>
  );
}

/** Where a list was cut, how much is missing and where the rest is. */
function Rest({ shown, total, allHref }: { shown: number; total: number; allHref: string | null }) {
  if (total <= shown) return null;
  return (
    <p className="pub-rest small muted num">
      {t("The first {n} of {total}.", { n: shown, total })} {allHref ? <a href={allHref}>{t("Show all")}</a> : null}
    </p>
  );
}

function Shares({ id, title, rows, of, total, allHref }: { id: string; title: string; rows: readonly DownloadShare[]; of: "report" | "customer"; total: number; allHref: string | null }) {
  const highest = Math.max(1, ...rows.map(({ copies }) => copies));
  return (
    <Card id={id} title={title}>
      <ol className="activity-shares">
        {rows.map(({ key, name, copies, people, last, href }) => (
          <li key={key}>
            <span>
              <a href={href} aria-label={of === "report" ? t("Only the report {name}", { name }) : t("Only the customer {name}", { name })}>
                {name}
              </a>
              <span className="pub-under faint small num">{t("{people}, last {day}", { people: tn(people, "{n} person", "{n} people"), day: formatDate(last) })}</span>
            </span>
            <b className="num">{formatCount(copies)}</b>
            <svg className="share-bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
              <rect width={(copies / highest) * 100} height="1" />
            </svg>
          </li>
        ))}
      </ol>
      <Rest shown={rows.length} total={total} allHref={allHref} />
    </Card>
  );
}

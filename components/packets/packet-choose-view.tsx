import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader } from "../ui/content";
import { Input } from "../ui/field";
import { formatPeriod } from "../ui/format";
import { t, tn } from "@/lib/texts/text";

export interface PacketReportChoice {
  /** `report-…:3`. */
  value: string;
  title: string;
  program: string;
  period: { start: string | null; end: string | null };
  version: number;
  chosen: boolean;
  /** Names of agreements that must be in force first. */
  needs: readonly string[];
}

export interface PacketAgreementChoice {
  value: string;
  name: string;
  /** For example `revision 2, for the organization`. */
  detail: string;
  chosen: boolean;
}

export interface PacketChooseViewProps {
  from: string;
  to: string;
  query: string;
  reports: readonly PacketReportChoice[];
  /** Chosen before, and not in this list. */
  elsewhere: readonly string[];
  /** Reports that fit the search beyond those listed. */
  more: number;
  agreements: readonly PacketAgreementChoice[];
  mostReports: number;
}

/** What goes into an evidence packet. Sends `from`, `to`, `q`, `report` and `agreement` by GET: to itself to search, to the review to go on. */
export function PacketChooseView({ from, to, query, reports, elsewhere, more, agreements, mostReports }: PacketChooseViewProps) {
  const words = { version: t("version"), needs: t("needs") };
  return (
    <>
      <PageHeader
        title={t("Evidence packet")}
        description={t("One ZIP file for your workpapers: up to {n} reports marked for you, certificates of agreements, and for each a receipt that anyone can check.", { n: mostReports })}
      />
      <form method="get" action="/packet/review" className="packet">
        {elsewhere.map((value) => (
          <input key={value} type="hidden" name="report" value={value} />
        ))}
        <section className="card packet-period" aria-labelledby="packet-period">
          <h2 id="packet-period">{t("Period")}</h2>
          <div className="packet-days">
            <Input id="from" label={t("First day")} type="date" defaultValue={from} required />
            <Input id="to" label={t("Last day")} type="date" defaultValue={to} required />
          </div>
          <p className="hint">{t("Usually your fiscal year. The packet says which of its days each report covers.")}</p>
        </section>
        <section className="card" aria-labelledby="packet-reports">
          <h2 id="packet-reports">{t("Reports")}</h2>
          <div className="packet-search">
            <Input id="q" label={t("Search")} type="search" maxLength={200} defaultValue={query} />
            <Button formAction="/packet">{t("Search")}</Button>
          </div>
          {elsewhere.length > 0 ? <Notice kind="info">{tn(elsewhere.length, "{n} report chosen before stay in the packet; this search does not show them.", "{n} reports chosen before stay in the packet; this search does not show them.")}</Notice> : null}
          {reports.length === 0 ? (
            <EmptyState icon="search" title={t("No report fits")}>
              {t("Search for fewer words, or clear the search.")}
            </EmptyState>
          ) : (
            <ul className="packet-list">
              {reports.map((report) => (
                <li key={report.value}>
                  <label className="check">
                    <input type="checkbox" name="report" value={report.value} defaultChecked={report.chosen} disabled={report.needs.length > 0} />
                    <span>
                      {report.title}
                      <small>{`${report.program} · ${words.version} ${report.version} · ${formatPeriod(report.period.start, report.period.end)}${report.needs.length > 0 ? ` · ${words.needs} ${report.needs.join(", ")}` : ""}`}</small>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          )}
          {more > 0 ? <p className="hint">{tn(more, "{n} report more: search to find them.", "{n} reports more: search to find them.")}</p> : null}
        </section>
        {agreements.length > 0 ? (
          <section className="card" aria-labelledby="packet-agreements">
            <h2 id="packet-agreements">{t("Agreements in force")}</h2>
            <ul className="packet-list">
              {agreements.map((agreement) => (
                <li key={agreement.value}>
                  <label className="check">
                    <input type="checkbox" name="agreement" value={agreement.value} defaultChecked={agreement.chosen} />
                    <span>
                      {agreement.name}
                      <small>{agreement.detail}</small>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <div className="packet-foot">
          <Button kind="primary">{t("Review the packet")}</Button>
        </div>
      </form>
    </>
  );
}

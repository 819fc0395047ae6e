import { Button, ButtonLink } from "../ui/button";
import { PageHeader } from "../ui/content";
import { Checkbox, HiddenFields } from "../ui/field";
import { formatBytes, formatLongDate, formatPeriod } from "../ui/format";
import { Rich } from "../ui/rich";
import { Table } from "../ui/table";
import { pieces, t, tn } from "@/lib/texts/text";

export interface PacketTerms {
  key: string;
  title: string;
  revision: number;
  explicit: boolean;
  sections: readonly { heading: string; text: string }[];
  /** Titles of the reports that it holds for. */
  reports: readonly string[];
}

export interface PacketReviewViewProps {
  from: string;
  to: string;
  reports: readonly { key: string; title: string; program: string; version: number; pages: number; bytes: number; periodStart: string | null; periodEnd: string | null; covered: number; days: number }[];
  agreements: readonly { key: string; name: string; revision: number }[];
  terms: readonly PacketTerms[];
  changeHref: string;
  /** Null: the second factor is too old; `confirmHref` leads to it. */
  form: { action: string; fields: Readonly<Record<string, string>> } | null;
  confirmHref: string;
  person: { name: string; email: string };
}

/** The packet before it is made: what is in it, which terms are accepted with it, and the button that makes it. */
export function PacketReviewView({ from, to, reports, agreements, terms, changeHref, form, confirmHref, person }: PacketReviewViewProps) {
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0);
  const explicit = terms.some((one) => one.explicit);
  const contents = {
    from: formatLongDate(from),
    to: formatLongDate(to),
    reports: tn(reports.length, "{n} report", "{n} reports"),
    agreements: tn(agreements.length, "{n} agreement", "{n} agreements"),
  };
  return (
    <>
      <PageHeader
        title={t("Review the packet")}
        crumbs={[
          { label: t("Evidence packet"), href: changeHref },
          { label: t("Review") },
        ]}
        description={reports.length > 0 ? t("{from} to {to}: {reports} (about {bytes}), {agreements}.", { ...contents, bytes: formatBytes(bytes) }) : t("{from} to {to}: {reports}, {agreements}.", contents)}
        actions={<ButtonLink href={changeHref}>{t("Change")}</ButtonLink>}
      />
      {reports.length > 0 ? (
        <Table
          caption={t("Reports of the packet")}
          cards
          columns={[
            { key: "report", label: t("Report") },
            { key: "period", label: t("Its period") },
            { key: "covered", label: t("Days covered") },
            { key: "pages", label: t("Pages") },
          ]}
        >
          {reports.map((report) => (
            <tr key={report.key}>
              <th scope="row">
                {report.title}
                <span className="faint small">{`${report.program} · ${t("version")} ${report.version}`}</span>
              </th>
              <td data-label={t("Its period")}>{formatPeriod(report.periodStart, report.periodEnd)}</td>
              <td data-label={t("Days covered")} className="num">{t("{n} of {total}", { n: report.covered, total: report.days })}</td>
              <td data-label={t("Pages")} className="num">
                {report.pages}
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      {agreements.length > 0 ? (
        <section className="card" aria-labelledby="packet-agreements">
          <h2 id="packet-agreements">{t("Agreements")}</h2>
          <ul className="packet-names">
            {agreements.map((agreement) => (
              <li key={agreement.key}>{t("{name}, revision {revision}", { name: agreement.name, revision: String(agreement.revision) })}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {terms.map((one) => (
        <section key={one.key} className="card terms" aria-labelledby={`terms-${one.key}`}>
          <div className="card-head">
            <h2 id={`terms-${one.key}`}>{one.title}</h2>
            <span className="faint small">{tn(one.reports.length, "Revision {revision} · holds for {n} report", "Revision {revision} · holds for {n} reports", { revision: String(one.revision) })}</span>
          </div>
          <div className="terms-text" tabIndex={0} role="region" aria-label={t("Text of {title}, revision {revision}", { title: one.title, revision: String(one.revision) })}>
            {one.sections.map((section) => (
              <section key={section.heading}>
                <h3>{section.heading}</h3>
                {section.text.split(/\n\s*\n/).map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </section>
            ))}
          </div>
        </section>
      ))}
      <section className="card packet-make" aria-labelledby="packet-make">
        <h2 id="packet-make">{t("Make the packet")}</h2>
        {form ? (
          <form method="post" action={form.action}>
            <HiddenFields values={form.fields} />
            {explicit ? (
              <Checkbox name="accepted" required>
                {tn(reports.length, "I accept the terms above for {n} report, each as it stands here.", "I accept the terms above for {n} reports, each as it stands here.")}
              </Checkbox>
            ) : null}
            <p className="hint">
              <Rich
                text={pieces("Every page of every copy names <bdi>{name}</bdi>, {email}. Each copy is recorded as a download of its own.", { name: person.name, email: person.email })}
                bdi={(words) => <bdi>{words}</bdi>}
              />
            </p>
            <Button kind="primary" icon="download">
              {t("Download the packet")}
            </Button>
          </form>
        ) : (
          <>
            <p>{t("So many documents at once need a fresh code from your authenticator.")}</p>
            <ButtonLink kind="primary" href={confirmHref}>
              {t("Confirm with your second factor")}
            </ButtonLink>
          </>
        )}
      </section>
    </>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Bytes, Card, CopyId, Day, Facts, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { periodBar, PeriodScale, periodScale } from "../ui/period";
import { Rich } from "../ui/rich";
import { Chip } from "../ui/status";
import { AcceptCard, EndDisclosure, type AcceptProps, type EndProps } from "./agreement-forms";
import { AgreementBadge, barOf, revisionText, type AgreementState } from "./agreement-state";
import { PrepareCard, PreparationsCard, type PreparationRow, type PrepareProps } from "./preparation-forms";
import { AgreementText, type AgreementTextProps } from "./agreement-text";
import { pieces, t } from "@/lib/texts/text";

export interface AgreementHistoryRow {
  id: string;
  holder: string;
  state: AgreementState;
  revision: number;
  type: "DEFAULT" | "CUSTOM" | "MODIFIED";
  /** ISO dates; the end is the last day. */
  start: string;
  end: string | null;
  acceptedBy: { name: string; title: string; email: string; at: string; recordSha256: string } | null;
  /** What was signed elsewhere. */
  note: string | null;
  ended: string | null;
  /** Copies by mail: the address, when a mail server took it (ISO date-time), and the SHA-256 of the file. */
  copies: readonly { to: string; at: string | null; givenUp: boolean; sha256: string }[];
  /** The SHA-256 of the record of how it ended. */
  endingSha256: string | null;
  proof: "certificate" | "document" | null;
  /** ISO date-time of acceptance: stands in the name of the button. */
  ending: EndProps | null;
}

export interface AgreementViewProps {
  name: string;
  summary: string;
  kind: string;
  slug: string;
  /** Why the page is as it is, and what to do. */
  states: readonly { label: string; state: AgreementState; note: string }[];
  revision: { number: number; newest: number; newestHref: string; effective: string; publishedAt: string; textSha256: string; documentSha256: string; documentBytes: number; language: string };
  revisions: readonly { number: number; href: string; effective: string; title: string }[];
  prerequisite: { name: string; href: string; met: boolean } | null;
  text: AgreementTextProps | null;
  accept: AcceptProps | null;
  /** Where two people are wanted: the form for the first of them, instead of `accept`. */
  prepare: PrepareProps | null;
  preparations: readonly PreparationRow[];
  /** Why it cannot be accepted here, where somebody might expect to. */
  acceptNote: string | null;
  history: readonly AgreementHistoryRow[];
  /** The next page of the history, where there is one. */
  olderHref: string | null;
  today: string;
  csrf: string;
  /** For operator staff: revisions, what was signed elsewhere, who has it. */
  manageHref: string | null;
}

/** One agreement: its text to read and print, how it stands, the form to accept it, and what was agreed. */
export function AgreementView(props: AgreementViewProps) {
  const { name, summary, kind, revision, prerequisite, text, accept, acceptNote, states } = props;
  return (
    <article className="agreement">
      <PageHeader
        crumbs={[{ label: t("Agreements"), href: "/agreements" }, { label: name }]}
        title={name}
        badge={<Chip>{kind}</Chip>}
        description={summary}
        actions={
          text ? (
            <>
              {props.manageHref ? (
                <ButtonLink size="small" className="no-print" href={props.manageHref}>
                  {t("Manage")}
                </ButtonLink>
              ) : null}
              <button type="button" className="btn needs-script print-button" data-print="">
                {t("Print")}
              </button>
              <DownloadForm action="/api/agreements/GetAgreementText" label={t("Download PDF")} fields={{ csrf: props.csrf, slug: props.slug, revision: String(revision.number) }} />
            </>
          ) : null
        }
      />
      <div className="report-grid">
        <div className="report-main">
          {revision.number < revision.newest ? (
            <Notice kind="info">
              <Rich
                text={pieces("This is an earlier revision. <a>Go to revision {revision}</a>, which is the one that can be accepted.", { revision: String(revision.newest) })}
                a={(words) => <a href={revision.newestHref}>{words}</a>}
              />
            </Notice>
          ) : null}
          {prerequisite && !prerequisite.met ? (
            <Notice kind="warn" title={t("{name} comes first", { name: prerequisite.name })}>
              {t("The text can be read as soon as it is in force for this account.")} <a href={prerequisite.href}>{t("Go to the {name}", { name: prerequisite.name.toLowerCase() })}</a>.
            </Notice>
          ) : null}
          {text ? <AgreementText {...text} /> : null}
          <PreparationsCard rows={props.preparations} />
          {accept ? <AcceptCard {...accept} /> : props.prepare ? <PrepareCard {...props.prepare} /> : null}
          <History {...props} />
        </div>
        <aside className="report-aside" aria-label={t("About this agreement")}>
          {states.length > 0 ? (
            <Card id="state" title={t("How it stands")}>
              <ul className="agreement-states">
                {states.map((one) => (
                  <li key={one.label}>
                    <span className="label">{one.label}</span>
                    <AgreementBadge state={one.state} />
                    {one.note ? <span className="faint small">{one.note}</span> : null}
                  </li>
                ))}
              </ul>
              {accept ? (
                <a className="btn btn-wide no-print" href="#accept">
                  {accept.confirmHref ? t("Go to acceptance") : t("Go to the form")}
                </a>
              ) : null}
              {acceptNote ? <p className="hint">{acceptNote}</p> : null}
            </Card>
          ) : null}
          <Card id="facts" title={t("Facts")}>
            <Facts
              items={[
                { term: t("Revision"), value: revision.number === revision.newest ? t("{revision}, the newest", { revision: String(revision.number) }) : t("{revision} of {newest}", { revision: String(revision.number), newest: String(revision.newest) }) },
                { term: t("In effect from"), value: <Day at={revision.effective} /> },
                { term: t("Published"), value: <Day at={revision.publishedAt.slice(0, 10)} /> },
                { term: t("Condition"), value: prerequisite ? <a href={prerequisite.href}>{prerequisite.name}</a> : null },
                { term: t("Language"), value: revision.language },
                { term: t("Text"), value: text ? <CopyId value={revision.textSha256} label={t("SHA-256 of the text")} /> : null },
                { term: "PDF", value: text ? <CopyId value={revision.documentSha256} label={t("SHA-256 of the PDF")} /> : null },
                { term: t("Size"), value: text ? <Bytes count={revision.documentBytes} /> : null },
              ]}
            />
          </Card>
          {props.revisions.length > 1 ? (
            <Card id="revisions" title={t("Revisions")}>
              <ul className="agreement-revisions">
                {props.revisions.map((one) => (
                  <li key={one.number}>
                    <a href={one.href} aria-current={one.number === revision.number ? "page" : undefined}>{t("Revision {revision}", { revision: String(one.number) })}</a>
                    <span className="faint small">
                      <Rich text={pieces("from <day>{day}</day>", { day: one.effective })} day={(day) => <Day at={day} />} />
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </aside>
      </div>
    </article>
  );
}

function DownloadForm({ action, label, fields }: { action: string; label: string; fields: Readonly<Record<string, string>> }) {
  return (
    <form method="post" action={action} className="no-print">
      <HiddenFields values={fields} />
      <Button size="small" icon="download">
        {label}
      </Button>
    </form>
  );
}

function History(props: AgreementViewProps) {
  const { history, today, csrf, slug } = props;
  const scale = periodScale(history.map(({ start, end }) => ({ start, end })), today);
  return (
    <Card id="history" title={t("What was agreed")}>
      {history.length === 0 ? (
        <p className="muted">{t("Nothing yet. Every acceptance shows here, with its certificate.")}</p>
      ) : (
        <>
          <div className="agreement-life agreement-life-scale" aria-hidden="true">
            <PeriodScale scale={scale} quiet />
          </div>
          <ol className="agreement-history">
            {history.map((row) => (
              <li key={row.id}>
                <div className="row">
                  <b>{row.holder}</b>
                  <AgreementBadge state={row.state} />
                  <span className="faint small">{revisionText(row)}</span>
                </div>
                <div className="agreement-life">{periodBar(scale, { start: row.start, end: row.end }, barOf(row.state))}</div>
                <p className="small">
                  <span className="num">
                    <Day at={row.start} /> – {row.end ? <Day at={row.end} /> : t("no end")}
                  </span>
                  {row.acceptedBy ? (
                    <>
                      {" · "}
                      <Rich
                        text={pieces("accepted by <bdi>{name}</bdi>, {title}, {email}, <time>{at}</time>", { name: row.acceptedBy.name, title: row.acceptedBy.title, email: row.acceptedBy.email, at: row.acceptedBy.at })}
                        bdi={(words) => <bdi>{words}</bdi>}
                        time={(at) => <Time at={at} />}
                      />
                    </>
                  ) : null}
                  {row.note ? ` · ${row.note}` : null}
                  {row.ended ? ` · ${row.ended}` : null}
                </p>
                {row.acceptedBy ? (
                  <p className="small faint">
                    {t("Record##noun")} <CopyId value={row.acceptedBy.recordSha256} label={t("SHA-256 of the record")} />
                  </p>
                ) : null}
                {row.copies.map((copy) => (
                  <p key={copy.to} className="small faint">
                    {copy.at ? (
                      <Rich text={pieces("Copy by mail to <bdi>{address}</bdi>, <time>{at}</time>", { address: copy.to, at: copy.at })} bdi={(words) => <bdi>{words}</bdi>} time={(at) => <Time at={at} />} />
                    ) : copy.givenUp ? (
                      t("Copy by mail to {address}: could not be delivered", { address: copy.to })
                    ) : (
                      t("Copy by mail to {address}: waits to be sent", { address: copy.to })
                    )}{" "}
                    <CopyId value={copy.sha256} label={t("SHA-256 of the copy")} />
                  </p>
                ))}
                {row.endingSha256 ? (
                  <p className="small faint">
                    {t("Record of the ending")} <CopyId value={row.endingSha256} label={t("SHA-256 of the record")} />
                  </p>
                ) : null}
                <div className="row">
                  {row.proof ? <DownloadForm action="/api/agreements/GetCertificate" label={row.proof === "certificate" ? t("Certificate") : t("Signed document")} fields={{ csrf, slug, customerAgreementId: row.id }} /> : null}
                  {row.endingSha256 ? <DownloadForm action="/api/agreements/GetCertificate" label={t("Record of the ending")} fields={{ csrf, slug, customerAgreementId: row.id, of: "ending" }} /> : null}
                  {row.proof ? <DownloadForm action="/api/audit/GetReceipt" label={t("Receipt")} fields={{ csrf, about: `customer-agreement/${row.id}`, return: `/agreements/${slug}` }} /> : null}
                </div>
                {row.ending ? <EndDisclosure {...row.ending} /> : null}
              </li>
            ))}
          </ol>
          {props.olderHref ? (
            <p className="no-print">
              <a href={props.olderHref}>{t("Show older ones")}</a>
            </p>
          ) : null}
        </>
      )}
    </Card>
  );
}

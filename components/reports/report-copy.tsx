import { AskForAccess } from "../access/ask-for-access";
import type { IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Notice, Time } from "../ui/content";
import { Checkbox, HiddenFields } from "../ui/field";
import { Icon } from "../ui/icon";
import { Rich } from "../ui/rich";
import { SharingRules, type ReportTermsText } from "./report-terms";
import { pieces, t } from "@/lib/texts/text";

/** Whose name the copy will carry. */
export interface CopyPerson {
  name: string;
  email: string;
  organizationName: string;
  accountName: string;
}

export type ReportAccess =
  /** `earlier`: what became of the ticket that the address still names. */
  | { state: "ready"; earlier?: "USED" | "EXPIRED" | null; viewOnly?: boolean }
  /** May read about the report, may not have a copy; says who can change that. */
  | { state: "denied"; ask: readonly { name: string; email: string }[]; request?: IdentityForm | null }
  /** Terms accepted: one download, for a while. ISO date-time. With `downloadFields` the download is a form that posts them. */
  /** Agreements that must be in force for the account first. */
  | { state: "agreement"; missing: readonly { name: string; href: string }[] }
  | { state: "ticket"; downloadHref: string; downloadFields?: Readonly<Record<string, string>>; mayDownload?: boolean; readHref?: string | null; expiresAt: string }
  | { state: "withdrawn"; reason: string; replacementHref?: string | null };

export interface ReportCopyProps {
  reportId: string;
  version: number;
  terms: ReportTermsText;
  access: ReportAccess;
  person: CopyPerson;
  /** When this person last downloaded this version. ISO date-time. */
  lastDownloadAt?: string | null;
  csrf: string;
  action: string;
  /** For publishers: whether those from whom policies hide the report may know of it. */
  listing?: { askable: boolean; form: IdentityForm } | null | undefined;
}

/** The one action of the page: from terms to a copy that carries the person's name. */
export function ReportCopy(props: ReportCopyProps) {
  const { access, terms } = props;
  return (
    <aside className="report-aside no-print" aria-labelledby="copy">
      <section className="card">
        <h2 id="copy">{access.state === "ticket" ? t("Your copy is ready") : t("Get your copy")}</h2>
        {access.state === "ready" ? (
          <>
            {access.earlier ? <EarlierTicket state={access.earlier} /> : null}
            {access.viewOnly ? <p className="hint">{t("This report is for reading in the browser. There is no file to download.")}</p> : null}
            <AcceptForm {...props} />
          </>
        ) : null}
        {access.state === "ticket" ? (
          <TicketReady {...access} />
        ) : null}
        {access.state === "agreement" ? <AgreementNeeded missing={access.missing} accountName={props.person.accountName} /> : null}
        {access.state === "denied" ? <Denied ask={access.ask} /> : null}
        {access.state === "denied" && access.request ? <AskForAccess form={access.request} reportId={props.reportId} /> : null}
        {access.state === "withdrawn" ? <p className="muted">{t("Withdrawn versions are not handed out.")}</p> : null}
        <p className="hint report-last">
          <Rich text={pieces("Receipts of your copies, to prove what you were given: <a>your deliveries</a>.")} a={(words) => <a href="/trail?operation=reports%3ACompleteDownload">{words}</a>} />
        </p>
        {props.lastDownloadAt ? (
          <p className="hint report-last">
            <Rich text={pieces("You last downloaded this version on <time>{when}</time>.", { when: props.lastDownloadAt })} time={(when) => <Time at={when} />} />
          </p>
        ) : null}
      </section>
      {terms.shareWith || terms.sharing?.length ? (
        <section className="card" aria-labelledby="sharing">
          <h2 id="sharing">{t("Who may have it")}</h2>
          {terms.shareWith ? <p className="report-share">{terms.shareWith}</p> : null}
          {terms.sharing?.length ? <SharingRules rules={terms.sharing} /> : null}
          {props.listing ? <Listing {...props.listing} /> : null}
        </section>
      ) : null}
    </aside>
  );
}

function Listing({ askable, form }: { askable: boolean; form: IdentityForm }) {
  return (
    <form method="post" action={form.action} className="listing-form">
      <HiddenFields values={form.hidden} />
      <p className="small">{askable ? t("Listed but locked: members whose policies hide it see its name and can ask for it.") : t("Members whose policies hide it do not learn that it exists.")}</p>
      <Button size="small" name="askable" value={askable ? "false" : "true"}>
        {askable ? t("Hide it from them") : t("List it as locked")}
      </Button>
    </form>
  );
}

function AcceptForm({ reportId, version, terms, person, csrf, action }: ReportCopyProps) {
  const explicit = terms.mode === "EXPLICIT";
  const whom = `${person.organizationName} · ${person.accountName}`;
  return (
    <form method="post" action={action}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="reportId" value={reportId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="termsRevision" value={terms.revision} />
      {explicit ? (
        <Checkbox name="accepted" required>
          <Rich
            text={pieces("I have read the <a>terms, revision {revision}</a>, and accept them for <b>{whom}</b>.", { revision: String(terms.revision), whom })}
            a={(words) => <a href="#terms">{words}</a>}
            b={(words) => <b>{words}</b>}
          />
        </Checkbox>
      ) : (
        <p className="report-passthrough">
          <Rich
            text={pieces("The <a>terms, revision {revision}</a>, apply to your copy. Getting it is recorded for <b>{whom}</b>.", { revision: String(terms.revision), whom })}
            a={(words) => <a href="#terms">{words}</a>}
            b={(words) => <b>{words}</b>}
          />
        </p>
      )}
      <Button kind="primary" size="large" wide>
        {explicit ? t("Accept and get your copy") : t("Get your copy")}
      </Button>
      <MarkNotice person={person} />
    </form>
  );
}

/** Says before the fact what each page will carry. */
function MarkNotice({ person }: { person: CopyPerson }) {
  return (
    <div className="mark-note">
      <Icon name="stamp" />
      <p>
        <Rich
          text={pieces("Each page of your copy will carry <bdi>{name}</bdi>, {email}, {organization} · {account}, the time and a download id. The download is recorded in the audit trail.", {
            name: person.name,
            email: person.email,
            organization: person.organizationName,
            account: person.accountName,
          })}
          bdi={(name) => <bdi>{name}</bdi>}
        />
      </p>
    </div>
  );
}

function EarlierTicket({ state }: { state: "USED" | "EXPIRED" }) {
  return (
    <div className="report-earlier">
      <Notice kind="info" live>
        {state === "USED"
          ? t("Your copy was handed out. For another one, accept again.")
          : t("Your ticket ran out before it was used. Accept again to get your copy.")}
      </Notice>
    </div>
  );
}

type TicketReadyProps = Extract<ReportAccess, { state: "ticket" }>;

function TicketReady({ downloadHref, downloadFields, mayDownload = true, readHref = null, expiresAt }: TicketReadyProps) {
  return (
    <>
      <Notice kind="ok" live first>
        {t("The terms are accepted, and your copy waits for you.")}
      </Notice>
      {mayDownload && downloadFields ? (
        <form method="post" action={downloadHref}>
          <HiddenFields values={downloadFields} />
          <Button kind="primary" size="large" wide icon="download">
            {t("Download PDF")}
          </Button>
        </form>
      ) : mayDownload ? (
        <ButtonLink className="report-download" kind="primary" size="large" wide icon="download" href={downloadHref} download="">
          {t("Download PDF")}
        </ButtonLink>
      ) : null}
      {readHref ? (
        <ButtonLink className="report-read" kind={mayDownload ? "secondary" : "primary"} size="large" wide icon="reports" href={readHref}>
          {t("Read in the browser")}
        </ButtonLink>
      ) : null}
      <p className="hint">
        <Rich
          text={
            mayDownload && readHref
              ? pieces("Good for one of the two, until <time>{when}</time>. After that, accept again.", { when: expiresAt })
              : pieces("Good for one copy, until <time>{when}</time>. After that, accept again.", { when: expiresAt })
          }
          time={(when) => <Time at={when} />}
        />
      </p>
    </>
  );
}

function AgreementNeeded({ missing, accountName }: { missing: readonly { name: string; href: string }[]; accountName: string }) {
  return (
    <>
      <Notice kind="warn" title={t("An agreement comes first")}>
        <Rich
          text={
            missing.length === 1
              ? pieces("Copies are given out under an agreement that is not in force for <b>{account}</b>, neither its own nor its organization’s.", { account: accountName })
              : pieces("Copies are given out under agreements that are not in force for <b>{account}</b>, neither its own nor its organization’s.", { account: accountName })
          }
          b={(words) => <b>{words}</b>}
        />
      </Notice>
      <div className="report-needed">
        {missing.map(({ name, href }, place) => (
          <ButtonLink key={href} kind={place === 0 ? "primary" : "secondary"} size="large" wide href={href}>
            {t("Go to: {name}", { name })}
          </ButtonLink>
        ))}
      </div>
    </>
  );
}

function Denied({ ask }: { ask: readonly { name: string; email: string }[] }) {
  return (
    <Notice kind="info" title={t("You may read about this report, not have a copy")}>
      {ask.length > 0 ? (
        <>
          {t("These people can let you:")}
          <ul className="ask">
            {ask.map((person) => (
              <li key={person.email}>
                <bdi>{person.name}</bdi>, <a href={`mailto:${person.email}`}>{person.email}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        t("Ask the administrator of your organization for a group that may download reports.")
      )}
    </Notice>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Notice, Time } from "../ui/content";
import { Checkbox } from "../ui/field";
import { Icon } from "../ui/icon";
import { SharingRules, type ReportTermsText } from "./report-terms";

/** Whose name the copy will carry. */
export interface CopyPerson {
  name: string;
  email: string;
  organizationName: string;
  accountName: string;
}

export type ReportAccess =
  | { state: "ready" }
  /** May read about the report, may not have a copy; says who can change that. */
  | { state: "denied"; ask: readonly { name: string; email: string }[] }
  /** Terms accepted: one download, for a while. ISO date-time. */
  | { state: "ticket"; downloadHref: string; expiresAt: string; acceptedAt?: string }
  | { state: "withdrawn"; reason: string; replacementHref?: string | null };

export interface ReportCopyProps {
  reportId: string;
  version: number;
  terms: ReportTermsText;
  access: ReportAccess;
  person: CopyPerson;
  csrf: string;
  action: string;
}

/** The one action of the page: from terms to a copy that carries the person's name. */
export function ReportCopy(props: ReportCopyProps) {
  const { access, terms } = props;
  return (
    <aside className="report-aside no-print" aria-labelledby="copy">
      <section className="card">
        <h2 id="copy">{access.state === "ticket" ? "Your copy is ready" : "Get your copy"}</h2>
        {access.state === "ready" ? <AcceptForm {...props} /> : null}
        {access.state === "ticket" ? <TicketReady downloadHref={access.downloadHref} expiresAt={access.expiresAt} /> : null}
        {access.state === "denied" ? <Denied ask={access.ask} /> : null}
        {access.state === "withdrawn" ? <p className="muted">Withdrawn versions are not handed out.</p> : null}
      </section>
      {terms.sharing.length > 0 ? (
        <section className="card" aria-labelledby="sharing">
          <h2 id="sharing">Who may have it</h2>
          <SharingRules rules={terms.sharing} />
        </section>
      ) : null}
    </aside>
  );
}

function AcceptForm({ reportId, version, terms, person, csrf, action }: ReportCopyProps) {
  const explicit = terms.mode === "EXPLICIT";
  return (
    <form method="post" action={action}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="reportId" value={reportId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="termsRevision" value={terms.revision} />
      {explicit ? (
        <Checkbox name="accepted" value="true" required>
          I have read the <a href="#terms">{`terms, revision ${terms.revision}`}</a>, and accept them for{" "}
          <b>{`${person.organizationName} · ${person.accountName}`}</b>.
        </Checkbox>
      ) : (
        <p className="report-passthrough">
          The <a href="#terms">{`terms, revision ${terms.revision}`}</a>, apply to your copy. Getting it is recorded for{" "}
          <b>{`${person.organizationName} · ${person.accountName}`}</b>.
        </p>
      )}
      <Button kind="primary" size="large" wide>
        {explicit ? "Accept and get your copy" : "Get your copy"}
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
        Each page of your copy will carry <bdi>{person.name}</bdi>, {person.email}, {person.organizationName} · {person.accountName}, the time and
        a download id. The download is recorded in the audit trail.
      </p>
    </div>
  );
}

function TicketReady({ downloadHref, expiresAt }: { downloadHref: string; expiresAt: string }) {
  return (
    <>
      <Notice kind="ok" live>
        The terms are accepted, and your copy waits for you.
      </Notice>
      <ButtonLink className="report-download" kind="primary" size="large" wide icon="download" href={downloadHref} download="">
        Download PDF
      </ButtonLink>
      <p className="hint">
        Good for one download, until <Time at={expiresAt} />. After that, accept again.
      </p>
    </>
  );
}

function Denied({ ask }: { ask: readonly { name: string; email: string }[] }) {
  return (
    <Notice kind="info" title="You may read about this report, not download it">
      {ask.length > 0 ? (
        <>
          These people can let you:
          <ul className="ask">
            {ask.map((person) => (
              <li key={person.email}>
                <bdi>{person.name}</bdi>, <a href={`mailto:${person.email}`}>{person.email}</a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        "Ask the administrator of your organization for a group that may download reports."
      )}
    </Notice>
  );
}

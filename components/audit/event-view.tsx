import { Button, ButtonLink } from "../ui/button";
import { Card, CopyId, Facts, PageHeader, Time } from "../ui/content";
import { plural } from "../ui/format";
import { HiddenFields } from "../ui/field";
import { Outcome } from "../ui/status";
import { Table } from "../ui/table";

export interface EventFacts {
  id: string;
  /** Place in the order of all events. */
  sequence?: string | null;
  /** ISO date-time. */
  at: string;
  operation: string;
  /** One sentence about the operation. */
  operationSummary?: string | null;
  outcome: string;
  /** For example `Person`, `System`, `Anyone`. */
  actorKind: string;
  personName: string;
  personEmail: string;
  personId: string | null;
  accountName: string | null;
  accountId: string | null;
  organizationName: string | null;
  /** For example `Authenticator app`. */
  factor: string | null;
  /** Seconds since the factor was used. */
  factorAge: number | null;
  address: string;
  userAgent: string;
  sessionId: string | null;
  requestId: string;
  correlationId: string;
  resources: readonly { name: string; href?: string | null }[];
  parameters: readonly { name: string; value: string }[];
}

export interface RelatedEvent {
  id: string;
  href: string;
  at: string;
  operation: string;
  outcome: string;
  current: boolean;
}

export interface EventViewProps {
  event: EventFacts;
  /** Events of the same correlation id, oldest first, this one among them. */
  related: readonly RelatedEvent[];
  /** Its place in the log and whether that is signed; null right after it was written. */
  log: { index: number; signed: boolean } | null;
  /** The form that downloads its receipt. */
  receipt: { action: string; hidden: Readonly<Record<string, string>> };
  trailHref?: string;
  /** Where personal fields are erased; null for whoever may not. */
  erasureHref?: string | null;
}

/** One event with everything that is kept of it. */
export function EventView({ event, related, log, receipt, trailHref = "/trail", erasureHref = null }: EventViewProps) {
  return (
    <article>
      <PageHeader
        crumbs={[{ label: "Audit trail", href: trailHref }, { label: "Event" }]}
        title={event.operation}
        badge={<Outcome outcome={event.outcome} />}
        description={event.operationSummary}
        actions={
          <>
            {erasureHref ? <ButtonLink href={erasureHref}>Erase fields</ButtonLink> : null}
            <button type="button" className="btn needs-script print-button" data-print="">
              Print
            </button>
          </>
        }
      />
      <div className="event-grid">
        <Card id="what" title="What">
          <Facts
            items={[
              { term: "Time", value: <Time at={event.at} /> },
              { term: "Exact time", value: <code>{event.at}</code> },
              { term: "Event id", value: <CopyId value={event.id} label="event id" short={event.id} /> },
              { term: "Sequence", value: event.sequence ? <span className="num">{event.sequence}</span> : null },
              { term: "About", value: event.resources.length > 0 ? <Resources items={event.resources} /> : null },
              ...event.parameters.map(({ name, value }) => ({ term: name, value })),
            ]}
          />
        </Card>
        <Card id="who" title="Who">
          <Facts
            items={[
              { term: event.actorKind, value: <bdi>{event.personName || "not known"}</bdi> },
              { term: "E-mail address", value: event.personEmail },
              { term: "All of it", value: event.personId ? <a href={`${trailHref}?personId=${event.personId}`}>What this person did</a> : null },
              { term: "Account", value: event.accountName ? [event.accountName, event.accountId].filter(Boolean).join(" · ") : null },
              { term: "Organization", value: event.organizationName },
              {
                term: "Second factor",
                value: event.factor ? `${event.factor}${event.factorAge === null ? "" : `, used ${ago(event.factorAge)} before`}` : null,
              },
              { term: "Person id", value: event.personId ? <CopyId value={event.personId} label="person id" /> : null },
            ]}
          />
        </Card>
        <Card id="where" title="From where">
          <Facts
            items={[
              { term: "Address", value: <code>{event.address}</code> },
              { term: "User agent", value: event.userAgent ? <span className="small muted">{event.userAgent}</span> : null },
              { term: "Session id", value: event.sessionId ? <CopyId value={event.sessionId} label="session id" /> : null },
              { term: "Request id", value: <CopyId value={event.requestId} label="request id" /> },
              { term: "Correlation id", value: <CopyId value={event.correlationId} label="correlation id" /> },
            ]}
          />
        </Card>
      </div>
      <Card
        id="proof"
        title="Proof"
        aside={
          <form method="post" action={receipt.action} className="no-print">
            <HiddenFields values={receipt.hidden} />
            <Button size="small" icon="download">
              Download receipt
            </Button>
          </form>
        }
      >
        <p className="event-proof">
          {log?.signed ? (
            <>
              Entry <b className="num">{log.index.toLocaleString("en")}</b> of the log, covered by a signed checkpoint: it can no longer be changed or removed unnoticed.
            </>
          ) : (
            "Not yet covered by a signed checkpoint. That takes about a second; load the page again."
          )}{" "}
          The receipt proves this event to anyone, without the portal. <a href="/verify">Check a receipt</a>
        </p>
      </Card>
      {related.length > 1 ? (
        <section aria-labelledby="related">
          <h2 id="related" className="section-title">
            What belongs together
          </h2>
          <Table
            caption={`${plural(related.length, "event")} of the same correlation id, oldest first`}
            cards
            columns={[
              { key: "time", label: "Time" },
              { key: "operation", label: "Operation" },
              { key: "outcome", label: "Outcome" },
            ]}
          >
            {related.map((row) => (
              <tr key={row.id} data-row="">
                <td>
                  <a className="row-link" href={row.href} aria-current={row.current ? "page" : undefined}>
                    <Time at={row.at} />
                  </a>
                  {row.current ? <span className="faint"> · shown here</span> : null}
                </td>
                <td data-label="Operation">
                  <code>{row.operation}</code>
                </td>
                <td data-label="Outcome">
                  <Outcome outcome={row.outcome} />
                </td>
              </tr>
            ))}
          </Table>
        </section>
      ) : null}
    </article>
  );
}

function Resources({ items }: { items: EventFacts["resources"] }) {
  return (
    <ul className="event-resources">
      {items.map((item) => (
        <li key={item.name}>{item.href ? <a href={item.href}>{item.name}</a> : item.name}</li>
      ))}
    </ul>
  );
}

function ago(seconds: number): string {
  if (seconds < 120) return plural(seconds, "second");
  if (seconds < 7200) return plural(Math.round(seconds / 60), "minute");
  return plural(Math.round(seconds / 3600), "hour");
}

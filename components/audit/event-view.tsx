import { Button, ButtonLink } from "../ui/button";
import { Card, CopyId, Facts, PageHeader, Time } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Outcome } from "../ui/status";
import { Table } from "../ui/table";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

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
        crumbs={[{ label: t("Audit trail"), href: trailHref }, { label: t("Event") }]}
        title={event.operation}
        badge={<Outcome outcome={event.outcome} />}
        description={event.operationSummary}
        actions={
          <>
            {erasureHref ? <ButtonLink href={erasureHref}>{t("Erase fields")}</ButtonLink> : null}
            <button type="button" className="btn needs-script print-button" data-print="">
              {t("Print")}
            </button>
          </>
        }
      />
      <div className="event-grid">
        <Card id="what" title={t("What")}>
          <Facts
            items={[
              { term: t("Time"), value: <Time at={event.at} /> },
              { term: t("Exact time"), value: <code>{event.at}</code> },
              { term: t("Event id"), value: <CopyId value={event.id} label={t("event id")} short={event.id} /> },
              { term: t("Sequence"), value: event.sequence ? <span className="num">{event.sequence}</span> : null },
              { term: t("About##event"), value: event.resources.length > 0 ? <Resources items={event.resources} /> : null },
              ...event.parameters.map(({ name, value }) => ({ term: name, value })),
            ]}
          />
        </Card>
        <Card id="who" title={t("Who")}>
          <Facts
            items={[
              { term: event.actorKind, value: <bdi>{event.personName || t("not known")}</bdi> },
              { term: t("E-mail address"), value: event.personEmail },
              { term: t("All of it"), value: event.personId ? <a href={`${trailHref}?personId=${event.personId}`}>{t("What this person did")}</a> : null },
              { term: t("Account"), value: event.accountName ? [event.accountName, event.accountId].filter(Boolean).join(" · ") : null },
              { term: t("Organization"), value: event.organizationName },
              {
                term: t("Second factor"),
                value: event.factor && usedBefore(event.factor, event.factorAge),
              },
              { term: t("Person id"), value: event.personId ? <CopyId value={event.personId} label={t("person id")} /> : null },
            ]}
          />
        </Card>
        <Card id="where" title={t("From where")}>
          <Facts
            items={[
              { term: t("Address"), value: <code>{event.address}</code> },
              { term: t("User agent"), value: event.userAgent ? <span className="small muted">{event.userAgent}</span> : null },
              { term: t("Session id"), value: event.sessionId ? <CopyId value={event.sessionId} label={t("session id")} /> : null },
              { term: t("Request id"), value: <CopyId value={event.requestId} label={t("request id")} /> },
              { term: t("Correlation id"), value: <CopyId value={event.correlationId} label={t("correlation id")} /> },
            ]}
          />
        </Card>
      </div>
      <Card
        id="proof"
        title={t("Proof")}
        aside={
          <form method="post" action={receipt.action} className="no-print">
            <HiddenFields values={receipt.hidden} />
            <Button size="small" icon="download">
              {t("Download receipt")}
            </Button>
          </form>
        }
      >
        <p className="event-proof">
          {log?.signed ? (
            <Rich
              text={pieces("Entry <b>{entry}</b> of the log, covered by a signed checkpoint: it can no longer be changed or removed unnoticed.", { entry: log.index })}
              b={(words) => <b className="num">{words}</b>}
            />
          ) : (
            t("Not yet covered by a signed checkpoint. That takes about a second; load the page again.")
          )}{" "}
          {t("The receipt proves this event to anyone, without the portal.")} <a href="/verify">{t("Check a receipt")}</a>
        </p>
      </Card>
      {related.length > 1 ? (
        <section aria-labelledby="related">
          <h2 id="related" className="section-title">
            {t("What belongs together")}
          </h2>
          <Table
            caption={tn(related.length, "{n} event of the same correlation id, oldest first", "{n} events of the same correlation id, oldest first")}
            cards
            columns={[
              { key: "time", label: t("Time") },
              { key: "operation", label: t("Operation") },
              { key: "outcome", label: t("Outcome") },
            ]}
          >
            {related.map((row) => (
              <tr key={row.id} data-row="">
                <td>
                  <a className="row-link" href={row.href} aria-current={row.current ? "page" : undefined}>
                    <Time at={row.at} />
                  </a>
                  {row.current ? <span className="faint"> {t("· shown here")}</span> : null}
                </td>
                <td data-label={t("Operation")}>
                  <code>{row.operation}</code>
                </td>
                <td data-label={t("Outcome")}>
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

function usedBefore(factor: string, seconds: number | null): string {
  if (seconds === null) return factor;
  if (seconds < 120) return tn(seconds, "{factor}, used {n} second before", "{factor}, used {n} seconds before", { factor });
  if (seconds < 7200) return tn(Math.round(seconds / 60), "{factor}, used {n} minute before", "{factor}, used {n} minutes before", { factor });
  return tn(Math.round(seconds / 3600), "{factor}, used {n} hour before", "{factor}, used {n} hours before", { factor });
}

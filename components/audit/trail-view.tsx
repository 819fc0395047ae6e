"use client";

import type { ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Icon } from "../ui/icon";
import { FilterChip, Outcome } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import { t, tn } from "@/lib/texts/text";

export interface TrailRow {
  id: string;
  href: string;
  /** ISO date-time. */
  at: string;
  /** Name at the time; the portal's own acts name the portal. */
  personName: string;
  personEmail: string;
  /** For example `reports:AcceptTerms`. */
  operation: string;
  outcome: string;
  accountName: string | null;
  address: string;
  /** What it was about, in a few words. */
  summary?: string | null;
}

export interface TrailFilters {
  person: string;
  account: string;
  operation: string;
  outcome: string;
  personId: string;
  /** A resource by its name, such as `download/ABCDEFGHJKMNPQ`. */
  about: string;
  address: string;
  /** ISO dates, both days included. */
  from: string;
  to: string;
  /** Browsing is shown too. */
  all: boolean;
}

/** The form sends, by GET, the fields of `TrailFilters` by their names; `all` as `1`. */
export interface TrailViewProps {
  action?: string;
  filters: TrailFilters;
  /** Whose events the person may see, for example `Everything in Helios Health.` */
  scope: string;
  accounts: readonly SelectOption[];
  operations: readonly SelectOption[];
  outcomes: readonly SelectOption[];
  rows: readonly TrailRow[];
  chips: readonly { name: string; value: string; removeHref: string }[];
  clearHref: string;
  newerHref: string | null;
  olderHref: string | null;
  /** For example `Events 1 to 50 of 1 204`. */
  summary?: string;
  /** The page's name where it is about one person or one thing. */
  title?: string | null;
  views: readonly { label: string; href: string; current: boolean; remove?: { action: string; hidden: Readonly<Record<string, string>> } }[];
  /** The form that keeps the present search; null where nothing is filtered. */
  saveForm: { action: string; hidden: Readonly<Record<string, string>> } | null;
  /** The form that exports the present search; null for whoever may not. */
  exportForm: { action: string; hidden: Readonly<Record<string, string>>; log: boolean } | null;
  /** New events as they are written. */
  live?: ReactNode;
  /** Where events are sent on to; absent for whoever may not see that. */
  forwardingHref?: string | null;
  /** How long events are kept; absent for whoever may not see that. */
  retentionHref?: string | null;
  /** Who cosigns the log; absent for whoever may not see that. */
  witnessesHref?: string | null;
  /** Why the log stands still, or does not get on although it is tried again and again; null while it goes on. */
  alarm: { state: "refused" | "stalled" | "unconfirmed"; reason: string } | null;
}

function alarmTitle(state: "refused" | "stalled" | "unconfirmed"): string {
  if (state === "refused") return t("The log stands still. Nothing new is signed until somebody has looked.");
  if (state === "stalled") return t("The log has stalled. Events are recorded, but nothing new is signed; the portal goes on trying.");
  return t("The signer does not know whether the database is the one it signed. Compare, and confirm.");
}

const any = (): SelectOption => ({ value: "", label: t("Any") });

/** Who did what, newest first. */
export function TrailView(props: TrailViewProps) {
  const { action = "/trail", filters, rows, chips } = props;
  return (
    <>
      <PageHeader
        title={props.title ?? t("Audit trail")}
        crumbs={props.title ? [{ label: t("Audit trail"), href: action }, { label: props.title }] : undefined}
        description={props.scope}
        actions={
          <>
            <ButtonLink href="/trail/activity">{t("Activity")}</ButtonLink>
            {props.forwardingHref ? <ButtonLink href={props.forwardingHref}>{t("Forwarding")}</ButtonLink> : null}
            {props.retentionHref ? <ButtonLink href={props.retentionHref}>{t("Retention")}</ButtonLink> : null}
            {props.witnessesHref ? <ButtonLink href={props.witnessesHref}>{t("Witnesses")}</ButtonLink> : null}
            <ButtonLink href="/verify">{t("Check a receipt")}</ButtonLink>
            <button type="button" className="btn needs-script print-button" data-print="">
              {t("Print")}
            </button>
          </>
        }
      />
      {props.alarm ? (
        <Notice kind="danger" title={alarmTitle(props.alarm.state)}>
          <span lang="en">{props.alarm.reason}</span>
        </Notice>
      ) : null}
      <nav className="trail-views no-print" aria-label={t("Views")}>
        {props.views.map((view) => (
          <span key={view.label} className="trail-view">
            <a className="chip" href={view.href} aria-current={view.current ? "true" : undefined}>
              {view.label}
            </a>
            {view.remove ? (
              <form method="post" action={view.remove.action}>
                <HiddenFields values={view.remove.hidden} />
                <button type="submit" className="trail-view-remove" aria-label={t("Remove the view {view}", { view: view.label })}>
                  ×
                </button>
              </form>
            ) : null}
          </span>
        ))}
      </nav>
      <details className="trail-filters no-print" open={chips.length > 0}>
        <summary className="btn btn-small">
          <Icon name="filter" size={14} />
          {chips.length > 0 ? t("Filters ({n})", { n: chips.length }) : t("Filters")}
        </summary>
        <form className="card trail-form" method="get" action={action} autoComplete="off">
          <Input id="person" label={t("Person")} defaultValue={filters.person} placeholder={t("Name or e-mail")} maxLength={200} />
          <Select id="account" label={t("Account")} defaultValue={filters.account} options={[any(), ...props.accounts]} />
          <Select id="operation" label={t("Operation")} defaultValue={filters.operation} options={[any(), ...props.operations]} />
          <Select id="outcome" label={t("Outcome")} defaultValue={filters.outcome} options={[any(), ...props.outcomes]} />
          <Input id="about" label={t("About##event")} defaultValue={filters.about} placeholder={t("download/… report/… agreement/…")} maxLength={160} />
          <Input id="address" label={t("Address")} defaultValue={filters.address} placeholder="203.0.113.7" maxLength={45} />
          {filters.personId ? <input type="hidden" name="personId" value={filters.personId} /> : null}
          <Input id="from" label={t("From")} type="date" defaultValue={filters.from} />
          <Input id="to" label={t("To")} type="date" defaultValue={filters.to} />
          <div className="trail-apply">
            <label className="check">
              <input type="checkbox" name="all" value="1" defaultChecked={filters.all} />
              <span>{t("Show browsing too")}</span>
            </label>
            <Button kind="primary">{t("Apply")}</Button>
          </div>
        </form>
        {props.saveForm ? (
          <form className="card trail-tool" method="post" action={props.saveForm.action}>
            <HiddenFields values={props.saveForm.hidden} />
            <Input id="view-name" name="name" label={t("Keep this search as")} required maxLength={60} placeholder={t("Downloads of March")} autoComplete="off" />
            <Button>{t("Keep")}</Button>
          </form>
        ) : null}
        {props.exportForm ? (
          <form className="card trail-tool" method="post" action={props.exportForm.action}>
            <HiddenFields values={props.exportForm.hidden} />
            <Select
              id="format"
              label={t("Export what is shown here, all pages")}
              options={[
                { value: "csv", label: t("CSV, for spreadsheets") },
                { value: "jsonl", label: t("JSON Lines") },
                { value: "ocsf", label: t("OCSF 1.8, for a SIEM") },
                ...(props.exportForm.log ? [{ value: "log", label: t("Log, for checking (everything, unfiltered)") }] : []),
              ]}
            />
            <Button icon="download">{t("Export")}</Button>
          </form>
        ) : null}
      </details>
      {props.live}
      {chips.length > 0 ? (
        <div className="row trail-chips">
          {chips.map((chip) => (
            <FilterChip key={chip.name} {...chip} />
          ))}
          <a className="small no-print" href={props.clearHref}>
            {t("Clear all")}
          </a>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <div className="card">
          {chips.length > 0 ? (
            <EmptyState icon="search" title={t("No events match")} actions={<ButtonLink href={props.clearHref}>{t("Clear all filters")}</ButtonLink>}>
              {t("Take a filter away or widen the days. Opening pages is left out unless you tick “Show browsing too”.")}
            </EmptyState>
          ) : (
            <EmptyState icon="trail" title={t("No events yet")}>
              {t("Sign-ins, accepted terms, downloads, changes and refusals appear here the moment they happen.")}
            </EmptyState>
          )}
        </div>
      ) : (
        <>
          <Table caption={t("Events, newest first")} sticky cards className="trail" columns={columns()}>
            {rows.map(trailRow)}
          </Table>
          <Pagination
            summary={props.summary ?? tn(rows.length, "{n} event on this page", "{n} events on this page")}
            previousHref={props.newerHref}
            nextHref={props.olderHref}
            previousLabel={t("Newer")}
            nextLabel={t("Older")}
          />
        </>
      )}
    </>
  );
}

const columns = () => [
  { key: "time", label: t("Time") },
  { key: "person", label: t("Person") },
  { key: "operation", label: t("Operation") },
  { key: "outcome", label: t("Outcome") },
  { key: "account", label: t("Account") },
  { key: "address", label: t("Address") },
];

function trailRow(row: TrailRow) {
  return (
    <tr key={row.id} data-row="">
      <td className="trail-time">
        <a className="row-link" href={row.href}>
          <Time at={row.at} />
        </a>
      </td>
      <td data-label={t("Person")}>
        <span className="trail-who">
          <bdi>{row.personName}</bdi>
          {row.personEmail ? <small>{row.personEmail}</small> : null}
        </span>
      </td>
      <td data-label={t("Operation")}>
        <span className="trail-who">
          <code>{row.operation}</code>
          {row.summary ? <small>{row.summary}</small> : null}
        </span>
      </td>
      <td data-label={t("Outcome")}>
        <Outcome outcome={row.outcome} />
      </td>
      <td data-label={t("Account")}>{row.accountName ?? "–"}</td>
      <td className="mono trail-address" data-label={t("Address")}>
        {row.address}
      </td>
    </tr>
  );
}

"use client";

import { Button, ButtonLink } from "../ui/button";
import { EmptyState, PageHeader, Time } from "../ui/content";
import { Input, Select, type SelectOption } from "../ui/field";
import { Icon } from "../ui/icon";
import { FilterChip, Outcome } from "../ui/status";
import { Pagination, Table } from "../ui/table";

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
  exportHref?: string | null;
}

const any: SelectOption = { value: "", label: "Any" };

/** Who did what, newest first. */
export function TrailView(props: TrailViewProps) {
  const { action = "/trail", filters, rows, chips } = props;
  return (
    <>
      <PageHeader
        title="Audit trail"
        description={props.scope}
        actions={
          <>
            {props.exportHref ? (
              <ButtonLink href={props.exportHref} icon="download">
                Export
              </ButtonLink>
            ) : null}
            <button type="button" className="btn needs-script print-button" data-print="">
              Print
            </button>
          </>
        }
      />
      <details className="trail-filters no-print" open={chips.length > 0}>
        <summary className="btn btn-small">
          <Icon name="filter" size={14} />
          {chips.length > 0 ? `Filters (${chips.length})` : "Filters"}
        </summary>
        <form className="card trail-form" method="get" action={action} autoComplete="off">
          <Input id="person" label="Person" defaultValue={filters.person} placeholder="Name or e-mail" maxLength={200} />
          <Select id="account" label="Account" defaultValue={filters.account} options={[any, ...props.accounts]} />
          <Select id="operation" label="Operation" defaultValue={filters.operation} options={[any, ...props.operations]} />
          <Select id="outcome" label="Outcome" defaultValue={filters.outcome} options={[any, ...props.outcomes]} />
          <Input id="from" label="From" type="date" defaultValue={filters.from} />
          <Input id="to" label="To" type="date" defaultValue={filters.to} />
          <div className="trail-apply">
            <label className="check">
              <input type="checkbox" name="all" value="1" defaultChecked={filters.all} />
              <span>Show browsing too</span>
            </label>
            <Button kind="primary">Apply</Button>
          </div>
        </form>
      </details>
      {chips.length > 0 ? (
        <div className="row trail-chips">
          {chips.map((chip) => (
            <FilterChip key={chip.name} {...chip} />
          ))}
          <a className="small no-print" href={props.clearHref}>
            Clear all
          </a>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <div className="card">
          {chips.length > 0 ? (
            <EmptyState icon="search" title="No events match" actions={<ButtonLink href={props.clearHref}>Clear all filters</ButtonLink>}>
              Take a filter away or widen the days. Opening pages is left out unless you tick “Show browsing too”.
            </EmptyState>
          ) : (
            <EmptyState icon="trail" title="No events yet">
              Sign-ins, accepted terms, downloads, changes and refusals appear here the moment they happen.
            </EmptyState>
          )}
        </div>
      ) : (
        <>
          <Table caption="Events, newest first" sticky cards className="trail" columns={columns}>
            {rows.map(trailRow)}
          </Table>
          <Pagination
            summary={props.summary ?? `${rows.length} ${rows.length === 1 ? "event" : "events"} on this page`}
            previousHref={props.newerHref}
            nextHref={props.olderHref}
            previousLabel="Newer"
            nextLabel="Older"
          />
        </>
      )}
    </>
  );
}

const columns = [
  { key: "time", label: "Time" },
  { key: "person", label: "Person" },
  { key: "operation", label: "Operation" },
  { key: "outcome", label: "Outcome" },
  { key: "account", label: "Account" },
  { key: "address", label: "Address" },
];

function trailRow(row: TrailRow) {
  return (
    <tr key={row.id} data-row="">
      <td className="trail-time">
        <a className="row-link" href={row.href}>
          <Time at={row.at} />
        </a>
      </td>
      <td data-label="Person">
        <span className="trail-who">
          <bdi>{row.personName}</bdi>
          {row.personEmail ? <small>{row.personEmail}</small> : null}
        </span>
      </td>
      <td data-label="Operation">
        <span className="trail-who">
          <code>{row.operation}</code>
          {row.summary ? <small>{row.summary}</small> : null}
        </span>
      </td>
      <td data-label="Outcome">
        <Outcome outcome={row.outcome} />
      </td>
      <td data-label="Account">{row.accountName ?? "–"}</td>
      <td className="mono trail-address" data-label="Address">
        {row.address}
      </td>
    </tr>
  );
}

import { formatDate, formatPeriod } from "../ui/format";
import { PeriodBar, PeriodScale, type BarLook, type Scale } from "../ui/period";
import { reportStatuses, type ReportStatus } from "../ui/status";

export interface CatalogueRow {
  /** Unique in the page. */
  id: string;
  href: string;
  title: string;
  description: string;
  programKey: string;
  programName: string;
  kind: "REPORT" | "BRIDGE_LETTER";
  /** For example `Certificate`; `Report` or `Bridge letter` unless told. */
  kindName?: string;
  version: number;
  regionName: string;
  /** For example `DE`. */
  country?: string | null;
  /** ISO dates; both days belong to the period. */
  periodStart: string | null;
  periodEnd: string | null;
  status: ReportStatus;
  /** ISO date-time. */
  publishedAt: string;
  isNew: boolean;
}

/** One row per version. Rows are plain elements: a page of them costs no client code. */
export function CatalogueTable({ rows, scale }: { rows: readonly CatalogueRow[]; scale: Scale }) {
  return (
    <div className="table-wrap table-sticky">
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Reports">
        <table className="table reports">
          <caption>Reports that your account may read</caption>
          <thead>
            <tr>
              <th scope="col">Report</th>
              <th scope="col">Region</th>
              <th scope="col" className="reports-period">
                <span className="sr">Period</span>
                <PeriodScale scale={scale} quiet />
              </th>
              <th scope="col">Status</th>
              <th scope="col">
                <span className="sr">Open</span>
              </th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => catalogueRow(row, scale))}</tbody>
        </table>
      </div>
    </div>
  );
}

function catalogueRow(row: CatalogueRow, scale: Scale) {
  const { word, look } = reportStatuses[row.status];
  const kind = row.kindName ?? (row.kind === "BRIDGE_LETTER" ? "Bridge letter" : "Report");
  return (
    <tr key={row.id} data-row="">
      <td className="reports-title">
        <a className="row-link" href={row.href}>
          {row.title}
        </a>
        {row.isNew ? (
          <span className="new" title={`Published ${formatDate(row.publishedAt)}`}>
            New
          </span>
        ) : null}
        <p>{row.description}</p>
        <span className="chip" title={row.programName}>
          {row.programKey}
        </span>
        <small>{` ${kind} · version ${row.version}`}</small>
      </td>
      <td className="reports-region">{row.country ? `${row.regionName} · ${row.country}` : row.regionName}</td>
      <td className="reports-period">
        <PeriodBar scale={scale} span={{ start: row.periodStart, end: row.periodEnd }} look={barLook(row.kind, row.status)} />
        <span className="num">{formatPeriod(row.periodStart, row.periodEnd)}</span>
      </td>
      <td className="reports-status">
        <span className={look}>{word}</span>
      </td>
      <td className="reports-open">
        <a className="btn btn-small" href={row.href} tabIndex={-1} aria-hidden="true">
          Open
        </a>
      </td>
    </tr>
  );
}

/** How the bar of a version is drawn: grey when over, outlined before it starts, hatched for statements by management. */
export function barLook(kind: CatalogueRow["kind"], status: ReportStatus): BarLook {
  if (status === "ENDED" || status === "WITHDRAWN") return "past";
  if (kind === "BRIDGE_LETTER") return "bridge";
  if (status === "FUTURE") return "ahead";
  return status === "ENDS_SOON" ? "soon" : "span";
}

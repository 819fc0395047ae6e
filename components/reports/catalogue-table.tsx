import { formatPeriod } from "../ui/format";
import { periodBar, PeriodScale, type BarLook, type Scale } from "../ui/period";
import { reportStatuses, type ReportStatus } from "../ui/status";
import { t, translated } from "@/lib/texts/text";

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
  isNew: boolean;
  /** Agreements that must be in force before there is a copy. */
  requires: readonly { slug: string; name: string; met: boolean }[];
}

/** One row per version. Cells are told apart by their place, not by classes: a page of them must cost next to nothing. */
export function CatalogueTable({ rows, scale }: { rows: readonly CatalogueRow[]; scale: Scale }) {
  const words = rowWords();
  return (
    <div className="table-wrap table-sticky">
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t("Reports")}>
        <table className="table reports">
          <caption>{t("Reports that your account may read")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("Report")}</th>
              <th scope="col">{t("Region")}</th>
              <th scope="col">
                <span className="sr">{t("Period")}</span>
                <PeriodScale scale={scale} quiet />
              </th>
              <th scope="col">{t("Status")}</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => catalogueRow(row, scale, words))}</tbody>
        </table>
      </div>
    </div>
  );
}

/** What every row says, looked up once for all of them. */
const rowWords = () => ({ new: t("New"), REPORT: t("Report"), BRIDGE_LETTER: t("Bridge letter"), version: t("version"), under: t("under"), needs: t("needs") });

function catalogueRow(row: CatalogueRow, scale: Scale, words: ReturnType<typeof rowWords>) {
  const { word, look } = reportStatuses[row.status];
  return (
    <tr key={row.id} data-row="">
      <td>
        <a href={row.href}>{row.title}</a>
        {row.isNew ? <b>{words.new}</b> : null}
        <p>{row.description}</p>
        <code title={row.programName}>{row.programKey}</code>
        {` ${row.kindName ?? words[row.kind]} · ${words.version} ${row.version}`}
        {row.requires.map(({ slug, name, met }) => (
          <span key={slug}>
            {` · ${met ? words.under : words.needs} `}
            {met ? name : <a href={`/agreements/${slug}`}>{name}</a>}
          </span>
        ))}
      </td>
      <td>{row.country ? `${row.regionName} · ${row.country}` : row.regionName}</td>
      <td>
        {periodBar(scale, { start: row.periodStart, end: row.periodEnd }, barLook(row.kind, row.status))}
        {formatPeriod(row.periodStart, row.periodEnd)}
      </td>
      <td>
        <span className={look}>{translated(word)}</span>
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

import { Day } from "../ui/content";
import { formatPeriod } from "../ui/format";
import { Status, type ReportStatus } from "../ui/status";
import { Table } from "../ui/table";
import { t } from "@/lib/texts/text";

export interface ReportVersionRow {
  version: number;
  href: string;
  kind: "REPORT" | "BRIDGE_LETTER";
  /** For a bridge letter, the version whose period it extends. */
  extendsVersion?: number | null;
  periodStart: string | null;
  periodEnd: string | null;
  status: ReportStatus;
  /** ISO date-time. */
  publishedAt: string;
}

/** Every version of the series that the account may see, newest first. */
export function ReportVersions({ versions, shownVersion }: { versions: readonly ReportVersionRow[]; shownVersion: number }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="section-title">
        {t("Versions")}
      </h2>
      <Table
        caption={t("Versions of this report")}
        cards
        columns={[
          { key: "version", label: t("Version") },
          { key: "period", label: t("Period") },
          { key: "published", label: t("Published") },
          { key: "status", label: t("Status") },
        ]}
      >
        {versions.map((row) => (
          <tr key={row.version} data-row="">
            <td>
              <a className="row-link" href={row.href} aria-current={row.version === shownVersion ? "page" : undefined}>
                {t("Version {version}", { version: String(row.version) })}
              </a>
              <span className="faint">
                {row.kind === "BRIDGE_LETTER" ? ` ${row.extendsVersion ? t("bridge letter to version {version}", { version: String(row.extendsVersion) }) : t("bridge letter")}` : ""}
                {row.version === shownVersion ? ` · ${t("shown here")}` : ""}
              </span>
            </td>
            <td className="num" data-label={t("Period")}>
              {formatPeriod(row.periodStart, row.periodEnd)}
            </td>
            <td data-label={t("Published")}>
              <Day at={row.publishedAt.slice(0, 10)} />
            </td>
            <td data-label={t("Status")}>
              <Status status={row.status} />
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

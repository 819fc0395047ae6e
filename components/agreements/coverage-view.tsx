import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader, Tabs, type Tab } from "../ui/content";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { formatDate, formatLongDate } from "../ui/format";
import { Badge } from "../ui/status";
import { Pagination, rangeSummary, Table } from "../ui/table";
import { t, tn } from "@/lib/texts/text";

export interface CoverageCell {
  slug: string;
  source: "OWN" | "ORGANIZATION" | "NONE";
  /** For example `revision 2, since 2026-03-01, until 2026-12-31`. */
  detail: string;
}

export interface CoverageRow {
  accountId: string;
  number: string;
  name: string;
  management: boolean;
  cells: readonly CoverageCell[];
}

export interface CoverageViewProps {
  organizationName: string;
  tabs: readonly Tab[];
  day: string;
  today: string;
  gaps: boolean;
  slug: string;
  choices: readonly SelectOption[];
  /** For operator staff. */
  organizations: readonly SelectOption[];
  organizationId: string;
  agreements: readonly { slug: string; name: string; href: string; covered: number }[];
  accounts: number;
  total: number;
  offset: number;
  rows: readonly CoverageRow[];
  previousHref: string | null;
  nextHref: string | null;
  allHref: string;
  /** What the export is told; null for those who may not. */
  exportForm: { action: string; fields: Readonly<Record<string, string>> } | null;
}

const badges = { OWN: "ok", ORGANIZATION: "ok", NONE: "denied" } as const;

/** Accounts against agreements on any day: covered by what, or not. */
export function CoverageView(props: CoverageViewProps) {
  const { agreements, rows, day, today, gaps, accounts, total } = props;
  const words = { OWN: t("Own"), ORGANIZATION: t("Organization"), NONE: t("Not covered") };
  const management = t("management");
  const about = { organization: props.organizationName, day: formatLongDate(day) };
  return (
    <>
      <PageHeader
        title={t("Coverage")}
        crumbs={[{ label: t("Agreements"), href: "/agreements" }, { label: t("Coverage") }]}
        description={day === today ? t("{organization} on {day}, as of now.", about) : t("{organization} on {day}, as the day ended (UTC).", about)}
        actions={
          <>
            <button type="button" className="btn needs-script print-button" data-print="">
              {t("Print")}
            </button>
            {props.exportForm ? (
              <form method="post" action={props.exportForm.action} className="no-print">
                <HiddenFields values={props.exportForm.fields} />
                <Button icon="download">{t("Export CSV")}</Button>
              </form>
            ) : null}
          </>
        }
      />
      <Tabs label={t("Agreements")} items={props.tabs} />
      <form method="get" action="/agreements/coverage" className="coverage-filter no-print">
        {props.organizations.length > 1 ? <Select id="organization" label={t("Organization")} options={props.organizations} defaultValue={props.organizationId} /> : null}
        <Input id="day" label={t("As of")} type="date" max={today} defaultValue={day} required />
        <Select id="slug" label={t("Agreement")} options={[{ value: "", label: t("All") }, ...props.choices]} defaultValue={props.slug} />
        <label className="check">
          <input type="checkbox" name="gaps" value="1" defaultChecked={gaps} />
          <span>{t("Gaps only")}</span>
        </label>
        <Button>{t("Show")}</Button>
      </form>
      {agreements.length === 0 ? (
        <Notice kind="info">{t("No agreement had been published by this day.")}</Notice>
      ) : rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="agreements" title={gaps ? t("No gaps") : t("No accounts")}>
            {gaps ? t("Every account was covered by every agreement shown.") : t("The organization had no accounts on this day.")} <a href={props.allHref}>{t("Show all")}</a>
          </EmptyState>
        </div>
      ) : (
        <>
          <Table
            caption={t("Coverage on {day}", { day: formatDate(day) })}
            className="coverage-table"
            columns={[{ key: "account", label: t("Account") }, ...agreements.map(({ slug, name }) => ({ key: slug, label: name }))]}
          >
            <tr className="coverage-sums">
              <th scope="row">{tn(accounts, "{n} account", "{n} accounts")}</th>
              {agreements.map(({ slug, covered, href }) => (
                <td key={slug} className="num">
                  <a href={href}>{covered === accounts ? t("all covered") : t("{n} of {total}", { n: covered, total: accounts })}</a>
                </td>
              ))}
            </tr>
            {rows.map((row) => (
              <tr key={row.accountId}>
                <th scope="row">
                  {row.name}
                  <span className="faint small num">{row.management ? `${row.number} · ${management}` : row.number}</span>
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.slug}>
                    <Badge kind={badges[cell.source]}>{words[cell.source]}</Badge>
                    {cell.detail ? <span className="faint small">{cell.detail}</span> : null}
                  </td>
                ))}
              </tr>
            ))}
          </Table>
          <Pagination summary={rangeSummary(rows.length, total, props.offset)} previousHref={props.previousHref} nextHref={props.nextHref} />
        </>
      )}
    </>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Day, EmptyState, PageHeader } from "../ui/content";
import { Field, Select, type SelectOption } from "../ui/field";
import { Badge, Chip, Status, type ReportStatus } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import { PublishingTabs } from "./publishing-tabs";
import { t, tn } from "@/lib/texts/text";

export interface SeriesRow {
  href: string;
  name: string;
  program: string;
  slug: string;
  audience: string;
  ownerName: string | null;
  latestVersion: number | null;
  publishedAt: string | null;
  coveredUntil: string | null;
  status: ReportStatus | null;
  drafts: number;
  viewOnly: boolean;
}

export interface SeriesListProps {
  rows: readonly SeriesRow[];
  total: number;
  query: string;
  program: string;
  programs: readonly SelectOption[];
  nextHref: string | null;
  firstHref: string | null;
}

/** Every series, published or not. */
export function SeriesListView({ rows, total, query, program, programs, nextHref, firstHref }: SeriesListProps) {
  const filtered = query !== "" || program !== "";
  return (
    <article>
      <PageHeader
        title={t("Publishing")}
        description={t("Report series, their versions, and what is on its way.")}
        actions={
          <>
            <ButtonLink href="/publishing/new">{t("New series")}</ButtonLink>
            <ButtonLink href="/publishing/drafts" kind="primary" icon="publish">
              {t("Upload")}
            </ButtonLink>
          </>
        }
      />
      <PublishingTabs current="series" />
      <form method="get" action="/publishing" className="pub-filter no-print" role="search">
        <Field id="q" label={t("Search")}>
          <input id="q" name="q" type="search" className="input" defaultValue={query} placeholder={t("Name, short name or product")} maxLength={200} />
        </Field>
        <Select id="program" label={t("Program")} options={programs} defaultValue={program} />
        <Button>{t("Show")}</Button>
      </form>
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="reports" title={filtered ? t("No series like this") : t("There is no series yet")} actions={<ButtonLink href={filtered ? "/publishing" : "/publishing/new"}>{filtered ? t("Show all series") : t("New series")}</ButtonLink>}>
            {filtered ? t("Look for another word, or all programs.") : t("A series is the line in which the versions of one report follow each other.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <Table
            caption={t("Report series, by name")}
            cards
            columns={[
              { key: "name", label: t("Series") },
              { key: "latest", label: t("Latest report") },
              { key: "until", label: t("Covered until") },
              { key: "audience", label: t("For whom") },
              { key: "owner", label: t("Owner") },
            ]}
          >
            {rows.map((row) => (
              <tr key={row.href} data-row="">
                <td>
                  <a className="row-link" href={row.href}>
                    {row.name}
                  </a>
                  <span className="pub-under">
                    <Chip>{row.program}</Chip>
                    {row.viewOnly ? <Badge kind="plain">{t("reading only")}</Badge> : null}
                    {row.drafts > 0 ? <Badge kind="future">{tn(row.drafts, "{n} draft", "{n} drafts")}</Badge> : null}
                  </span>
                </td>
                <td data-label={t("Latest report")} className="num">
                  {row.latestVersion === null ? <span className="muted">{t("nothing published")}</span> : t("Version {version}", { version: String(row.latestVersion) })}
                  {row.publishedAt ? (
                    <span className="pub-under faint small">
                      <Day at={row.publishedAt.slice(0, 10)} />
                    </span>
                  ) : null}
                </td>
                <td data-label={t("Covered until")} className="num">
                  {row.coveredUntil ? <Day at={row.coveredUntil} /> : <span className="muted">{t("no period")}</span>}
                  {row.status ? (
                    <span className="pub-under">
                      <Status status={row.status} />
                    </span>
                  ) : null}
                </td>
                <td data-label={t("For whom")}>{row.audience}</td>
                <td data-label={t("Owner")}>{row.ownerName ? <bdi>{row.ownerName}</bdi> : <span className="muted">{t("nobody")}</span>}</td>
              </tr>
            ))}
          </Table>
          <Pagination summary={tn(total, "{shown} of {n} series", "{shown} of {n} series", { shown: rows.length })} previousHref={firstHref} nextHref={nextHref} previousLabel={t("First")} nextLabel={t("More")} />
        </>
      )}
    </article>
  );
}

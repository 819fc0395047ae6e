import { Button, ButtonLink } from "../ui/button";
import { EmptyState } from "../ui/content";
import { formatCount } from "../ui/format";
import { Icon } from "../ui/icon";
import { PeriodPatterns, periodScale } from "../ui/period";
import { FilterChip } from "../ui/status";
import { Pagination, rangeSummary } from "../ui/table";
import { CatalogueFacets } from "./catalogue-facets";
import { CatalogueTable, type CatalogueRow } from "./catalogue-table";
import type { CatalogueSort, CatalogueViewProps } from "./catalogue-view";
import { msg, t, tn, type Message } from "@/lib/texts/text";

const sorts: readonly CatalogueSort[] = ["newest", "title", "period"];

const sortNames: Readonly<Record<CatalogueSort, Message>> = {
  newest: msg("Newest first"),
  title: msg("Title"),
  period: msg("Period end"),
};

/** Within the form of the search, and part of another: no form can stand in a form. */
function Subscribe({ about, words, subscribed, returnTo }: NonNullable<CatalogueViewProps["subscribe"]>) {
  if (subscribed) {
    return (
      <ButtonLink size="small" icon="bell" href="/notifications" aria-label={t("Subscribed to {words}: change", { words })}>
        {t("Subscribed")}
      </ButtonLink>
    );
  }
  return (
    <>
      <input type="hidden" form="subscribe" name="return" value={returnTo} />
      <Button size="small" icon="bell" form="subscribe" name="about" value={about} aria-label={t("Subscribe to {words}", { words })}>
        {t("Subscribe")}
      </Button>
    </>
  );
}

/** What the catalogue shows; the island around it makes it answer at once. */
export function CatalogueContent(props: CatalogueViewProps) {
  const { action = "/reports", filters, chips, rows, total, readableTotal, programTotal } = props;
  const nothingYet = readableTotal === 0;
  return (
    <form className="catalogue" id="catalogue" method="get" action={action} autoComplete="off">
      <header className="page-head">
        <div>
          <h1>{t("Reports")}</h1>
          <p className="lede">
            {programTotal
              ? tn(readableTotal, "{n} document that your account may read, {programs}.", "{n} documents that your account may read, {programs}.", { programs: tn(programTotal, "from {n} program", "from {n} programs") })
              : tn(readableTotal, "{n} document that your account may read.", "{n} documents that your account may read.")}
          </p>
        </div>
        <div className="searchbox no-print" role="search">
          <Icon name="search" />
          <input
            className="input"
            type="search"
            name="q"
            defaultValue={filters.query}
            placeholder={t("Search reports, programs, auditors")}
            aria-label={t("Search reports")}
            data-hotkey="/"
            maxLength={200}
          />
          <kbd aria-hidden="true">/</kbd>
        </div>
      </header>
      {props.expandedFacet ? <input type="hidden" name="all" value={props.expandedFacet} /> : null}
      {nothingYet ? (
        <div className="card">{props.canPublish ? emptyForPublisher() : emptyForReader()}</div>
      ) : (
        <div className="catalogue-grid">
          <CatalogueFacets facets={props.facets} filters={filters} total={total} />
          <section className="results" aria-label={t("Results")}>
            <div className="toolbar no-print">
              <div className="row">
                <button type="button" className="btn btn-small facets-toggle" popoverTarget="filters">
                  <Icon name="filter" size={14} />
                  {chips.length > 0 ? t("Filters ({n})", { n: chips.length }) : t("Filters")}
                </button>
                {chips.map((chip) => (
                  <FilterChip key={chip.removeHref} name={chip.name} value={chip.value} removeHref={chip.removeHref} />
                ))}
                {chips.length > 0 ? (
                  <a className="small" href={props.clearHref}>
                    {t("Clear all")}
                  </a>
                ) : null}
                {props.subscribe ? <Subscribe {...props.subscribe} /> : null}
              </div>
              <div className="row toolbar-sort">
                <p className="num faint small" role="status">
                  {chips.length > 0 ? t("{n} of {total}", { n: total, total: readableTotal }) : formatCount(total)}
                  <span className="sr"> {t("documents")}</span>
                </p>
                <label className="small" htmlFor="sort">
                  {t("Sort")}
                </label>
                <select className="input input-small" id="sort" name="sort" defaultValue={props.sort}>
                  {sorts.map((sort) => (
                    <option key={sort} value={sort}>
                      {t(sortNames[sort])}
                    </option>
                  ))}
                </select>
                <Button size="small" className="without-script">
                  {t("Apply")}
                </Button>
              </div>
            </div>
            {rows.length === 0 ? (
              <div className="card">
                <EmptyState
                  icon="search"
                  title={t("Nothing matches")}
                  actions={<ButtonLink href={props.clearHref}>{t("Clear all filters")}</ButtonLink>}
                >
                  {tn(
                    readableTotal,
                    "None of the {n} document fits every filter above. Take one away, or search for fewer words.",
                    "None of the {n} documents fits every filter above. Take one away, or search for fewer words.",
                  )}
                </EmptyState>
              </div>
            ) : (
              <>
                <PeriodPatterns />
                <CatalogueTable rows={rows} scale={periodScale(rows.map(spanOf), props.today)} />
                <Pagination
                  summary={rangeSummary(rows.length, total, props.firstIndex)}
                  previousHref={props.previousHref}
                  nextHref={props.nextHref}
                />
              </>
            )}
          </section>
        </div>
      )}
    </form>
  );
}

function spanOf(row: CatalogueRow) {
  return { start: row.periodStart, end: row.periodEnd };
}

const emptyForReader = () => (
  <EmptyState icon="reports" title={t("No reports yet")}>
    {t("Reports appear here as soon as the operator publishes one that your account may read. If you expected some, ask the administrator of your organization which programs your account is entitled to.")}
  </EmptyState>
);

const emptyForPublisher = () => (
  <EmptyState icon="publish" title={t("Nothing has been published yet")}>
    {t("Create a series and publish its first version from a PDF, with the command")} <code>npm run publish-report</code>. {t("Every account that may read the program finds it here at once.")}
  </EmptyState>
);

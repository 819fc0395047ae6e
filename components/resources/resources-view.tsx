import { Button, ButtonLink } from "../ui/button";
import { EmptyState, PageHeader, Tabs, type Tab } from "../ui/content";
import { Icon } from "../ui/icon";
import { FilterChip } from "../ui/status";
import { Pagination, rangeSummary } from "../ui/table";
import { ResourceKindBadge, ResourceStateBadge, type ResourceKindName } from "./resource-badge";
import { t, tn } from "@/lib/texts/text";

export interface ResourceRow {
  href: string;
  kind: ResourceKindName;
  title: string;
  summary: string;
  topics: readonly string[];
  state: "DRAFT" | "PUBLISHED" | "RETIRED";
  draft: boolean;
}

export interface ResourcesViewProps {
  rows: readonly ResourceRow[];
  total: number;
  firstIndex: number;
  query: string;
  kinds: readonly Tab[];
  /** Values with how many each would leave; the chosen one first of all. */
  topics: readonly { value: string; label: string }[];
  programs: readonly { value: string; label: string }[];
  topic: string;
  program: string;
  /** Hidden fields that keep what is chosen outside the form. */
  kept: Readonly<Record<string, string>>;
  chips: readonly { name: string; value: string; removeHref: string }[];
  clearHref: string;
  previousHref: string | null;
  nextHref: string | null;
  /** For staff; null for everyone else. */
  staff: { createHref: string; views: readonly Tab[] } | null;
}

/** The library of the Compliance Center: found by words, narrowed by kind, topic and program. */
export function ResourcesView(props: ResourcesViewProps) {
  const { rows, total, query, staff, chips } = props;
  return (
    <>
      <PageHeader
        title={t("Resources")}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Resources") }]}
        description={t("Whitepapers, answers to key questions, checklists and stories for those who work with evidence.")}
        actions={staff ? <ButtonLink kind="primary" icon="plus" href={staff.createHref}>{t("New resource")}</ButtonLink> : null}
      />
      {staff ? <Tabs label={t("Which resources")} items={staff.views} /> : null}
      <form method="get" action="/center/resources" className="resource-search no-print" role="search">
        {Object.entries(props.kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="searchbox">
          <Icon name="search" />
          <input className="input" type="search" name="q" defaultValue={query} placeholder={t("Search resources")} aria-label={t("Search resources")} data-hotkey="/" maxLength={200} />
          <kbd aria-hidden="true">/</kbd>
        </div>
        <Choice name="topic" label={t("Topic")} all={t("Every topic")} options={props.topics} value={props.topic} />
        <Choice name="program" label={t("Program")} all={t("Every program")} options={props.programs} value={props.program} />
        <Button>{t("Search")}</Button>
      </form>
      <Tabs label={t("Kind")} items={props.kinds} />
      {chips.length > 0 ? (
        <div className="row resource-chips no-print">
          {chips.map((chip) => (
            <FilterChip key={chip.removeHref} name={chip.name} value={chip.value} removeHref={chip.removeHref} />
          ))}
          <a className="small" href={props.clearHref}>
            {t("Clear all")}
          </a>
        </div>
      ) : null}
      <p className="sr" role="status">
        {tn(total, "{n} resource", "{n} resources")}
      </p>
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon={chips.length > 0 ? "search" : "folder"} title={chips.length > 0 ? t("Nothing matches") : t("Nothing here yet")} actions={chips.length > 0 ? <ButtonLink href={props.clearHref}>{t("Clear all filters")}</ButtonLink> : null}>
            {chips.length > 0 ? t("No resource fits all of this. Take a filter away, or search for fewer words.") : staff ? t("What you write and publish appears here.") : t("The operator publishes resources here.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <ul className="resource-list">
            {rows.map((row) => (
              <li key={row.href}>
                <div className="row">
                  <ResourceKindBadge kind={row.kind} />
                  <ResourceStateBadge state={row.state} draft={row.draft} />
                </div>
                <h2>
                  <a href={row.href}>{row.title}</a>
                </h2>
                <p>{row.summary}</p>
                {row.topics.length > 0 ? <p className="faint small">{row.topics.join(" · ")}</p> : null}
              </li>
            ))}
          </ul>
          <Pagination summary={rangeSummary(rows.length, total, props.firstIndex)} previousHref={props.previousHref} nextHref={props.nextHref} />
        </>
      )}
    </>
  );
}

function Choice({ name, label, all, options, value }: { name: string; label: string; all: string; options: readonly { value: string; label: string }[]; value: string }) {
  return (
    <select className="input" name={name} aria-label={label} defaultValue={value}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

import { formatCount } from "../ui/format";
import { Icon } from "../ui/icon";
import { msg, t, tn } from "@/lib/texts/text";

export interface CatalogueFilters {
  query: string;
  /** ISO date that the period must contain, or empty. */
  covers: string;
  /** Published within so many days. */
  updated: "" | "30" | "90";
  includeEarlier: boolean;
}

export interface CatalogueFacetOption {
  value: string;
  label: string;
  count: number;
  selected: boolean;
}

export interface CatalogueFacet {
  /** Name of the form field. */
  dimension: string;
  label: string;
  /** Those in sight, ticked ones always among them. */
  options: readonly CatalogueFacetOption[];
  /** The address that shows the rest of them. */
  more: { count: number; href: string } | null;
}

export interface CatalogueFacetsProps {
  facets: readonly CatalogueFacet[];
  filters: CatalogueFilters;
  total: number;
}

/** The filters: a column at the left, a drawer on narrow windows. One ticked box more is one document set less. */
export function CatalogueFacets({ facets, filters, total }: CatalogueFacetsProps) {
  return (
    <div className="facets no-print" id="filters" popover="auto" role="group" aria-label={t("Filters")}>
      <div className="facets-head">
        <b>{t("Filters")}</b>
        <button
          type="button"
          className="btn btn-quiet btn-small"
          popoverTarget="filters"
          popoverTargetAction="hide"
          aria-label={t("Close filters")}
        >
          <Icon name="close" />
        </button>
      </div>
      {facets.map(facetGroup)}
      <fieldset className="facet">
        <legend>{t("Covered period")}</legend>
        <label className="facet-date">
          <span>{t("Covers##day")}</span>
          <input className="input input-small" type="date" name="covers" defaultValue={filters.covers} aria-label={t("Covers this day")} />
        </label>
        <label className="facet-option">
          <input type="checkbox" name="earlier" value="1" defaultChecked={filters.includeEarlier} />
          {t("Include earlier versions")}
        </label>
      </fieldset>
      <fieldset className="facet">
        <legend>{t("New or updated")}</legend>
        {updatedChoices.map(({ value, label }) => (
          <label key={value} className="facet-option">
            <input type="radio" name="updated" value={value} defaultChecked={filters.updated === value} />
            {t(label)}
          </label>
        ))}
      </fieldset>
      <div className="facets-foot">
        <button className="btn btn-primary without-script">{t("Apply filters")}</button>
        <button
          type="button"
          className="btn btn-primary needs-script facets-done"
          popoverTarget="filters"
          popoverTargetAction="hide"
        >{tn(total, "Show {n} document", "Show {n} documents")}</button>
      </div>
    </div>
  );
}

const updatedChoices = [
  { value: "", label: msg("Any time") },
  { value: "30", label: msg("Last 30 days") },
  { value: "90", label: msg("Last 90 days") },
] as const;

function facetGroup({ dimension, label, options, more }: CatalogueFacet) {
  return (
    <fieldset key={dimension} className="facet">
      <legend>{label}</legend>
      {options.map((option) => facetOption(dimension, option))}
      {more ? <a className="facet-more" href={more.href}>{t("{n} more", { n: more.count })}</a> : null}
    </fieldset>
  );
}

function facetOption(name: string, option: CatalogueFacetOption) {
  return (
    <label key={option.value} className="facet-option">
      <input type="checkbox" name={name} value={option.value} defaultChecked={option.selected} />
      {option.label}
      <small>{formatCount(option.count)}</small>
    </label>
  );
}

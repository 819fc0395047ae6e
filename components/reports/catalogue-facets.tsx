import { useState } from "react";
import { formatCount, plural } from "../ui/format";
import { Icon } from "../ui/icon";

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
  options: readonly CatalogueFacetOption[];
  /** How many options show before the rest folds away; 6 unless told. Ticked ones always show. */
  visible?: number;
}

export interface CatalogueFacetsProps {
  facets: readonly CatalogueFacet[];
  filters: CatalogueFilters;
  total: number;
  /** Address of this state of the catalogue. */
  here: string;
  /** The facet whose options are all shown. */
  expanded: string | null;
}

/** The filters: a column at the left, a drawer on narrow windows. One ticked box more is one document set less. */
export function CatalogueFacets({ facets, filters, total, here, expanded }: CatalogueFacetsProps) {
  return (
    <div className="facets no-print" id="filters" popover="auto" role="group" aria-label="Filters">
      <div className="facets-head">
        <b>Filters</b>
        <button
          type="button"
          className="btn btn-quiet btn-small"
          popoverTarget="filters"
          popoverTargetAction="hide"
          aria-label="Close filters"
        >
          <Icon name="close" />
        </button>
      </div>
      {facets.map((facet) => (
        <FacetGroup key={facet.dimension} facet={facet} here={here} expanded={expanded === facet.dimension} />
      ))}
      <fieldset className="facet">
        <legend>Covered period</legend>
        <label className="facet-date">
          <span>Covers</span>
          <input className="input input-small" type="date" name="covers" defaultValue={filters.covers} aria-label="Covers this day" />
        </label>
        <label className="facet-option">
          <input type="checkbox" name="earlier" value="1" defaultChecked={filters.includeEarlier} />
          Include earlier versions
        </label>
      </fieldset>
      <fieldset className="facet">
        <legend>New or updated</legend>
        {updatedChoices.map(({ value, label }) => (
          <label key={value} className="facet-option">
            <input type="radio" name="updated" value={value} defaultChecked={filters.updated === value} />
            {label}
          </label>
        ))}
      </fieldset>
      <div className="facets-foot">
        <button className="btn btn-primary without-script">Apply filters</button>
        <button
          type="button"
          className="btn btn-primary needs-script facets-done"
          popoverTarget="filters"
          popoverTargetAction="hide"
        >{`Show ${plural(total, "document")}`}</button>
      </div>
    </div>
  );
}

const updatedChoices = [
  { value: "", label: "Any time" },
  { value: "30", label: "Last 30 days" },
  { value: "90", label: "Last 90 days" },
] as const;

function FacetGroup({ facet, here, expanded }: { facet: CatalogueFacet; here: string; expanded: boolean }) {
  const [open, setOpen] = useState(expanded);
  const shown = open ? facet.options : inSight(facet.options, facet.visible ?? 6);
  const folded = facet.options.length - shown.length;
  return (
    <fieldset className="facet">
      <legend>{facet.label}</legend>
      {shown.map((option) => facetOption(facet.dimension, option))}
      {folded > 0 ? (
        <a
          className="facet-more"
          href={`${here}${here.includes("?") ? "&" : "?"}all=${facet.dimension}`}
          onClick={(event) => {
            event.preventDefault();
            setOpen(true);
          }}
        >{`${formatCount(folded)} more`}</a>
      ) : null}
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

/** The first `limit` options and every ticked one, in their order; two or fewer are not worth folding. */
function inSight(options: readonly CatalogueFacetOption[], limit: number): readonly CatalogueFacetOption[] {
  if (options.length <= limit + 2) return options;
  return options.filter((option, index) => index < limit || option.selected);
}

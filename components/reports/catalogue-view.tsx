import { CatalogueIsland } from "./catalogue-island";
import type { CatalogueFacet, CatalogueFilters } from "./catalogue-facets";
import type { CatalogueRow } from "./catalogue-table";

export type { CatalogueFacet, CatalogueFacetOption, CatalogueFilters } from "./catalogue-facets";
export type { CatalogueRow } from "./catalogue-table";

export type CatalogueSort = "newest" | "title" | "period";

export interface CatalogueChip {
  name: string;
  value: string;
  /** The same catalogue without this filter. */
  removeHref: string;
}

/**
 * The form sends, by GET: `q`, `sort`, `covers` (ISO date), `updated` (days), `earlier` (`1`), and one value per ticked box under
 * the facet's `dimension`. Empty fields are sent as empty strings where scripts are off.
 */
export interface CatalogueViewProps {
  /** Path of the catalogue. */
  action?: string;
  filters: CatalogueFilters;
  sort: CatalogueSort;
  chips: readonly CatalogueChip[];
  clearHref: string;
  facets: readonly CatalogueFacet[];
  rows: readonly CatalogueRow[];
  /** Documents that match the filters. */
  total: number;
  /** Documents that the account may read, whatever the filters. */
  readableTotal: number;
  /** Programs that those documents come from. */
  programTotal?: number;
  /** Index of the first row among all that match, where the page knows it. */
  firstIndex?: number;
  previousHref: string | null;
  nextHref: string | null;
  /** ISO date. */
  today: string;
  /** The query string; tells the script when the page shows another state. */
  stateKey: string;
  /** The facet whose options are all shown; kept while filters change. */
  expandedFacet: string | null;
  /** Being told of what is new in this list, where it is narrowed to one thing. The form that it sends has the id `subscribe`. */
  subscribe?: { about: string; words: string; subscribed: boolean; returnTo: string } | null;
  /** Whether the person may publish; changes what an empty catalogue says. */
  canPublish?: boolean;
}

/**
 * The catalogue of reports: search, facets, one table, all in the address. It goes to the browser as one string of data and not as a tree
 * of elements: encoding the tree would cost the server more than rendering the page.
 */
export function CatalogueView(props: CatalogueViewProps) {
  return <CatalogueIsland data={JSON.stringify(props)} />;
}

import type { z } from "zod";
import type { CatalogueChip, CatalogueFacet, CatalogueRow as ShownRow } from "@/components/reports/catalogue-view";
import { formatDate } from "@/components/ui/format";
import { all, one, type SearchParams } from "@/app/_doors/paths";
import { CatalogueFilter, type Dimension } from "@/lib/reports/catalogue-filter";
import { coverageStatus } from "@/lib/reports/coverage-status";
import { sorts, type CatalogueRow } from "@/lib/reports/list-reports";
import { categories, categoryNames } from "@/lib/reports/models";
import { programByKey, regionName, regions } from "@/lib/reports/programs";
import { now } from "@/lib/operations/clock";
import { msg, t, tn, translated, type Message } from "@/lib/texts/text";

type Sort = (typeof sorts)[number];
type Row = z.output<typeof CatalogueRow>;
type Facets = Record<Dimension, readonly { value: string; count: number }[]>;

const kindNames: Readonly<Record<string, Message>> = { REPORT: msg("Report"), BRIDGE_LETTER: msg("Bridge letter") };
const newDays = 30;

/**
 * The filter behind an address. What an address cannot mean (a region that is none, a day that is none) is left out rather than refused:
 * addresses are typed, cut and shared by people.
 */
export function readCatalogueQuery(params: SearchParams): { filter: CatalogueFilter; sort: Sort; page: string | undefined } {
  const { shape } = CatalogueFilter;
  const list = <T>(name: string, parse: (values: string[]) => { success: true; data: T[] } | { success: false }): T[] =>
    all(params, name)
      .slice(0, 50)
      .flatMap((value) => {
        const parsed = parse([value]);
        return parsed.success ? parsed.data : [];
      });
  const covers = shape.covers.safeParse(one(params, "covers") || undefined);
  const updated = shape.publishedWithinDays.safeParse(one(params, "updated") || undefined);
  const sort = sorts.find((known) => known === one(params, "sort")) ?? "newest";
  return {
    filter: {
      query: (one(params, "q") ?? "").trim().slice(0, 200).trim().toWellFormed(),
      region: list("region", (values) => shape.region.safeParse(values)),
      program: list("program", (values) => shape.program.safeParse(values)),
      category: list("category", (values) => shape.category.safeParse(values)),
      industry: list("industry", (values) => shape.industry.safeParse(values)),
      kind: list("kind", (values) => shape.kind.safeParse(values)),
      covers: covers.success ? covers.data : undefined,
      publishedWithinDays: updated.success ? updated.data : undefined,
      earlier: one(params, "earlier") === "1",
    },
    sort,
    page: one(params, "page") || undefined,
  };
}

/** The address of a filtered, sorted catalogue; defaults are left out. */
export function hrefOf(filter: CatalogueFilter, sort: Sort, page?: string): string {
  const query = new URLSearchParams();
  if (filter.query) query.set("q", filter.query);
  for (const name of ["region", "program", "category", "industry", "kind"] as const) for (const value of filter[name]) query.append(name, value);
  if (filter.covers) query.set("covers", filter.covers);
  if (filter.publishedWithinDays) query.set("updated", String(filter.publishedWithinDays));
  if (filter.earlier) query.set("earlier", "1");
  if (sort !== "newest") query.set("sort", sort);
  if (page) query.set("page", page);
  const text = query.toString();
  return text === "" ? "/reports" : `/reports?${text}`;
}

const labels: Record<Dimension, { label: Message; name(value: string): string }> = {
  region: { label: msg("Region"), name: (value) => translated(regionName(value)) },
  program: { label: msg("Program"), name: (value) => programByKey(value)?.name ?? value },
  category: { label: msg("Category"), name: (value) => translated(categories.map((key) => (key === value ? categoryNames[key] : "")).join("") || value) },
  industry: { label: msg("Industry"), name: translated },
  kind: { label: msg("Kind"), name: (value) => translated(kindNames[value] ?? value) },
};

/** One chip per filter in force, each with the address without it. */
export function chipsFor(filter: CatalogueFilter, sort: Sort): CatalogueChip[] {
  const without = (change: Partial<CatalogueFilter>): string => hrefOf({ ...filter, ...change }, sort);
  const chips: CatalogueChip[] = [];
  if (filter.query) chips.push({ name: t("Search##noun"), value: filter.query, removeHref: without({ query: "" }) });
  for (const dimension of ["region", "program", "category", "industry", "kind"] as const) {
    const { label, name } = labels[dimension];
    for (const value of filter[dimension]) chips.push({ name: t(label), value: name(value), removeHref: without({ [dimension]: filter[dimension].filter((other) => other !== value) }) });
  }
  if (filter.covers) chips.push({ name: t("Covers"), value: formatDate(filter.covers), removeHref: without({ covers: undefined }) });
  if (filter.publishedWithinDays) chips.push({ name: t("Published"), value: tn(filter.publishedWithinDays, "last {n} day", "last {n} days"), removeHref: without({ publishedWithinDays: undefined }) });
  if (filter.earlier) chips.push({ name: t("Versions"), value: t("earlier ones too"), removeHref: without({ earlier: false }) });
  return chips;
}

/** What the catalogue is narrowed to, if that is one program, region or category and nothing besides: as it can be subscribed to. */
export function subscribable(filter: CatalogueFilter): { about: string; words: string } | null {
  const { region, program, category, industry, kind, query, covers, publishedWithinDays } = filter;
  if (query !== "" || covers || publishedWithinDays || industry.length + kind.length > 0 || region.length + program.length + category.length !== 1) return null;
  const [key] = program;
  const [place] = region;
  const [sort] = category;
  if (key !== undefined) return programByKey(key) ? { about: `PROGRAM:${key}`, words: labels.program.name(key) } : null;
  if (place !== undefined) return { about: `REGION:${place}`, words: labels.region.name(place) };
  return sort === undefined ? null : { about: `CATEGORY:${sort}`, words: labels.category.name(sort) };
}

// Made once: `localeCompare` looks its rules up for every pair.
const byLabel = new Intl.Collator("en").compare;

/** How many options of a facet show before the rest folds away. */
const inSightAtFirst = 6;

/**
 * The facets as shown: regions in their own order, everything else by count; chosen values stay even when they match nothing. Only what is
 * in sight goes to the browser; the address with `all` has the rest of one facet. @param expanded the dimension shown in full
 */
export function facetsFor(filter: CatalogueFilter, counts: Facets, here: string, expanded?: string): CatalogueFacet[] {
  const regionOrder = new Map<string, number>(regions.map(({ key }, index) => [key, index]));
  return (["region", "program", "category", "industry", "kind"] as const).map((dimension) => {
    const chosen: readonly string[] = filter[dimension];
    const counted = new Map(counts[dimension].map(({ value, count }) => [value, count]));
    for (const value of chosen) if (!counted.has(value)) counted.set(value, 0);
    const options = [...counted]
      .map(([value, count]) => ({ value, label: labels[dimension].name(value), count, selected: chosen.includes(value) }))
      .sort((a, b) => (dimension === "region" ? (regionOrder.get(a.value) ?? 9) - (regionOrder.get(b.value) ?? 9) : b.count - a.count || byLabel(a.label, b.label)));
    const shown = expanded === dimension ? options : inSight(options, inSightAtFirst);
    const folded = options.length - shown.length;
    const more = folded > 0 ? { count: folded, href: `${here}${here.includes("?") ? "&" : "?"}all=${dimension}` } : null;
    return { dimension, label: t(labels[dimension].label), options: shown, more };
  }).filter(({ options }) => options.length > 0);
}

/** The first `limit` options and every ticked one, in their order; two or fewer are not worth folding. */
function inSight<O extends { selected: boolean }>(options: readonly O[], limit: number): readonly O[] {
  if (options.length <= limit + 2) return options;
  return options.filter((option, index) => index < limit || option.selected);
}

/** Versions as rows of the catalogue. */
export function rowsFor(rows: readonly Row[], today: string): ShownRow[] {
  const newSince = new Date(now().getTime() - newDays * 86_400_000);
  return rows.map((row) => {
    const program = programByKey(row.program);
    return {
      id: `${row.reportId}:${row.version}`,
      href: `/reports/${row.reportId}/${row.version}`,
      title: row.title,
      description: row.description,
      programKey: row.program,
      programName: program?.name ?? row.program,
      kind: row.kind,
      version: row.version,
      regionName: translated(regionName(row.region)),
      country: program?.country ?? null,
      periodStart: row.periodStart,
      periodEnd: row.periodEnd,
      status: coverageStatus({ start: row.periodStart, end: row.periodEnd }, today),
      isNew: row.publishedAt > newSince,
      requires: row.requires,
    };
  });
}


import type { ResourceRow } from "@/components/resources/resources-view";
import { resourceKindWords } from "@/components/resources/resource-badge";
import type { Tab } from "@/components/ui/content";
import { one, type SearchParams } from "@/app/_doors/paths";
import { programByKey } from "@/lib/reports/programs";
import type { ResourceFilter } from "@/lib/resources/list-resources";
import { formatCount } from "@/lib/texts/format-count";
import { currentLocale } from "@/lib/texts/locale";
import { t, translated } from "@/lib/texts/text";
import { isTopic, ResourceKind, resourceKinds, topicNames, type Topic } from "@/lib/resources/models";

/** What the address of the library says; empty where it says nothing. */
export type ResourceQuery = { query: string; kind: ResourceKind | ""; topic: Topic | ""; program: string; state: "DRAFT" | "RETIRED" | ""; page: number };

const addressWords = { DRAFT: "drafts", RETIRED: "retired" } as const;

/** The filter behind an address. What an address cannot mean is left out rather than refused. */
export function readResourceQuery(params: SearchParams): ResourceQuery {
  const kind = ResourceKind.safeParse(one(params, "kind"));
  const topic = one(params, "topic") ?? "";
  const program = one(params, "program") ?? "";
  const state = one(params, "state");
  const page = Number(one(params, "page") ?? "1");
  return {
    query: (one(params, "q") ?? "").trim().slice(0, 200).trim().toWellFormed(),
    kind: kind.success ? kind.data : "",
    topic: isTopic(topic) ? topic : "",
    program: programByKey(program) ? program : "",
    state: state === "drafts" || state === "DRAFT" ? "DRAFT" : state === "retired" || state === "RETIRED" ? "RETIRED" : "",
    page: Number.isInteger(page) && page >= 1 && page <= 500 ? page : 1,
  };
}

export const filterOf = ({ query, kind, topic, program, state }: ResourceQuery): ResourceFilter => ({
  query,
  kind: kind === "" ? [] : [kind],
  topic: topic === "" ? [] : [topic],
  program: program === "" ? [] : [program],
  state: state === "" ? "PUBLISHED" : state,
});

/** The address of a filtered library; defaults are left out. */
export function hrefOf({ query, kind, topic, program, state }: Omit<ResourceQuery, "page">, page = 1): string {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  if (kind) params.set("kind", kind);
  if (topic) params.set("topic", topic);
  if (program) params.set("program", program);
  if (state) params.set("state", addressWords[state]);
  if (page > 1) params.set("page", String(page));
  return `/center/resources${params.size > 0 ? `?${params.toString()}` : ""}`;
}

type Counts = readonly { value: string; count: number }[];
const countOf = (counts: Counts, value: string): number => counts.find((one) => one.value === value)?.count ?? 0;

export function kindTabs(query: ResourceQuery, counts: Counts): Tab[] {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return [
    { label: t("All ({n})", { n: all }), href: hrefOf({ ...query, kind: "" }), current: query.kind === "" },
    ...resourceKinds.map((kind) => ({ label: `${t(resourceKindWords[kind].many)} (${formatCount(countOf(counts, kind))})`, href: hrefOf({ ...query, kind }), current: query.kind === kind })),
  ];
}

export function staffTabs(query: ResourceQuery, { drafts, retired }: { drafts: number; retired: number }): Tab[] {
  const none = { query: "", kind: "", topic: "", program: "" } as const;
  return [
    { label: t("Published"), href: hrefOf({ ...none, state: "" }), current: query.state === "" },
    { label: t("Being written ({n})", { n: drafts }), href: hrefOf({ ...none, state: "DRAFT" }), current: query.state === "DRAFT" },
    { label: t("Retired ({n})", { n: retired }), href: hrefOf({ ...none, state: "RETIRED" }), current: query.state === "RETIRED" },
  ];
}

const byLabel = (a: { label: string }, b: { label: string }): number => a.label.localeCompare(b.label, currentLocale());
const options = (counts: Counts, chosen: string, name: (value: string) => string): { value: string; label: string }[] =>
  [...counts.filter(({ value }) => value !== chosen), ...(chosen === "" ? [] : [{ value: chosen, count: countOf(counts, chosen) }])]
    .map(({ value, count }) => ({ value, label: `${name(value)} (${formatCount(count)})` }))
    .toSorted(byLabel);

export const topicName = (topic: string): string => (isTopic(topic) ? translated(topicNames[topic]) : topic);
export const programName = (key: string): string => programByKey(key)?.name ?? key;
export const topicOptions = (counts: Counts, chosen: string): { value: string; label: string }[] => options(counts, chosen, topicName);
export const programOptions = (counts: Counts, chosen: string): { value: string; label: string }[] => options(counts, chosen, programName);

/** One chip per filter in force, each with the address without it. */
export function chipsOf(query: ResourceQuery): { name: string; value: string; removeHref: string }[] {
  return [
    ...(query.query ? [{ name: t("Search"), value: query.query, removeHref: hrefOf({ ...query, query: "" }) }] : []),
    ...(query.topic ? [{ name: t("Topic"), value: topicName(query.topic), removeHref: hrefOf({ ...query, topic: "" }) }] : []),
    ...(query.program ? [{ name: t("Program"), value: programName(query.program), removeHref: hrefOf({ ...query, program: "" }) }] : []),
  ];
}

type Listed = Omit<ResourceRow, "href"> & { slug: string };

/** What is written only is opened where it is written. */
export const rowsOf = (rows: readonly Listed[]): ResourceRow[] =>
  rows.map(({ slug, kind, title, summary, topics, state, draft }) => ({
    href: state === "DRAFT" ? `/center/resources/${slug}/edit` : `/center/resources/${slug}`,
    kind,
    title,
    summary,
    topics: topics.map(topicName),
    state,
    draft,
  }));

import { programByKey } from "@/lib/reports/programs";
import { demoCatalogue } from "./catalogue";
import { demoPeople, organizationOfAccount } from "./people";
import { Prose } from "./sample-pdf/prose";
import type { DemoAct, DemoFilters, DemoGroup, DemoPerson, DemoSeries } from "./types";

export type { DemoAct, DemoFilters } from "./types";

/** How many days of history there are, the day before `today` being the last. */
export const historyDays = 30;

type Habit = {
  /** Share of working days on which the person signs in. */
  diligence: number;
  /** The person's usual hours, in UTC, from and to. */
  hours: readonly [number, number];
  /** How many reports are looked at in one sitting, at most. */
  reads: number;
  searches: readonly (readonly [string, DemoFilters])[];
};

const meridianSearches = [
  ["SOC 2", {}],
  ["payments", { region: "global" }],
  ["penetration test", { category: "LETTERS" }],
  ["", { region: "emea", program: "dora" }],
  ["outsourcing", { industry: "Finance" }],
  ["", { program: "pci-dss" }],
  ["bridge letter", {}],
] as const;
const heliosSearches = [
  ["HIPAA", {}],
  ["health data", { region: "emea" }],
  ["", { industry: "Health" }],
  ["ISO 27701", {}],
  ["HDS", { region: "emea" }],
  ["deletion", {}],
] as const;
const asiaSearches = [
  ["", { region: "asia-pacific" }],
  ["OSPAR", {}],
  ["MTCS", { region: "asia-pacific" }],
  ["", { program: "ismap" }],
  ["FISC", {}],
] as const;

const european = [7, 16] as const;
const habits: Readonly<Record<string, Habit>> = {
  "freya-lindqvist": { diligence: 0.2, hours: european, reads: 1, searches: [] },
  "daniel-okafor": { diligence: 0.4, hours: european, reads: 2, searches: [["", { category: "REPORTS" }]] },
  "mei-lin-tan": { diligence: 0.25, hours: [1, 9], reads: 2, searches: asiaSearches },
  "eleni-papadopoulou": { diligence: 0.22, hours: [6, 15], reads: 2, searches: meridianSearches },
  "amara-osei": { diligence: 0.5, hours: european, reads: 3, searches: meridianSearches },
  "thomas-brandt": { diligence: 0.15, hours: european, reads: 2, searches: meridianSearches },
  "misaki-sato": { diligence: 0.22, hours: [0, 9], reads: 2, searches: asiaSearches },
  "priya-raman": { diligence: 0.2, hours: [4, 13], reads: 3, searches: meridianSearches },
  "isabel-duarte": { diligence: 0.1, hours: european, reads: 1, searches: meridianSearches },
  "henrik-vogel": { diligence: 0.15, hours: european, reads: 2, searches: meridianSearches },
  "layla-alhusseini": { diligence: 0.2, hours: [5, 14], reads: 2, searches: heliosSearches },
  "jonas-weber": { diligence: 0.35, hours: european, reads: 2, searches: heliosSearches },
  "sofia-marchetti": { diligence: 0.18, hours: european, reads: 2, searches: heliosSearches },
  "omar-haddad": { diligence: 0.15, hours: [5, 14], reads: 2, searches: heliosSearches },
};

const downloaders: ReadonlySet<DemoGroup> = new Set<DemoGroup>(["root", "publisher", "organization-admin", "account-admin", "auditor"]);

/**
 * What the demo's people did in the thirty days before `today`, oldest first: sittings in office hours from sign-in to sign-out.
 * Downloads are of versions that were published by then and that the person's organization may see; a `denied` act is a viewer
 * who tries to download, or anyone who asks for a series of another organization. The same day gives the same history.
 */
export function demoHistory(today: Date): DemoAct[] {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  const catalogue = demoCatalogue(today);
  const workdays = Array.from({ length: historyDays }, (_, index) => midnight - (historyDays - index) * 86_400_000).filter(
    (day) => ![0, 6].includes(new Date(day).getUTCDay()),
  );
  const acts = demoPeople.flatMap((person) => {
    const habit = habits[person.slug];
    if (!habit) return [];
    const prose = new Prose(`${person.slug}/${new Date(midnight).toISOString()}`);
    return prose
      .some(workdays, Math.round(habit.diligence * workdays.length))
      .flatMap((day, index) => sitting(person, habit, day, catalogue, prose, index === 0));
  });
  return acts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function sitting(
  person: DemoPerson,
  habit: Habit,
  day: number,
  catalogue: readonly DemoSeries[],
  prose: Prose,
  first: boolean,
): DemoAct[] {
  const place = prose.chance(0.7) ? person.memberships[0] : prose.of(person.memberships);
  if (!place) return [];
  // A viewer who is new to the portal stumbles, so that every history shows a failure and a denial.
  const stumbles = first && place.group === "viewer";
  const [from, to] = habit.hours;
  let at = day + from * 3_600_000 + prose.int(0, (to - from - 1) * 60) * 60_000 + prose.int(0, 59) * 1000;
  const acts: DemoAct[] = [];
  const add = (act: DemoAct["act"], least: number, most: number) => {
    acts.push({ at: new Date(at), person: person.slug, account: place.account, act });
    at += prose.int(least, most) * 1000 + prose.int(0, 999);
  };
  if (stumbles || prose.chance(0.06)) add({ kind: "failed-sign-in" }, 12, 60);
  add({ kind: "sign-in" }, 8, 45);
  for (let read = prose.int(1, habit.reads); read > 0; read -= 1) readOne(place, habit, day, catalogue, prose, stumbles, add);
  if (prose.chance(0.55)) add({ kind: "sign-out" }, 1, 2);
  return acts;
}

function readOne(
  place: DemoPerson["memberships"][number],
  habit: Habit,
  day: number,
  catalogue: readonly DemoSeries[],
  prose: Prose,
  stumbles: boolean,
  add: (act: DemoAct["act"], least: number, most: number) => void,
): void {
  const organization = organizationOfAccount(place.account);
  const date = new Date(day).toISOString().slice(0, 10);
  const seen = catalogue.filter(
    ({ audience, versions }) =>
      versions.some(({ publishedOn }) => publishedOn < date) &&
      (audience === "EVERYONE" || organization === "northwind" || audience.some((slug) => slug === organization)),
  );
  const [query, filters] = habit.searches.length > 0 && prose.chance(0.6) ? prose.of(habit.searches) : (["", undefined] as const);
  if (filters) add({ kind: "search", query, filters }, 10, 90);
  const hits = seen.filter((series) => filters !== undefined && matches(series, query, filters));
  const series = prose.of(hits.length > 0 ? hits : seen);
  const others = catalogue.filter((other) => !seen.includes(other) && other.audience !== "EVERYONE");
  if (!stumbles && others.length > 0 && prose.chance(0.03)) {
    add({ kind: "denied", series: prose.of(others).slug }, 20, 60);
    return;
  }
  add({ kind: "view-report", series: series.slug }, 25, 260);
  if (!downloaders.has(place.group)) {
    if (stumbles || prose.chance(0.25)) add({ kind: "denied", series: series.slug }, 10, 40);
    return;
  }
  const staff = organization === "northwind";
  if (prose.chance(staff ? 0.2 : 0.7)) add({ kind: "download", series: series.slug, version: pickVersion(series, date, prose) }, 40, 420);
}

/** Mostly the newest version that was out before the day, now and then an earlier one; counted from 1. */
function pickVersion({ versions }: DemoSeries, date: string, prose: Prose): number {
  const newest = versions.filter(({ publishedOn }) => publishedOn < date).length;
  return prose.chance(0.75) ? newest : prose.int(1, newest);
}

function matches(series: DemoSeries, query: string, filters: DemoFilters): boolean {
  const program = programByKey(series.program);
  const text = `${series.name} ${series.product} ${series.description} ${program?.name ?? ""}`.toLowerCase();
  return (
    query
      .toLowerCase()
      .split(" ")
      .every((word) => text.includes(word)) &&
    (filters.region === undefined || program?.region === filters.region) &&
    (filters.program === undefined || series.program === filters.program) &&
    (filters.industry === undefined || program?.industry === filters.industry) &&
    (filters.category === undefined || series.category === filters.category)
  );
}

import { describe, expect, it } from "vitest";
import { demoCatalogue } from "./catalogue";
import { demoHistory, historyDays } from "./history";
import { demoAuditor, demoPeople, organizationOfAccount } from "./people";

const days = ["2026-11-22", "2026-11-23", "2024-03-01", "2027-01-04", "2025-08-18"].map((day) => new Date(`${day}T10:00:00Z`));

describe.each(days)("the demo's history before %s", (today) => {
  const acts = demoHistory(today);
  const catalogue = demoCatalogue(today);
  const people = new Map(demoPeople.map((person) => [person.slug, person]));
  const seriesOf = (slug: string) => catalogue.find((series) => series.slug === slug);

  it("is a few hundred acts in order of time, within the thirty days before", () => {
    expect(acts.length).toBeGreaterThanOrEqual(200);
    expect(acts.length).toBeLessThanOrEqual(400);
    const times = acts.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const midnight = Date.parse(today.toISOString().slice(0, 10));
    expect(times[0]).toBeGreaterThanOrEqual(midnight - historyDays * 86_400_000);
    expect(times.at(-1)).toBeLessThan(midnight);
  });

  it("has every kind of act, and nobody is absent", () => {
    const kinds = new Set(acts.map(({ act }) => act.kind));
    expect(kinds).toEqual(new Set(["sign-in", "failed-sign-in", "search", "view-report", "download", "denied", "sign-out"]));
    expect(new Set(acts.map(({ person }) => person)).size).toBe(demoPeople.length);
    expect(acts.some(({ person, act }) => person === demoAuditor && act.kind === "download")).toBe(true);
  });

  it("lets people act only in their own accounts, and only between sign-in and sign-out", () => {
    const signedIn = new Map<string, string>();
    for (const { person, account, act } of acts) {
      expect(
        people.get(person)?.memberships.some((membership) => membership.account === account),
        person,
      ).toBe(true);
      if (act.kind === "sign-in") signedIn.set(person, account);
      else if (act.kind !== "failed-sign-in") expect(signedIn.get(person), `${person} ${act.kind}`).toBe(account);
      if (act.kind === "sign-out") signedIn.delete(person);
    }
  });

  it("downloads only what was published by then and what the organization may see, and never as a viewer", () => {
    for (const { at, person, account, act } of acts) {
      if (act.kind !== "download") continue;
      const series = seriesOf(act.series);
      const version = series?.versions[act.version - 1];
      expect(version && version.publishedOn <= at.toISOString().slice(0, 10), act.series).toBe(true);
      const organization = organizationOfAccount(account) ?? "";
      expect(series?.audience === "EVERYONE" || organization === "northwind" || series?.audience.includes(organization), act.series).toBe(
        true,
      );
      expect(people.get(person)?.memberships.find((membership) => membership.account === account)?.group).not.toBe("viewer");
    }
  });

  it("is the same again for the same day", () => {
    expect(demoHistory(new Date(today.getTime() + 3_600_000))).toEqual(acts);
  });
});

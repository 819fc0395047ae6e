import { describe, expect, it } from "vitest";
import { programByKey } from "@/lib/reports/programs";
import { demoCatalogue, type DemoSeries } from "./catalogue";
import { demoOrganizations } from "./people";

const days = ["2026-11-22", "2024-02-29", "2027-01-01", "2025-07-15"].map((day) => new Date(`${day}T09:30:00Z`));
const everyDay = days.map((today) => [today.toISOString().slice(0, 10), demoCatalogue(today)] as const);
const versionsOf = (catalogue: DemoSeries[]) => catalogue.flatMap((series) => series.versions.map((version) => ({ series, version })));
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe.each(everyDay)("the demo's catalogue on %s", (today, catalogue) => {
  it("is large enough and covers all regions, categories, audiences and terms", () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(84);
    expect(versionsOf(catalogue).length).toBeGreaterThanOrEqual(165);
    expect(new Set(catalogue.map(({ program }) => programByKey(program)?.region)).size).toBe(4);
    expect(new Set(catalogue.map(({ category }) => category)).size).toBe(6);
    expect(new Set(catalogue.map(({ terms }) => terms)).size).toBe(3);
  });

  it("gives every series a slug of its own, a known program, a known audience and at least one version", () => {
    expect(new Set(catalogue.map(({ slug }) => slug)).size).toBe(catalogue.length);
    const organizations = new Set(demoOrganizations.map(({ slug }) => slug));
    for (const { slug, program, audience, versions, shareWith, description } of catalogue) {
      expect(programByKey(program), slug).toBeDefined();
      expect(versions.length, slug).toBeGreaterThan(0);
      expect(shareWith, slug).toMatch(/\.$/);
      expect(description, slug).toMatch(/\.$/);
      if (audience !== "EVERYONE")
        expect(
          audience.filter((name) => !organizations.has(name)),
          slug,
        ).toEqual([]);
    }
    expect(catalogue.filter(({ audience }) => audience !== "EVERYONE").length).toBeGreaterThanOrEqual(2);
  });

  it("orders versions by publication, never after the day, with periods that begin before they end", () => {
    for (const { slug, versions } of catalogue) {
      const published = versions.map(({ publishedOn }) => publishedOn);
      expect(published, slug).toEqual(published.toSorted());
      for (const version of versions) {
        expect(version.publishedOn <= today, `${slug}: ${version.title}`).toBe(true);
        expect(version.periodStart === null, slug).toBe(version.periodEnd === null);
        if (version.periodStart !== null && version.periodEnd !== null) {
          expect(version.periodStart <= version.periodEnd, `${slug}: ${version.title}`).toBe(true);
        }
      }
      expect(new Set(versions.map(({ title }) => title)).size, slug).toBe(versions.length);
    }
  });

  it("publishes in the round of a month what is older than a month, and what is newer as it is signed", () => {
    const before = versionsOf(catalogue).map(({ version }) => version);
    for (const { title, signedOn, publishedOn } of before) {
      const weekday = new Date(publishedOn).getUTCDay();
      const day = Number(publishedOn.slice(8));
      const inRound = weekday === 2 && day >= 8 && day <= 14;
      expect(inRound || (publishedOn === signedOn && daysBetween(publishedOn, today) <= 65), title).toBe(true);
      expect(daysBetween(signedOn, publishedOn), title).toBeGreaterThanOrEqual(0);
      expect(daysBetween(signedOn, publishedOn), title).toBeLessThanOrEqual(35);
    }
    expect(before.some(({ signedOn, publishedOn }) => signedOn !== publishedOn)).toBe(true);
  });

  it("has bridge letters that extend an earlier report of their series, without a gap", () => {
    const letters = versionsOf(catalogue).filter(({ version }) => version.kind === "BRIDGE_LETTER");
    expect(letters.length).toBeGreaterThanOrEqual(8);
    for (const { series, version } of letters) {
      const extended = series.versions[(version.extends ?? 0) - 1];
      expect(extended?.kind, series.slug).toBe("REPORT");
      expect(series.versions.indexOf(version), series.slug).toBeGreaterThanOrEqual(version.extends ?? 0);
      expect(daysBetween(extended?.periodEnd ?? "", version.periodStart ?? ""), series.slug).toBe(1);
    }
    const others = versionsOf(catalogue).filter(({ version }) => version.kind === "REPORT");
    expect(others.filter(({ version }) => version.extends !== undefined)).toEqual([]);
  });

  it("always shows current documents, ended ones, ones that end within 60 days, and new ones", () => {
    const certificates = catalogue.filter(({ category }) => category === "CERTIFICATIONS_AND_ATTESTATIONS");
    const ends = certificates.flatMap(({ versions }) => versions.at(-1)?.periodEnd ?? []).map((end) => daysBetween(today, end));
    expect(ends.filter((left) => left < 0).length).toBeGreaterThanOrEqual(2);
    expect(ends.filter((left) => left >= 0 && left <= 60).length).toBeGreaterThanOrEqual(5);
    expect(ends.filter((left) => left > 60).length).toBeGreaterThanOrEqual(10);
    expect(versionsOf(catalogue).filter(({ version }) => daysBetween(version.publishedOn, today) <= 30).length).toBeGreaterThanOrEqual(3);
  });
});

describe("the demo's catalogue", () => {
  it("is the same for the same day at any hour", () => {
    expect(demoCatalogue(new Date("2026-11-22T00:00:00Z"))).toEqual(demoCatalogue(new Date("2026-11-22T23:59:59Z")));
  });
});

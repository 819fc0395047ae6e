import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SearchParams } from "@/app/_doors/paths";
import { CatalogueFilter } from "@/lib/reports/catalogue-filter";
import { sorts } from "@/lib/reports/list-reports";
import { categories } from "@/lib/reports/models";
import { programs, regions } from "@/lib/reports/programs";
import { chipsFor, facetsFor, hrefOf, readCatalogueQuery } from "./catalogue-query";

/** The parameters of an address as Next gives them to a page. */
function paramsOf(href: string): SearchParams {
  const query = new URL(href, "http://localhost").searchParams;
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? undefined)]));
}

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 4 });
const day = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));
const filters = fc.record({
  query: fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replaceAll("\0", "").trim()),
  region: some(regions.map(({ key }) => key)),
  program: some(programs.map(({ key }) => key)),
  category: some(categories),
  industry: some([...new Set(programs.flatMap(({ industry }) => industry ?? []))]),
  kind: some(["REPORT", "BRIDGE_LETTER"] as const),
  covers: fc.option(day, { nil: undefined }),
  publishedWithinDays: fc.option(fc.integer({ min: 1, max: 3650 }), { nil: undefined }),
  earlier: fc.boolean(),
});
const anySort = fc.constantFrom(...sorts);

describe("the address of a catalogue", () => {
  test("says all of its filter and its order, and reading it gives the same again", () => {
    fc.assert(
      fc.property(filters, anySort, fc.option(fc.stringMatching(/^[A-Za-z0-9_.-]{1,40}$/), { nil: undefined }), (filter, sort, page) => {
        expect(readCatalogueQuery(paramsOf(hrefOf(filter, sort, page)))).toEqual({ filter, sort, page });
      }),
    );
  });

  test("is short where nothing is chosen", () => {
    expect(hrefOf(readCatalogueQuery({}).filter, "newest")).toBe("/reports");
  });

  test("made of garbage never throws, and what it yields is always a filter that the operation takes", () => {
    const name = fc.constantFrom("q", "region", "program", "category", "industry", "kind", "covers", "updated", "earlier", "sort", "page", "__proto__", "constructor", "x");
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.string({ minLength: 190, maxLength: 260, unit: "grapheme" }), fc.constantFrom("", "0", "-1", "1e3", "0000-00-00", "0000-01-01", "2026-02-30", "emea", "true", "\0", "\ud800"));
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 60 }))), (params) => {
        const { filter, sort, page } = readCatalogueQuery(params);
        expect(CatalogueFilter.parse(filter)).toEqual(filter);
        expect(JSON.stringify(filter)).not.toContain("\\u0000");
        expect(filter.query.isWellFormed()).toBe(true);
        const read = readCatalogueQuery(paramsOf(hrefOf(filter, sort, page)));
        if (filter.program.every((one) => one.isWellFormed()) && filter.industry.every((one) => one.isWellFormed())) expect(read.filter).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the filters in force", () => {
  test("have a chip each, whose address lacks that one choice and nothing else", () => {
    fc.assert(
      fc.property(filters, anySort, (filter, sort) => {
        const chips = chipsFor(filter, sort);
        const chosen = [filter.query, ...filter.region, ...filter.program, ...filter.category, ...filter.industry, ...filter.kind, filter.covers, filter.publishedWithinDays, filter.earlier].filter(Boolean);
        expect(chips).toHaveLength(chosen.length);
        for (const { removeHref } of chips) {
          const without = readCatalogueQuery(paramsOf(removeHref));
          expect(chipsFor(without.filter, sort)).toHaveLength(chips.length - 1);
          expect(without.sort).toBe(sort);
        }
      }),
    );
  });

  test("stay among the facets when nothing matches them any more, so that they can be taken away", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const facets = facetsFor(filter, { region: [], program: [], category: [], industry: [], kind: [] }, "/reports");
        const shown = facets.flatMap(({ options }) => options.filter(({ selected }) => selected).map(({ value }) => value));
        expect(shown.sort()).toEqual([...filter.region, ...filter.program, ...filter.category, ...filter.industry, ...filter.kind].sort());
      }),
    );
  });

  test("are folded away without losing one: what is in sight and what is folded are all there are, and every ticked one is in sight", () => {
    const counts = fc.uniqueArray(fc.constantFrom(...programs.map(({ key }) => key)), { maxLength: 60 }).map((keys) => keys.map((value, index) => ({ value, count: index % 7 })));
    fc.assert(
      fc.property(filters, counts, (filter, program) => {
        const facet = (expanded?: string) =>
          facetsFor(filter, { region: [], program, category: [], industry: [], kind: [] }, "/reports?sort=title", expanded).find(({ dimension }) => dimension === "program");
        const folded = facet();
        const whole = facet("program");
        expect((folded?.options.length ?? 0) + (folded?.more?.count ?? 0)).toBe(whole?.options.length ?? 0);
        expect(folded?.options.filter(({ selected }) => selected)).toEqual(whole?.options.filter(({ selected }) => selected));
        expect(whole?.more ?? null).toBeNull();
        if (folded?.more) expect(folded.more.href).toBe("/reports?sort=title&all=program");
      }),
    );
  });
});

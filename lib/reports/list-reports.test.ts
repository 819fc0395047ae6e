import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { atTime } from "@/lib/operations/clock";
import { rawPool } from "@/lib/database/client";
import { perform } from "@/lib/operations/perform";
import { outcomeOf, useWorld } from "@/lib/testing/world";
import { listReports } from "./list-reports";
import { fillCatalogue } from "./testing";

const world = useWorld();

type Version = { id: string; series: string; title: string; region: string; program: string; category: string; industry: string; kind: string; start: string | null; end: string | null; latest: boolean; published: Date; audience: string };
let versions: Version[] = [];

beforeAll(async () => {
  await fillCatalogue(120, { organization: "alpha" });
  const { rows } = await rawPool().query<Version>(`
    SELECT id::text, series_id AS series, title, region, program, category::text, industry, kind::text, period_start::text AS start, period_end::text AS "end",
      is_latest AS latest, published_at AS published, audience::text FROM report_version`);
  versions = rows;
});

const visibleToBeta = () => versions.filter(({ audience }) => audience === "EVERYONE");

describe("the catalogue", () => {
  test("shows every version that the caller may see once and only once, whatever the order, page by page, there and back", async () => {
    const caller = await world.as("beta-auditor");
    for (const sort of ["newest", "title", "period"] as const) {
      const seen: string[] = [];
      let page: string | undefined;
      const tokens: string[] = [];
      for (;;) {
        const found = await perform(caller, listReports, { sort, page, maxResults: 7, earlier: true });
        expect(found.offset).toBe(seen.length);
        seen.push(...found.rows.map(({ reportId, version }) => `${reportId}:${version}`));
        expect(found.total).toBe(visibleToBeta().length);
        if (found.previous) tokens.push(found.previous);
        if (!found.next) break;
        page = found.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(visibleToBeta().length);
      const back = await perform(caller, listReports, { sort, page: tokens.at(-1), maxResults: 7, earlier: true });
      const lastPage = seen.length - (seen.length % 7 || 7);
      expect(back.rows.map(({ reportId, version }) => `${reportId}:${version}`)).toEqual(seen.slice(lastPage - 7, lastPage));
    }
  });

  test("counts and finds, for any combination of filters, what a plain reading of the table finds", async () => {
    const caller = await world.as("beta-auditor");
    const some = (values: string[]) => fc.subarray([...new Set(values)], { maxLength: 3 });
    const regions = ["global", "americas", "emea", "asia-pacific"];
    await fc.assert(
      fc.asyncProperty(
        some(regions), some(versions.map(({ program }) => program)), some(versions.map(({ industry }) => industry).filter(Boolean)),
        fc.option(fc.date({ min: new Date("2024-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)), { nil: undefined }), fc.boolean(),
        async (region, program, industry, covers, earlier) => {
          const { total, facets, rows } = await perform(caller, listReports, { region, program, industry, covers, earlier, maxResults: 100 });
          const base = visibleToBeta().filter((one) => (earlier || covers || one.latest) && (!covers || (one.start !== null && one.end !== null && one.start <= covers && covers <= one.end)));
          const within = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
          const expected = base.filter((one) => within(region, one.region) && within(program, one.program) && within(industry, one.industry));
          expect(total).toBe(expected.length);
          expect(rows.length).toBe(Math.min(100, expected.length));
          for (const { value, count } of facets.region) {
            expect(count).toBe(base.filter((one) => one.region === value && within(program, one.program) && within(industry, one.industry)).length);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("finds by the beginnings of words, without regard to case or accents, written together or apart", async () => {
    const caller = await world.as("publisher");
    const found = async (query: string) => new Set((await perform(caller, listReports, { query, earlier: true, maxResults: 100 })).rows.map(({ reportId, version }) => `${reportId}:${version}`));
    const apart = await found("Soc 2");
    const together = await found("soc2");
    expect(together.size).toBeGreaterThan(0);
    expect([...together].every((key) => apart.has(key))).toBe(true);
    const totals = async (query: string) => (await perform(caller, listReports, { query, earlier: true })).total;
    expect(await totals("no-such-word-anywhere")).toBe(0);
    expect(await totals("'; DROP TABLE report_version; --")).toBe(0);
    expect(await totals("!!! & | ( ) :*")).toBe(0);
  });

  test("counts anew after every publication", async () => {
    const caller = await world.as("beta-auditor");
    const before = (await perform(caller, listReports, {})).total;
    await world.publish("fresh-one");
    expect((await perform(caller, listReports, {})).total).toBe(before + 1);
  });

  test("knows what is new by the clock", async () => {
    const caller = await world.as("publisher");
    const { total } = await atTime(new Date(Date.now() + 40 * 86_400_000), async () => perform({ ...caller, factorAt: null }, listReports, { publishedWithinDays: 30 }));
    expect(total).toBe(0);
  });

  test.each(["x", "e30", Buffer.from('{"sort":"newest"}').toString("base64url"), "A".repeat(900)])("refuses a paging token that it did not make: %s", async (page) => {
    expect(await outcomeOf(perform(await world.as("beta-auditor"), listReports, { page }))).toBe("InvalidPagingToken");
  });

  test("refuses a paging token with a key of another kind, and changes nothing", async () => {
    const page = Buffer.from(JSON.stringify({ sort: "newest", key: "not a time", id: "not an id", before: false, offset: 0 })).toString("base64url");
    expect(await outcomeOf(perform(await world.as("beta-auditor"), listReports, { page }))).toBe("InvalidPagingToken");
  });
});

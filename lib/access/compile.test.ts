import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { Prisma } from "@/lib/database/generated/client";
import { database, rawPool } from "@/lib/database/client";
import { ownerPool, useTestDatabase } from "@/lib/database/testing";
import { noResource, reportResource } from "./actions";
import { accessGrantPolicy } from "./access-grant";
import { bothOf, compile, filterSql } from "./compile";
import { evaluate } from "./evaluate";
import { factsOfReport, type ReportFacts } from "./report-facts";
import { anyCallerFacts, anyLayers, attached, readLayers, values } from "./testing";
import { cedarAllows, cedarPolicies } from "./testing-cedar";

useTestDatabase();

const reports: (ReportFacts & { id: number })[] = values.series
  .flatMap((series) => values.region.flatMap((region) => values.program.flatMap((program) => values.category.map((category) => ({ series, region, program, category })))))
  .map((facts, id) => ({ ...facts, id }));
const long = process.env["LONG_TESTS"] !== undefined;
const runs = long ? 100_000 : 400;
const grantRuns = long ? 20_000 : 400;

beforeAll(async () => {
  // The columns of the catalogue that policies know, with every combination of values.
  await ownerPool().query(`CREATE TABLE sample (id int PRIMARY KEY, series_id text NOT NULL, region text NOT NULL, program text NOT NULL, category "Category" NOT NULL)`);
  await ownerPool().query("GRANT SELECT, INSERT ON sample TO PUBLIC");
  await rawPool().query(`INSERT INTO sample SELECT f.id, f.series, f.region, f.program, f.category::"Category" FROM jsonb_to_recordset($1::jsonb) AS f(id int, series text, region text, program text, category text)`, [JSON.stringify(reports)]);
});

async function found(filter: Prisma.Sql): Promise<number[]> {
  return (await database().$queryRaw<{ id: number }[]>(Prisma.sql`SELECT v.id FROM sample v WHERE ${filter} ORDER BY v.id`)).map(({ id }) => id);
}

describe("policies compiled to SQL", () => {
  test(`find exactly the reports that the evaluator and Cedar allow, for any layers, caller and action: ${runs.toLocaleString("en")} policy sets`, { timeout: runs * 250 }, async () => {
    let some = 0;
    let asked = 0;
    let granted = 0;
    // Cedar's patterns have no "?": half of the sets are such that it can be asked as well.
    const anySet = fc.boolean().chain((forCedar) => fc.record({ forCedar: fc.constant(forCedar), written: anyLayers(forCedar ? ["*", "%", "_"] : ["*", "?", "%", "_"]) }));
    await fc.assert(
      fc.asyncProperty(anySet, anyCallerFacts, anyCallerFacts, fc.constantFrom("reports:ListReports", "reports:GetReport"), fc.constantFrom(...reports), async ({ forCedar, written }, first, second, action, one) => {
        const layers = readLayers(written);
        // The second caller has the same layers, of which something is kept.
        for (const facts of [first, second]) {
          const filter = compile(layers, action, facts);
          const allowed = reports.filter((report) => evaluate(layers, { action, resource: reportResource(report.series), facts: { ...facts, ...factsOfReport(report) } })).map(({ id }) => id);
          expect(await found(filterSql(filter))).toEqual(allowed);
          if (allowed.length > 0) expect(filter, "what is refused before a report is known is refused for each").not.toBe(false);
          if (allowed.length > 0 && allowed.length < reports.length) some += 0.5;
          if (!forCedar || facts !== first) continue;
          const { id, ...report } = one;
          expect(cedarAllows(cedarPolicies(written), { action, resource: reportResource(report.series), facts: { ...facts, ...factsOfReport(report) } })).toBe(allowed.includes(id));
          asked += 1;
          if (allowed.includes(id)) granted += 1;
        }
      }),
      { numRuns: runs },
    );
    expect(some / runs).toBeGreaterThan(0.05);
    expect(asked / runs).toBeGreaterThan(0.4);
    expect(granted / asked, "of requests that are nearly all refused nothing could be learnt").toBeGreaterThan(0.05);
  });

  test("find what was approved on request exactly as the evaluator does: beside one's own rights, before its end, under guardrails and denials", { timeout: grantRuns * 250 }, async () => {
    let opened = 0;
    const grants = fc.array(fc.record({ series: fc.constantFrom(...values.series), until: fc.constantFrom(...values.times).map((time) => new Date(time)) }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(anyLayers(), anyCallerFacts, grants, async (written, facts, granted) => {
        const action = "reports:GetReport";
        const before = readLayers(written);
        const after = before.map((layer) => (layer.kind === "identity" ? { ...layer, policies: [...layer.policies, ...granted.map(({ series, until }) => accessGrantPolicy({ series }, until))] } : layer));
        const says = (layers: typeof before, report: ReportFacts) => evaluate(layers, { action, resource: reportResource(report.series), facts: { ...facts, ...factsOfReport(report) } });
        const allowed = reports.filter((report) => says(after, report));
        expect(await found(filterSql(compile(after, action, facts)))).toEqual(allowed.map(({ id }) => id));
        const [at] = facts["portal:CurrentTime"] ?? [];
        // The same, said without the machinery: as if the identity layer had an allow for these series while they last.
        const running = new Set<string>(granted.filter(({ until }) => typeof at === "number" && at < until.getTime()).map(({ series }) => series));
        const free = before.map((layer) => (layer.kind === "identity" ? { ...layer, policies: [...layer.policies, attached("All", { Effect: "Allow", Action: "*", Resource: "*" })] } : layer));
        expect(allowed).toEqual(reports.filter((report) => says(before, report) || (running.has(report.series) && says(free, report))));
        if (allowed.some((report) => !says(before, report))) opened += 1;
      }),
      { numRuns: grantRuns },
    );
    expect(opened / grantRuns).toBeGreaterThan(0.03);
  });

  test("say for certain what needs no report to be known", () => {
    const only = (statement: unknown) => [{ kind: "identity" as const, name: "Person", policies: [attached("P", statement)] }];
    const facts = { "portal:MfaAge": [10] };
    expect(compile([], "reports:ListReports", facts)).toBe(false);
    expect(compile([{ kind: "guardrail", name: "Root", policies: [] }], "reports:ListReports", facts)).toBe(false);
    expect(compile(only({ Effect: "Allow", Action: "reports:*", Resource: "*" }), "reports:ListReports", facts)).toBe(true);
    expect(compile(only({ Effect: "Allow", Action: "reports:*", Resource: "*", Condition: { NumericLessThan: { "portal:MfaAge": 5 } } }), "reports:ListReports", facts)).toBe(false);
    expect(compile(only({ Effect: "Allow", Action: "reports:*", Resource: "*", Condition: { StringLike: { "reports:Region": "*" } } }), "reports:ListReports", facts)).toBe(true);
    expect(evaluate([], { action: "reports:ListReports", resource: noResource, facts })).toBe(false);
  });

  test("merge alternatives into one list, so that many policies stay one condition", () => {
    const policies = Array.from({ length: 50 }, (_, index) => attached(`P${index}`, { Effect: "Allow", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": `p${index}` } } }));
    const filter = compile([{ kind: "identity", name: "Person", policies }], "reports:ListReports", {});
    expect(filter).toEqual({ in: "program", values: Array.from({ length: 50 }, (_, index) => `p${index}`) });
    expect(bothOf(filter, filter)).toEqual(filter);
    const denials = Array.from({ length: 3 }, (_, index) => attached(`D${index}`, { Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": `p${index}` }, StringNotEquals: { "reports:Region": `r${index}` } } }));
    const wide = attached("All", { Effect: "Allow", Action: "reports:*", Resource: "*" });
    const guarded = compile([{ kind: "identity", name: "Person", policies: [wide, ...denials] }], "reports:ListReports", {});
    expect(guarded, "what is of none of the programs is settled by one comparison").toMatchObject({ not: { all: [{ in: "program", values: ["p0", "p1", "p2"] }, { any: [{}, {}, {}] }] } });
  });
});

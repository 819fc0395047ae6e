import { beforeAll, describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { perform } from "@/lib/operations/perform";
import { publishVersion } from "@/lib/reports/publish-version";
import { unpublishVersion } from "@/lib/reports/unpublish-version";
import { outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { exportTimeline } from "./export-timeline";
import { getProgram } from "./get-program";
import { getTimeline } from "./get-timeline";
import { listPrograms } from "./list-programs";

const world = useWorld();
const year = { start: "2026-01-01", end: "2026-12-31" };
let shared = "";

beforeAll(async () => {
  shared = await world.publish("shared", { title: "Shared" });
  await world.publish("for-alpha", { organizations: ["alpha"], title: "Alpha alone", program: "c5" });
  const publisher = await world.as("publisher");
  await perform(publisher, publishVersion, { series: "shared", document: await testPdf(1), title: "Letter", kind: "BRIDGE_LETTER", extendsVersion: 1, periodStart: "2027-01-01", periodEnd: "2027-02-28" });
  await perform(publisher, publishVersion, { series: "for-alpha", document: await testPdf(1), title: "Withdrawn", periodStart: "2027-01-01", periodEnd: "2027-12-31" });
  const alphas = String((await rows("SELECT id FROM report_series WHERE slug = 'for-alpha'"))[0]?.["id"]);
  await perform(publisher, unpublishVersion, { reportId: alphas, version: 2 });
});

const textOf = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString("utf8");

describe("programs", () => {
  test("count and hold what the caller's organization may see, and nothing of another's", async () => {
    const [alpha, beta] = [await world.as("alpha-viewer"), await world.as("beta-admin")];
    expect((await perform(alpha, listPrograms, {})).held).toEqual([
      { program: "c5", series: 1, documents: 1 },
      { program: "soc2", series: 1, documents: 2 },
    ]);
    expect((await perform(beta, listPrograms, {})).held.map(({ program }) => program)).toEqual(["soc2"]);
    expect(await perform(beta, getProgram, { program: "c5" })).toEqual({ series: [], total: 0, resources: [] });
    const [held] = (await perform(alpha, getProgram, { program: "soc2" })).series;
    expect(held?.versions.map(({ version, kind, end }) => [version, kind, end])).toEqual([
      [2, "BRIDGE_LETTER", "2027-02-28"],
      [1, "REPORT", "2026-12-31"],
    ]);
    expect(await outcomeOf(perform(alpha, getProgram, { program: "soc9" }))).toBe("ValidationException");
  });

  test("leave out what policies hide from the person", async () => {
    const admin = await world.as("beta-admin");
    const hide = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": "soc2" } } } });
    const { policyId } = await perform(admin, createPolicy, { slug: "hide", name: "Hide", document: hide });
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("beta-main"), personId: (await world.as("beta-auditor")).personId });
    const auditor = await world.as("beta-auditor");
    expect((await perform(auditor, listPrograms, {})).held).toEqual([]);
    expect((await perform(auditor, getTimeline, year)).rows).toEqual([]);
    expect((await perform(auditor, getProgram, { program: "soc2" })).series).toEqual([]);
  });
});

describe("the coverage timeline", () => {
  test("shows covered, bridged and open days of the chosen period, of published versions alone", async () => {
    const alpha = await world.as("alpha-auditor");
    const { rows: series, counts } = await perform(alpha, getTimeline, { start: "2026-07-01", end: "2027-06-30" });
    expect(series.map(({ name, standing, stretches }) => ({ name, standing, stretches: stretches.map(({ start, end, state, version }) => [start, end, state, version]) }))).toEqual([
      { name: "Alpha alone", standing: "GAPS", stretches: [["2026-07-01", "2026-12-31", "REPORT", 1], ["2027-01-01", "2027-06-30", "OPEN", null]] },
      { name: "Shared", standing: "GAPS", stretches: [["2026-07-01", "2026-12-31", "REPORT", 1], ["2027-01-01", "2027-02-28", "BRIDGE", 2], ["2027-03-01", "2027-06-30", "OPEN", null]] },
    ]);
    expect(counts).toEqual({ COVERED: 0, BRIDGED: 0, GAPS: 2, NONE: 0, UNDATED: 0 });
    expect((await perform(alpha, getTimeline, { ...year, gaps: "1" })).rows).toEqual([]);
    expect((await perform(alpha, getTimeline, year)).counts.COVERED).toBe(2);
  });

  test("goes there and back page by page, with every series once", async () => {
    const alpha = await world.as("alpha-auditor");
    const first = await perform(alpha, getTimeline, { ...year, maxResults: 1 });
    const second = await perform(alpha, getTimeline, { ...year, maxResults: 1, page: first.next ?? "" });
    expect([first, second].map(({ rows: [row], offset }) => [row?.name, offset])).toEqual([["Alpha alone", 0], ["Shared", 1]]);
    expect([first.previous, second.next]).toEqual([null, null]);
    expect((await perform(alpha, getTimeline, { ...year, maxResults: 1, page: second.previous ?? "" })).rows).toEqual(first.rows);
    expect(await outcomeOf(perform(alpha, getTimeline, { ...year, page: "elsewhere" }))).toBe("InvalidPagingToken");
  });

  test("refuses a period that is none, with a sentence for the field", async () => {
    const alpha = await world.as("alpha-auditor");
    const refusal = { code: "ValidationException", detail: { fields: [{ field: "end", message: "The period ends before it starts. Choose a last day that is not before the first." }] } };
    await expect(perform(alpha, getTimeline, { start: "2026-12-31", end: "2026-01-01" })).rejects.toMatchObject(refusal);
    await expect(perform(alpha, exportTimeline, { start: "2026-12-31", end: "2026-01-01" })).rejects.toMatchObject(refusal);
    expect(await outcomeOf(perform(alpha, getTimeline, { start: "soon", end: "2026-01-01" }))).toBe("ValidationException");
  });

  test("is exported with a line per stretch, only of what the caller may see, and is recorded", async () => {
    const beta = await world.as("beta-admin");
    const file = await perform(beta, exportTimeline, { start: "2026-12-01", end: "2027-03-31" });
    expect(file.fileName).toBe("timeline-2026-12-01-to-2027-03-31.csv");
    expect(textOf(file.pieces)).toBe(
      [
        `\uFEFF"Period from","Period to","Program","Report","Report id","State","From","To","Days","Version"`,
        `"2026-12-01","2027-03-31","SOC 2","Shared","${shared}","report","2026-12-01","2026-12-31","31","1"`,
        `"2026-12-01","2027-03-31","SOC 2","Shared","${shared}","bridge letter","2027-01-01","2027-02-28","59","2"`,
        `"2026-12-01","2027-03-31","SOC 2","Shared","${shared}","open","2027-03-01","2027-03-31","31",""`,
        "",
      ].join("\r\n"),
    );
    const [event] = await rows("SELECT outcome, parameters FROM audit_event WHERE operation = 'center:ExportTimeline' AND request_id = $1", [beta.requestId]);
    expect(event).toMatchObject({ outcome: "Success", parameters: { start: "2026-12-01", series: 1 } });
  });
});

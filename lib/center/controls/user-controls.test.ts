import { beforeAll, describe, expect, test } from "vitest";
import { ownerPool } from "@/lib/database/testing";
import { withScope } from "@/lib/database/scope";
import { perform } from "@/lib/operations/perform";
import { scopeOf } from "@/lib/operations/scope-of";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { publishVersion } from "@/lib/reports/publish-version";
import { outcomeOf, rows, testPdf, useWorld } from "@/lib/testing/world";
import { assignUserControl } from "./assign-user-control";
import { commentOnUserControl } from "./comment-on-user-control";
import { exportUserControls } from "./export-user-controls";
import { listChecklists } from "./list-checklists";
import { listUserControls } from "./list-user-controls";
import { putUserControls } from "./put-user-controls";
import { tickUserControl } from "./tick-user-control";

const world = useWorld();
const first = "CC6.1: Customers remove leavers within a day.\nCC6.2: Customers review privileged access every quarter.\nCC7.1: Customers keep paper logs of visitors.";
const second = "CC6.1: Customers remove leavers within a day.\nCC6.2: Customers review privileged access every month.\nA1.2: Customers test the recovery of their backups.";
let reportId = "";

const put = async (version: number, revision: number, lines: string) => perform(await world.as("publisher"), putUserControls, { reportId, version, revision, lines });
const list = async (who: Parameters<typeof world.as>[0], version?: number, account?: string) => perform(await world.as(who, account), listUserControls, { reportId, version });

beforeAll(async () => {
  reportId = await world.publish("soc", { title: "SOC 2" });
  await perform(await world.as("publisher"), publishVersion, { series: "soc", document: await testPdf(1), title: "SOC 2 again", periodStart: "2027-01-01", periodEnd: "2027-12-31" });
  await put(1, 0, first);
  await put(2, 0, second);
});

describe("the list of a version", () => {
  test("is marked with what is new, changed and gone since the version before", async () => {
    const found = await list("alpha-auditor", 2);
    expect(found.previousVersion).toBe(1);
    expect(found.controls.map(({ code, change, previousText }) => [code, change, previousText])).toEqual([
      ["CC6.1", "SAME", null],
      ["CC6.2", "CHANGED", "Customers review privileged access every quarter."],
      ["A1.2", "NEW", null],
    ]);
    expect(found.gone).toEqual([{ code: "CC7.1", text: "Customers keep paper logs of visitors." }]);
    const earlier = await list("alpha-auditor", 1);
    expect([earlier.previousVersion, earlier.controls[0]?.change, earlier.gone]).toEqual([null, null, []]);
  });

  test("is written by the operator's publishers alone, and by one at a time", async () => {
    expect(await outcomeOf(perform(await world.as("alpha-admin"), putUserControls, { reportId, version: 1, revision: 1, lines: "" }))).toBe("AccessDenied");
    expect(await outcomeOf(put(1, 0, "CC1: Mine."))).toBe("Conflict");
    expect(await outcomeOf(put(9, 0, "CC1: Mine."))).toBe("ResourceNotFound");
    expect(await outcomeOf(put(1, 1, "CC1: Mine.\nCC1: Yours."))).toBe("ValidationException");
    expect((await list("alpha-auditor", 1)).controls.length, "nothing of it was stored").toBe(3);
  });
});

describe("the checklist of an account", () => {
  test("keeps what its people decided, to whom they gave it and what they wrote, and counts it on the report", async () => {
    const auditor = await world.as("alpha-auditor");
    const [one, two] = (await list("alpha-auditor", 2)).controls;
    if (!one || !two) throw new Error("the controls are there");
    await perform(auditor, tickUserControl, { controlId: one.id, state: "IN_PLACE" });
    await perform(auditor, assignUserControl, { controlId: two.id, assigneeId: (await world.as("alpha-admin")).personId });
    await perform(auditor, commentOnUserControl, { controlId: two.id, text: "  Asked the =team.\r\nWaiting. " });
    const [done, given] = (await list("alpha-admin", 2)).controls;
    expect(done).toMatchObject({ state: "IN_PLACE", decidedByName: auditor.name, assignee: null });
    expect(given).toMatchObject({ state: "OPEN", assignee: { name: "Ana Admin" }, comments: [{ personName: auditor.name, text: "Asked the =team.\nWaiting." }] });
    expect((await perform(auditor, getReportMetadata, { reportId, version: 2 })).controls).toEqual({ total: 3, open: 2 });
    expect((await perform(await world.as("alpha-admin"), listChecklists, {})).rows.map(({ version, total, done: settled, mine }) => [version, total, settled, mine])).toEqual([[2, 3, 1, 1], [1, 3, 0, 0]]);

    const { content, fileName } = await perform(auditor, exportUserControls, { reportId, version: 2 });
    expect(fileName).toBe("controls-soc-v2-200000000001.csv");
    const lines = content.split("\r\n");
    expect(lines.length).toBe(1 + 3 + 1 + 1);
    expect(lines[1]).toContain(`"CC6.1","Customers remove leavers within a day.","unchanged","","in place","${auditor.name}"`);
    expect(lines[2]).toContain(`"changed","Customers review privileged access every quarter.","open","","","Ana Admin","2`);
    expect(lines[4]).toContain(`"CC7.1","Customers keep paper logs of visitors.","gone"`);
    const events = await rows("SELECT operation, parameters FROM audit_event WHERE operation LIKE 'center:%UserControl' AND person_id = $1 AND outcome = 'Success'", [auditor.personId]);
    expect(events.map(({ operation }) => operation).sort()).toEqual(["center:AssignUserControl", "center:CommentOnUserControl", "center:TickUserControl"]);
    expect(JSON.stringify(events), "what a comment says stays out of the trail").not.toContain("Waiting");
  });

  test("is nobody else's: not another account's of the organization, not another customer's, not the operator's", async () => {
    for (const found of [await list("alpha-auditor", 2, "alpha-side"), await list("beta-auditor", 2), await list("publisher", 2)]) {
      expect(found.controls.map(({ state, comments, assignee }) => [state, comments.length, assignee])).toEqual([["OPEN", 0, null], ["OPEN", 0, null], ["OPEN", 0, null]]);
      expect(JSON.stringify(found)).not.toContain("Ana Admin");
    }
    // The wall of the database itself, whatever a statement asks for.
    for (const who of ["publisher", "beta-auditor", "alpha-viewer"] as const) {
      const seen = await withScope(scopeOf(await world.as(who), "member"), () => rows("SELECT 1 FROM user_control_check UNION ALL SELECT 1 FROM user_control_comment"));
      expect(seen, who).toEqual([]);
    }
  });

  test("is read, not changed, by viewers, to whom nothing can be given; nor to people outside", async () => {
    const viewer = await world.as("alpha-viewer");
    const [control] = (await perform(viewer, listUserControls, { reportId, version: 2 })).controls;
    const controlId = control?.id ?? "";
    expect(await outcomeOf(perform(viewer, tickUserControl, { controlId, state: "IN_PLACE" }))).toBe("AccessDenied");
    const auditor = await world.as("alpha-auditor", "alpha-side");
    for (const assigneeId of [viewer.personId, (await world.as("beta-auditor")).personId, (await world.as("alpha-admin")).personId]) {
      expect(await outcomeOf(perform(auditor, assignUserControl, { controlId, assigneeId }))).toBe("ValidationException");
    }
    expect(await outcomeOf(perform(auditor, commentOnUserControl, { controlId, text: "   " }))).toBe("ValidationException");
    await perform(auditor, assignUserControl, { controlId, assigneeId: auditor.personId });
    await perform(auditor, assignUserControl, { controlId });
    expect((await list("alpha-auditor", 2, "alpha-side")).controls[0]?.assignee).toBeNull();
  });

  test("survives a change of the list: a reworded control says so, a removed one takes its notes along and cannot be ticked", async () => {
    const before = (await list("alpha-auditor", 2)).controls;
    expect(await put(2, 1, "A1.2: Customers test the recovery of their backups.\nCC6.1: Customers remove leavers within two days.")).toMatchObject({ total: 2, added: 0, changed: 1, removed: 1, revision: 2 });
    const after = (await list("alpha-auditor", 2)).controls;
    expect(after.map(({ id }) => id)).toEqual([before[2]?.id, before[0]?.id]);
    expect(after[1]).toMatchObject({ state: "IN_PLACE", changedSince: true, change: "CHANGED" });
    const auditor = await world.as("alpha-auditor");
    expect(await outcomeOf(perform(auditor, tickUserControl, { controlId: before[1]?.id ?? "", state: "IN_PLACE" }))).toBe("ResourceNotFound");
    await perform(auditor, tickUserControl, { controlId: before[0]?.id ?? "", state: "OPEN" });
    expect((await list("alpha-auditor", 2)).controls[1]).toMatchObject({ state: "OPEN", decidedByName: "", changedSince: false });
    await expect(ownerPool().query("DELETE FROM user_control_comment")).rejects.toThrow();
  });
});

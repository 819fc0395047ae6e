import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { systemCaller, type PersonCaller } from "@/lib/operations/caller";
import type { OperationName } from "@/lib/operations/operation";
import { perform } from "@/lib/operations/perform";
import { allOperations } from "@/lib/operations/registry";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { completeDownload } from "@/lib/reports/complete-download";
import { getReport } from "@/lib/reports/get-report";
import { invitePerson } from "@/lib/organizations/invite-person";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { csvCell } from "./csv";
import { exportedBytes, exportEvents, type ExportFormat } from "./export-events";
import { getActivity } from "./get-activity";
import { listEvents } from "./list-events";
import { beginLog, sequence } from "./log/sequencer";
import { LogSigner } from "./log/signer";
import { ocsfOf } from "./ocsf";
import { recordEvent } from "./record-event";
import { removeView } from "./remove-view";
import { saveView } from "./save-view";
import { eventsSince, followFrom } from "./tail-events";

const world = useWorld();
let downloadId = "";
let reportId = "";

beforeAll(async () => {
  await beginLog(rawPool(), "portal.example/log");
  reportId = await world.publish("exported");
  const auditor = await world.as("alpha-auditor");
  const { ticket } = await perform(auditor, acceptTerms, { reportId, termsRevision: 1, accepted: true });
  const delivery = await perform(auditor, getReport, { reportId, ticket });
  downloadId = delivery.downloadId;
  await perform(systemCaller("delivery"), completeDownload, { downloadId, complete: true, bytesSent: 3, sha256: createHash("sha256").update("pdf").digest(), correlationId: delivery.correlationId });
  const admin = await world.as("alpha-admin");
  await perform(admin, invitePerson, { accountId: world.account("alpha-main"), email: "new@alpha.example", name: "=HYPERLINK(1)", group: "viewer" });
  await world.as("beta-admin");
  await sequence(rawPool());
  await new LogSigner(rawPool(), config().dataDir).sign();
});

async function exported(caller: PersonCaller, format: ExportFormat, filter: Record<string, string> = {}): Promise<string> {
  const done = await perform(caller, exportEvents, { format, ...filter });
  const pieces: Uint8Array[] = [];
  for await (const piece of exportedBytes(caller, done.filter, done.format, done.before)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
const linesOf = (text: string): Record<string, unknown>[] => text.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

describe("an export", () => {
  test("holds what the trail shows, of the caller's own scope alone, and is an event itself", async () => {
    const admin = await world.as("alpha-admin");
    const rows = linesOf(await exported(admin, "jsonl"));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row["organizationName"] === "Alpha" || row["personId"] === admin.personId)).toBe(true);
    const newest = await perform(admin, listEvents, { operation: "audit:ExportEvents" });
    expect(newest.events[0]?.parameters).toMatchObject({ format: "jsonl", scope: "organization" });
    expect(await outcomeOf(perform(await world.as("alpha-viewer"), exportEvents, { format: "csv" }))).toBe("AccessDenied");
    expect(await outcomeOf(perform({ ...admin, factorAt: null, requestId: crypto.randomUUID() }, exportEvents, { format: "csv" }))).toBe("StepUpRequired");
  });

  test("as CSV has one line per event and nothing that a spreadsheet would run", async () => {
    const text = await exported(await world.as("alpha-admin"), "csv");
    expect(text.startsWith("time,event,operation,")).toBe(true);
    for (const dangerous of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]) expect(csvCell(dangerous)).toMatch(/^"?'/);
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
    expect(text).not.toMatch(/(^|,)[=+@]/m);
  });

  test("as OCSF says what a download was, by whom, with the hash of the bytes and its place in the log", async () => {
    const [event] = linesOf(await exported(await world.as("alpha-admin"), "ocsf", { operation: "reports:CompleteDownload" }));
    expect(event).toMatchObject({
      class_uid: 6006, type_uid: 600602, status_id: 1, severity_id: 1,
      file: { uid: downloadId, size: 3, hashes: [{ algorithm_id: 3, value: createHash("sha256").update("pdf").digest("hex") }] },
      metadata: { version: "1.8.0", log_name: "portal.example/log" },
      raw_data: expect.stringContaining("muniment-event/1") as string,
    });
    const failed = linesOf(await exported(await world.as("root"), "ocsf", { operation: "identity:SignIn" }));
    expect(failed[0]).toMatchObject({ class_uid: 3002, activity_id: 1 });
  });

  test("as OCSF counts one download per copy, names the tenant by its id, and files nothing that changes anything under calls of the interface", async () => {
    const root = await world.as("root");
    const released = linesOf(await exported(root, "ocsf", { operation: "reports:GetReport" }));
    expect(released[0]).toMatchObject({ class_uid: 6006, activity_id: 99, metadata: { tenant_uid: root.accounts.length > 0 ? expect.stringMatching(/^[0-9a-f-]{36}$/) as string : "" } });
    const { events } = await perform(root, listEvents, { operation: "reports:GetReport" });
    const [event] = events;
    if (!event) throw new Error("no event");
    const kindOf = (operation: string, parameters: Record<string, unknown> = {}) => ocsfOf({ ...event, operation, parameters }, null, "https://portal.example");
    expect(kindOf("reports:CompleteDownload", { delivery: "part" })).toMatchObject({ class_uid: 6006, activity_id: 99 });
    const expected = {
      "identity:SignInWithPasskey": 300201, "identity:VerifyPasskey": 300299, "identity:RegisterPasskey": 300110, "identity:RemovePasskey": 300111, "identity:RemoveAuthenticator": 300111, "access:AssumeRole": 300503,
      "access:GrantRole": 300503, "reports:ViewReport": 600609, "agreements:RecordOfflineAgreement": 300499, "identity:SetPasskeyRequirement": 300199, "audit:UpdateRetention": 300403, "agreements:SetTwoPersonRule": 300403,
    };
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, kindOf(name)["type_uid"]]))).toEqual(expected);
    const wrong = allOperations.filter(({ name, access }) => access !== "Read" && access !== "List" && kindOf(name)["class_uid"] === 6003).map(({ name }) => name);
    expect(wrong).toEqual([]);
  });

  test("of the log is for those who see a whole organization, and holds that organization's entries alone", async () => {
    expect(await outcomeOf(perform(await world.as("alpha-auditor"), exportEvents, { format: "log" }))).toBe("AccessDenied");
    const lines = linesOf(await exported(await world.as("beta-admin"), "log"));
    const entries = lines.flatMap((line) => (typeof line["entry"] === "string" ? [JSON.parse(line["entry"]) as Record<string, unknown>] : []));
    expect(new Set(entries.map((entry) => entry["organization"])).size).toBe(1);
    expect(entries.map((entry) => entry["organizationSequence"])).toEqual(entries.map((_, at) => at + 1));
    expect(lines.at(-1)).toMatchObject({ end: true });
  });
});

describe("searching", () => {
  test("finds everything that happened to a document, in any of its versions, and to one copy of it", async () => {
    const root = await world.as("root");
    const ofReport = await perform(root, listEvents, { resource: `report/${reportId}`, browsing: true });
    expect(ofReport.events.map(({ operation }) => operation)).toEqual(expect.arrayContaining(["reports:CreateSeries", "reports:PublishVersion", "reports:AcceptTerms", "reports:GetReport", "reports:CompleteDownload"]));
    const ofCopy = await perform(root, listEvents, { resource: `download/${downloadId}` });
    expect(ofCopy.events.map(({ operation }) => operation).sort()).toEqual(["reports:CompleteDownload", "reports:GetReport"]);
    expect((await perform(await world.as("beta-admin"), listEvents, { resource: `download/${downloadId}` })).events).toEqual([]);
  });

  test("by person, operation, outcome and address combines", async () => {
    const auditor = await world.as("alpha-auditor");
    const found = await perform(await world.as("root"), listEvents, { who: auditor.personId, operation: "reports:GetReport", outcome: "success", address: auditor.address });
    expect(found.events).toHaveLength(1);
    expect((await perform(await world.as("root"), listEvents, { who: auditor.personId, operation: "reports:GetReport", address: "192.0.2.77" })).events).toEqual([]);
  });

  test("keeps views for the person alone, under one name once, in one form", async () => {
    const admin = await world.as("alpha-admin");
    await perform(admin, saveView, { name: "Copies", query: "?to=&page=x&operation=reports%3AGetReport&evil=1" });
    const { id, query } = await perform(admin, saveView, { name: "Copies", query: "outcome=refused&operation=reports%3AGetReport" });
    expect(query).toBe("operation=reports%3AGetReport&outcome=refused");
    expect((await perform(admin, listEvents, {})).views).toEqual([{ id, name: "Copies", query }]);
    const other = await world.as("alpha-auditor");
    expect((await perform(other, listEvents, {})).views).toEqual([]);
    expect(await outcomeOf(perform(other, removeView, { viewId: id }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(admin, saveView, { name: "Empty", query: "page=2" }))).toBe("ValidationException");
    await perform(admin, removeView, { viewId: id });
  });

  test("counts activity of the caller's scope alone", async () => {
    const mine = await perform(await world.as("alpha-admin"), getActivity, {});
    expect(mine.days).toHaveLength(30);
    expect(mine.days.at(-1)?.downloads).toBe(1);
    expect(mine.days.at(-1)?.signIns, "one for each person, whatever it took").toBeGreaterThan(0);
    expect(mine.programs).toEqual([{ key: "soc2", name: "soc2", count: 1 }]);
    expect((await perform(await world.as("beta-admin"), getActivity, {})).days.at(-1)?.downloads).toBe(0);
  });
});

describe("charts and filters", () => {
  const today = async () => (await perform(await world.as("root"), getActivity, {})).days.at(-1) ?? { downloads: 0, signIns: 0, failedSignIns: 0 };
  const write = (operation: OperationName, outcome: "Success" | "CodeRejected", parameters: Record<string, string | boolean>) => recordEvent(database(), { caller: systemCaller("delivery"), operation, outcome, browsing: false, parameters });

  test("count a copy once, when all of it has left, and sign-ins by whatever factor, without passwords alone and without confirmations", async () => {
    const before = await today();
    for (const delivery of ["part", "aborted", "interrupted", "complete", "complete"]) await write("reports:CompleteDownload", "Success", { downloadId: "COUNTEDCOUNTED", delivery });
    await write("identity:SignIn", "Success", {});
    await write("identity:VerifyPasskey", "Success", { stepUp: false });
    await write("identity:SignInWithPasskey", "Success", {});
    await write("identity:VerifyTotp", "Success", { stepUp: true });
    await write("identity:VerifyPasskey", "CodeRejected", {});
    await write("identity:UseRecoveryCode", "CodeRejected", {});
    expect(await today()).toMatchObject({ downloads: before.downloads + 1, signIns: before.signIns + 2, failedSignIns: before.failedSignIns + 2 });
    const { events } = await perform(await world.as("root"), listEvents, { operation: "sign-ins", outcome: "refused" });
    expect(new Set(events.map(({ operation }) => operation))).toEqual(new Set(["identity:VerifyPasskey", "identity:UseRecoveryCode"]));
  });

  test("find everybody of a name and every version of a report, however many there are", async () => {
    await ownerPool().query("INSERT INTO person (id, name, email, password_hash, created_at) SELECT gen_random_uuid(), 'Namesake ' || n, 'n' || lpad(n::text, 3, '0') || '@many.example', '', now() FROM generate_series(1, 70) n");
    const [last] = await rows("SELECT id::text, name, email FROM person WHERE email = 'n070@many.example'");
    const person = { id: String(last?.["id"]), name: String(last?.["name"]), email: String(last?.["email"]) };
    await recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:AcceptTerms", outcome: "Success", browsing: false, person });
    expect((await perform(await world.as("root"), listEvents, { person: "namesake" })).events.map(({ personId }) => personId)).toEqual([person.id]);

    await ownerPool().query("ALTER TABLE report_version DISABLE TRIGGER USER");
    await ownerPool().query("UPDATE report_version SET version = 300 WHERE series_id = $1", [reportId]);
    await recordEvent(database(), { caller: systemCaller("delivery"), operation: "reports:AcceptTerms", outcome: "Success", browsing: false, resources: [`report/${reportId}:299`] });
    expect((await perform(await world.as("root"), listEvents, { resource: `report/${reportId}` })).events[0]?.resources).toEqual([`report/${reportId}:299`]);
  });
});

describe("following", () => {
  const filter = { person: "", browsing: true } as const;

  test("shows what is written from then on, and stops with the session, the membership or the group", async () => {
    const admin = await world.as("alpha-admin");
    if (!admin.account || !admin.group) throw new Error("no member");
    const member = { ...admin, stage: "FULL", account: admin.account, group: admin.group } as const;
    await sequence(rawPool());
    const after = await followFrom(null);
    await world.as("beta-auditor");
    await perform(admin, listEvents, {});
    await sequence(rawPool());
    const found = await eventsSince(member, filter, after);
    expect(found?.events.map(({ operation }) => operation)).toEqual(["audit:ListEvents"]);
    expect(await eventsSince({ ...member, group: "root" }, filter, after)).toBeNull();
    await rawPool().query("UPDATE session SET revoked_at = now() WHERE id = $1", [admin.sessionId]);
    expect(await eventsSince(member, filter, after)).toBeNull();
  });

  test("passes over nothing that was begun early and committed late, nor what came while the connection was lost", async () => {
    const root = await world.as("root");
    if (!root.account || !root.group) throw new Error("no member");
    const member = { ...root, stage: "FULL", account: root.account, group: root.group } as const;
    const late = await ownerPool().connect();
    try {
      await late.query("BEGIN");
      await late.query("SELECT set_config('muniment.scope', 'system', true)");
      const columns = (await rawPool().query<{ name: string }>("SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_event'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'seq', 'at', 'xid', 'salt', 'request_id')")).rows.map(({ name }) => name).join(", ");
      const at = Date.now();
      const id = uuidv7({ msecs: at });
      await late.query(`INSERT INTO audit_event (id, at, request_id, ${columns}) SELECT $1::uuid, $2::timestamptz, gen_random_uuid(), ${columns} FROM audit_event WHERE operation = 'reports:GetReport' LIMIT 1`, [id, new Date(at)]);
      await perform(root, listEvents, {});
      await sequence(rawPool());
      const left = await followFrom(null);
      expect((await eventsSince(member, filter, left))?.events).toEqual([]);
      await late.query("COMMIT");
      await sequence(rawPool());
      expect((await eventsSince(member, filter, left))?.events.map((event) => event.id)).toEqual([id]);
      expect(await followFrom(left), "who comes back").toBe(left);
      expect(await followFrom(left + 1_000_000n), "an id that is not of this log").toBe(left + 1n);
    } finally {
      late.release(true);
    }
  });
});

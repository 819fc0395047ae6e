import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { config } from "@/lib/config/config";
import { database, rawPool } from "@/lib/database/client";
import { ownerPool } from "@/lib/database/testing";
import { systemCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import type { OperationName } from "@/lib/operations/operation";
import { perform } from "@/lib/operations/perform";
import { createPolicy } from "@/lib/access/create-policy";
import { breakInserts, outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { getEvent } from "../get-event";
import { getReceipt } from "../get-receipt";
import { checkLog, checkStretch } from "../log/check-log";
import { canonicalJson, type Json } from "../log/canonical-json";
import { exportLog } from "../log/export-log";
import { leafHash } from "../log/merkle";
import { publicLogFile } from "../log/public-log";
import { beginLog, sequence } from "../log/sequencer";
import { LogSigner } from "../log/signer";
import { ensurePartitions } from "../partitions";
import { recordEvent } from "../record-event";
import { dayMs, minimumDays, retentionClasses } from "./classes";
import { dueEvents } from "./due-events";
import { getRetention } from "./get-retention";
import { listHolds } from "./list-holds";
import { placeHold } from "./place-hold";
import { pruneEvents } from "./prune-events";
import { pruneTrail } from "./prune-trail";
import { releaseHold } from "./release-hold";
import { updateRetention } from "./update-retention";

const world = useWorld();
const daysAgo = (days: number): Date => new Date(Date.now() - days * dayMs);
let folder: string;
let signer: LogSigner;
let alpha: string;
let beta: string;
let auditor: string;
/** Old events by what they are. */
const ids: Record<string, string[]> = {};

async function write(name: string, days: number, operation: OperationName, { organization = alpha, person = auditor, resources = [] as string[], browsing = false, count = 5 } = {}): Promise<void> {
  const who = { person: { id: person, name: "Ann", email: "ann@alpha.example" }, account: { id: organization === alpha ? "200000000001" : "300000000001", organizationId: organization } };
  const each = (at: number) => atTime(daysAgo(days - at / 1000), () => recordEvent(database(), { caller: systemCaller("delivery"), operation, outcome: "Success", browsing, resources, parameters: { name, at }, ...who }));
  ids[name] = await Promise.all(Array.from({ length: count }, (_, at) => each(at)));
}

const bring = async (): Promise<void> => {
  await sequence(rawPool());
  await signer.sign();
};
const there = async (name: string): Promise<number> => (await rows("SELECT count(*)::int AS n FROM audit_event WHERE id = ANY ($1::uuid[])", [ids[name]]))[0]?.["n"] as number;
const check = () => checkLog(rawPool(), config().dataDir);

/** A rule that counts already: as if somebody had set it eight days ago. */
const keep = async (name: (typeof retentionClasses)[number], days: number) => {
  const root = await world.as("root");
  return atTime(daysAgo(8), () => perform(root, updateRetention, { class: name, days, reason: "Agreed with counsel." }));
};

function verify(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.resolve("scripts/verify/muniment-verify.mjs"), ...args], { cwd: folder }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }));
  });
}

async function exported(name: string, organization: string | null): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of exportLog(rawPool(), organization)) pieces.push(piece);
  await writeFile(path.join(folder, name), pieces.join(""));
  return pieces.join("").trim().split("\n");
}

/** As a superuser can: past all triggers. */
async function tamper(...statements: string[]): Promise<void> {
  for (const table of ["audit_event", "log_leaf"]) await ownerPool().query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const sql of statements) await ownerPool().query(sql);
  await ownerPool().query("ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only, ENABLE ALWAYS TRIGGER audit_event_no_truncate, ENABLE ALWAYS TRIGGER audit_event_removal_recorded");
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "muniment-retention-"));
  await beginLog(rawPool(), "portal.example/log");
  signer = new LogSigner(rawPool(), config().dataDir);
  const idOf = async (slug: string): Promise<string> => String((await rows("SELECT id::text FROM organization WHERE slug = $1", [slug]))[0]?.["id"]);
  [alpha, beta] = [await idOf("alpha"), await idOf("beta")];
  auditor = (await world.as("alpha-auditor")).personId;
  await ensurePartitions(rawPool(), daysAgo(200));
  await write("alpha reads", 200, "reports:ListReports", { browsing: true });
  await write("beta reads", 190, "reports:ListReports", { browsing: true, organization: beta, person: (await world.as("beta-auditor")).personId });
  await write("young reads", 80, "reports:ListReports", { browsing: true });
  await write("old signs", 500, "identity:SignIn");
  await write("evidence", 2300, "reports:CompleteDownload", { resources: ["report/report-AAAAAAAAAAAAAAAA:2"] });
  await write("other evidence", 2300, "reports:CompleteDownload", { resources: ["report/report-AAAAAAAAAAAAAAAB:1"], organization: beta });
  await write("the trail's own", 2900, "audit:EraseFields");
  await bring();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("how long events are kept", () => {
  test("is for ever until somebody decides, and never less than the minimum of the class, not even for the owner of the tables", async () => {
    expect(await pruneTrail()).toBe(0);
    const root = await world.as("root");
    for (const name of retentionClasses) {
      await expect(perform(root, updateRetention, { class: name, days: minimumDays[name] - 1, reason: "Less" })).rejects.toThrow(`Choose ${minimumDays[name]} days or more.`);
      const insert = "INSERT INTO retention_rule (id, class, days, set_at, counts_from, person_name, reason) VALUES (gen_random_uuid(), $1, $2, now(), now(), '', '')";
      await expect(ownerPool().query(insert, [name, minimumDays[name] - 1])).rejects.toThrow(/retention_rule_minimum/);
      expect((await rows("SELECT retention_minimum($1) AS days", [name]))[0]).toEqual({ days: minimumDays[name] });
    }
    expect(await rows("SELECT FROM retention_rule")).toEqual([]);
    expect(await outcomeOf(perform(await world.as("alpha-admin"), updateRetention, { class: "reads", days: 365, reason: "because" }))).toBe("AccessDenied");
  });

  test("a shorter time counts a week later and can be taken back until then; a longer one counts at once", async () => {
    const root = await world.as("root");
    const { countsFrom } = await perform(root, updateRetention, { class: "reads", days: 90, reason: "Shorter" });
    expect(countsFrom.getTime() - Date.now()).toBeGreaterThan(6.9 * dayMs);
    expect(await pruneTrail()).toBe(0);
    expect((await perform(root, getRetention, {})).classes.find((one) => one.class === "reads")).toMatchObject({ rule: null, coming: { days: 90 }, due: 0 });
    const { days, countsFrom: atOnce } = await perform(root, updateRetention, { class: "reads", days: "", reason: "Not after all" });
    expect([days, atOnce.getTime() <= Date.now()]).toEqual([null, true]);
    expect((await perform(root, getRetention, {})).classes.find((one) => one.class === "reads")).toMatchObject({ rule: { days: null }, coming: null });
    await ownerPool().query("ALTER TABLE retention_rule DISABLE TRIGGER USER");
    await ownerPool().query("DELETE FROM retention_rule");
    await ownerPool().query("ALTER TABLE retention_rule ENABLE ALWAYS TRIGGER retention_rule_append_only");
  });

  test("nobody removes an event by other ways: not too young, not without a rule, not without its own event", async () => {
    const remove = "SELECT remove_events($1::uuid[])";
    await expect(rawPool().query("DELETE FROM audit_event")).rejects.toThrow(/permission denied/);
    await expect(rawPool().query(remove, [ids["alpha reads"]]), "no rule").rejects.toThrow(/never changed or removed/);
    await keep("reads", 90);
    await expect(rawPool().query(remove, [ids["young reads"]]), "too young").rejects.toThrow(/never changed or removed/);
    await expect(rawPool().query(remove, [ids["the trail's own"]]), "of the trail itself").rejects.toThrow(/never changed or removed/);
    await expect(rawPool().query(remove, [ids["alpha reads"]]), "no event that says so").rejects.toThrow(/by retention alone, on the record/);
    await expect(ownerPool().query("DELETE FROM audit_event WHERE id = ANY ($1::uuid[])", [ids["alpha reads"]])).rejects.toThrow(/by retention alone, on the record/);
    await expect(perform(await world.as("root"), pruneEvents, { eventIds: ids["alpha reads"] ?? [] })).rejects.toMatchObject({ code: "AccessDenied" });
    expect([await there("alpha reads"), await there("young reads"), await there("the trail's own")]).toEqual([5, 5, 5]);
  });
});

describe("a legal hold", () => {
  test("keeps what it covers, by organization, person, report, or all of it, until it is ended on the record", async () => {
    const root = await world.as("root");
    await keep("evidence", 2190);
    const due = async (): Promise<number> => (await dueEvents(database())).ids.length;
    expect(await due()).toBe(20);
    const on = async (input: { covers: "EVERYTHING" | "ORGANIZATION" | "PERSON" | "REPORT"; subject?: string }, left: number) => {
      const { holdId } = await perform(root, placeHold, { ...input, reason: "Case 17" });
      expect(await due(), JSON.stringify(input)).toBe(left);
      if (left === 0) expect(await pruneTrail()).toBe(0);
      await perform(root, releaseHold, { holdId, reason: "Settled" });
      expect(await due()).toBe(20);
      expect(await outcomeOf(perform(root, releaseHold, { holdId, reason: "Again" }))).toBe("Conflict");
    };
    await on({ covers: "EVERYTHING" }, 0);
    await on({ covers: "ORGANIZATION", subject: "alpha" }, 10);
    await on({ covers: "ORGANIZATION", subject: beta }, 10);
    await on({ covers: "PERSON", subject: "Auditor@alpha.example" }, 5);
    const { holds } = await perform(root, listHolds, {});
    expect(holds).toHaveLength(4);
    expect(holds[0]).toMatchObject({ covers: "PERSON", reason: "Case 17", placedByName: "Rita Root", endReason: "Settled" });
    for (const sql of ["DELETE FROM legal_hold", "UPDATE legal_hold SET ended_at = NULL, end_reason = ''", "UPDATE legal_hold SET subject = gen_random_uuid()::text"]) await expect(ownerPool().query(sql), sql).rejects.toThrow(/never changed|violates check/);
  });

  test("on an organization keeps what the operator's staff did to its accounts, units, policies and agreements, also where the organization itself is not named", async () => {
    const root = await world.as("root");
    await world.offer("nda");
    const side = world.account("alpha-side");
    const held = [await world.accept("alpha-admin", "nda", "ACCOUNT"), await world.accept("alpha-admin", "nda", "ORGANIZATION")].map((id) => `customer-agreement/${id}`);
    const unit = String((await rows("SELECT id::text FROM organizational_unit WHERE organization_id = $1", [alpha]))[0]?.["id"]);
    const { policyId } = await perform(await world.as("alpha-admin"), createPolicy, { slug: "held", name: "Held", document: JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }) });
    const { holdId } = await perform(root, placeHold, { covers: "ORGANIZATION", subject: "alpha", reason: "Case 19" });
    const isHeld = async (...resources: string[]) => (await rows("SELECT event_is_held((SELECT id FROM organization WHERE kind = 'OPERATOR'), $1, $2) AS held", [root.personId, resources]))[0]?.["held"];
    for (const resource of [`account/${side}`, `unit/${unit}`, `policy/${policyId}`, `organization/${alpha}`, ...held]) expect(await isHeld("report/report-AAAAAAAAAAAAAAAA", resource), resource).toBe(true);
    for (const resource of [`account/${world.account("beta-main")}`, "account/x", `unit/${policyId}`, `customer-agreement/${unit}`, `organization/${beta}`, "policy/"]) expect(await isHeld(resource), resource).toBe(false);
    await perform(root, releaseHold, { holdId, reason: "Settled" });
    expect(await isHeld(`account/${side}`)).toBe(false);
  });

  test("names something that is there, and is the operator's staff's to place", async () => {
    const root = await world.as("root");
    for (const [covers, subject, why] of [["ORGANIZATION", "", /Name an organization/], ["PERSON", "nobody@alpha.example", /Name a person/], ["REPORT", "report-x", /Name a report/], ["EVERYTHING", "alpha", /Leave this empty/]] as const) {
      await expect(perform(root, placeHold, { covers, subject, reason: "Case" })).rejects.toThrow(why);
    }
    await ownerPool().query("INSERT INTO organization (id, slug, name, kind, created_at) SELECT gen_random_uuid(), 'namesake-' || n, 'Namesake', 'CUSTOMER', now() FROM generate_series(1, 2) n");
    await expect(perform(root, placeHold, { covers: "ORGANIZATION", subject: "Namesake", reason: "Case" }), "the wrong one might be held").rejects.toThrow(/More than one has this name/);
    expect(await outcomeOf(perform(await world.as("alpha-admin"), placeHold, { covers: "EVERYTHING", reason: "because" }))).toBe("AccessDenied");
    expect(await outcomeOf(perform(await world.as("alpha-admin"), listHolds, {}))).toBe("AccessDenied");
  });

  test("on a report keeps its events", async () => {
    const reportId = await world.publish("held");
    await write("held evidence", 2250, "reports:CompleteDownload", { resources: [`report/${reportId}:1`], organization: beta });
    await bring();
    const root = await world.as("root");
    await perform(root, placeHold, { covers: "REPORT", subject: reportId, reason: "Case 18" });
    const { ids: due } = await dueEvents(database());
    expect(due).toHaveLength(20);
    expect(due.filter((id) => ids["held evidence"]?.includes(id))).toEqual([]);
    await expect(rawPool().query("SELECT remove_events($1::uuid[])", [ids["held evidence"]]), "whatever is asked of the database").rejects.toThrow(/never changed or removed/);
  });
});

describe("a receiver of events", () => {
  test("keeps what it has not had yet, paused or not, and what it refused, until it took it or was removed; the page says so", async () => {
    const root = await world.as("root");
    const all = (await dueEvents(database())).ids;
    const add = "INSERT INTO forwarding_destination (id, name, kind, address, browsing, next, next_attempt_at, created_at, paused_at) VALUES ('00000000-0000-7000-8000-00000000000f', 'SIEM', 'SYSLOG_TCP', 'siem:514', true, 0, now(), now(), now())";
    await ownerPool().query(add);
    expect((await dueEvents(database())).ids, "paused, and it had nothing").toEqual([]);
    expect(await pruneTrail()).toBe(0);
    expect(await perform(root, getRetention, {})).toMatchObject({ awaited: [{ name: "SIEM", paused: true, events: all.length }] });
    const [last] = await rows("SELECT max(idx)::int AS idx FROM log_leaf WHERE event_id = ANY ($1::uuid[])", [all]);
    await ownerPool().query("UPDATE forwarding_destination SET next = 100000, paused_at = NULL");
    expect((await dueEvents(database())).ids).toEqual(all);
    const letter = "INSERT INTO forwarding_dead_letter (id, destination_id, from_idx, to_idx, events, state, problem, created_at) SELECT gen_random_uuid(), id, $1, $1::bigint + 1, 1, 'DEAD', '', now() FROM forwarding_destination";
    await ownerPool().query(letter, [last?.["idx"]]);
    expect((await dueEvents(database())).ids, "what it refused").toHaveLength(all.length - 1);
    await ownerPool().query("UPDATE forwarding_dead_letter SET state = 'SENT', settled_at = now()");
    expect((await dueEvents(database())).ids).toEqual(all);
    await ownerPool().query("UPDATE forwarding_destination SET next = 0, browsing = false");
    expect((await dueEvents(database())).ids.length, "browsing, which it does not get").toBeGreaterThan(0);
    await ownerPool().query("UPDATE forwarding_destination SET removed_at = now()");
    expect((await dueEvents(database())).ids).toEqual(all);
    expect(await perform(root, getRetention, {})).toMatchObject({ awaited: [] });
  });
});

describe("a removal", () => {
  let receipts: [string, string][];
  let before: string;

  test("that fails or is cut off in the middle leaves everything as it was", async () => {
    receipts = await Promise.all([ids["alpha reads"], ids["evidence"]].map(async (some) => [some?.[2] ?? "", (await perform(await world.as("root"), getReceipt, { eventId: some?.[2] })).content] as [string, string]));
    before = String((await publicLogFile(rawPool(), "checkpoint"))?.body ?? "");
    await writeFile(path.join(folder, "keys.txt"), String((await publicLogFile(rawPool(), "keys"))?.body ?? ""));
    const mend = await breakInserts("audit_event", "NEW.operation = 'audit:PruneEvents'");
    await expect(pruneTrail()).rejects.toThrow();
    await mend();
    expect([await there("alpha reads"), await there("evidence")]).toEqual([5, 5]);

    const db = await rawPool().connect();
    db.on("error", () => undefined);
    await db.query("BEGIN");
    await recordEvent(database(), { caller: systemCaller("retention"), operation: "audit:UpdateRetention", outcome: "Success", browsing: false });
    expect((await db.query("SELECT remove_events($1::uuid[]) AS n", [ids["alpha reads"]])).rows).toEqual([{ n: "5" }]);
    const { rows: [process] } = await db.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await ownerPool().query("SELECT pg_terminate_backend($1)", [process?.pid]).catch(() => undefined);
    await expect(db.query("COMMIT")).rejects.toThrow();
    db.release(true);
    expect(await there("alpha reads")).toBe(5);
    expect((await check()).findings).toEqual([]);
  });

  test("takes what is due and nothing else, once, by any number of processes, and is an event that names the places", async () => {
    const removed = await Promise.all([pruneTrail(), pruneTrail(), pruneTrail()]);
    expect(removed.reduce((sum, one) => sum + one, 0)).toBe(20);
    expect(await Promise.all(Object.keys(ids).map(async (name) => [name, await there(name)]))).toEqual([
      ["alpha reads", 0], ["beta reads", 0], ["young reads", 5], ["old signs", 5], ["evidence", 0], ["other evidence", 0], ["the trail's own", 5], ["held evidence", 5],
    ]);
    expect(await pruneTrail()).toBe(0);
    const events = await rows("SELECT parameters FROM audit_event WHERE operation = 'audit:PruneEvents' AND outcome = 'Success' AND parameters->>'removed' <> '0'");
    expect(events).toMatchObject([{ parameters: { removed: 20, reads: 10, evidence: 10, "sign-ins": 0 } }]);
    await bring();
  });

  test("leaves every proof and every earlier receipt as good as it was, and the check says what was removed, when, and by which event", async () => {
    const found = await check();
    expect(found.findings).toEqual([]);
    expect(found.removed).toMatchObject([{ events: 20 }]);
    expect((await checkStretch(rawPool(), 0, 500)).fault).toBeNull();
    for (const [name, content] of receipts) {
      await writeFile(path.join(folder, `${name}.json`), content);
      expect((await verify("receipt", `${name}.json`, "--keys", "keys.txt")).code).toBe(0);
    }
    const [older, newer] = [before, String((await publicLogFile(rawPool(), "checkpoint"))?.body ?? "")].map((note) => note.split("\n")[1] ?? "");
    await writeFile(path.join(folder, "old.txt"), before);
    await writeFile(path.join(folder, "new.txt"), String((await publicLogFile(rawPool(), "checkpoint"))?.body ?? ""));
    await writeFile(path.join(folder, "proof.txt"), String((await publicLogFile(rawPool(), `consistency/${older}/${newer}`))?.body ?? ""));
    expect((await verify("consistency", "old.txt", "new.txt", "proof.txt", "--keys", "keys.txt")).code).toBe(0);
    const [left] = await rows("SELECT id::text FROM audit_event WHERE id = ANY ($1::uuid[])", [ids["young reads"]]);
    const { content } = await perform(await world.as("root"), getReceipt, { eventId: String(left?.["id"]) });
    await writeFile(path.join(folder, "left.json"), content);
    expect((await verify("receipt", "left.json", "--keys", "keys.txt")).code).toBe(0);
  });

  test("shows in the event's place what is left, to those who see the trail or the organization, and to nobody else", async () => {
    const [eventId = ""] = ids["alpha reads"] ?? [];
    const [leaf] = await rows("SELECT idx::int, encode(hash, 'hex') AS hash FROM log_leaf WHERE event_id = $1", [eventId]);
    const [pruning] = await rows("SELECT id::text FROM audit_event WHERE operation = 'audit:PruneEvents' AND parameters->>'removed' = '20'");
    for (const who of ["root", "alpha-admin"] as const) {
      expect(await perform(await world.as(who), getEvent, { eventId })).toMatchObject({ event: null, removed: { id: eventId, index: leaf?.["idx"], leafHash: leaf?.["hash"], pruningEventId: pruning?.["id"] }, log: { signed: true } });
    }
    for (const who of ["beta-admin", "alpha-auditor"] as const) expect(await outcomeOf(perform(await world.as(who), getEvent, { eventId }))).toBe("ResourceNotFound");
    const { prunings } = await perform(await world.as("root"), getRetention, {});
    expect(prunings.find(({ removed }) => removed > 0)).toMatchObject({ eventId: pruning?.["id"], removed: 20 });
  });

  test("does not keep an export from being checked: of everything and of one organization, and it says what is missing", async () => {
    for (const [name, organization, missing] of [["all.jsonl", null, 20], ["alpha.jsonl", alpha, 10], ["beta.jsonl", beta, 10]] as const) {
      const lines = await exported(name, organization);
      const { code, said } = await verify("export", name, "--keys", "keys.txt");
      expect(said, name).toMatch(new RegExp(`${missing} events were removed by retention on \\d{4}-\\d{2}-\\d{2}, as recorded in event `));
      expect(code, said).toBe(0);
      const holes = lines.filter((line) => line.includes('"hash":'));
      expect(holes).toHaveLength(missing);
      if (organization !== null) expect(lines.filter((line) => line.startsWith('{"pruning"')).join(""), "how much of which class is not told").not.toContain('"parameters.evidence",');
      if (organization === beta) continue;
      const bent: [string[], RegExp][] = [
        [lines.filter((line) => line !== holes[1]), /missing|does not follow/],
        [lines.map((line) => (line === holes.at(-1) ? line.replace(/"hash":"./, (start) => (start.endsWith("0") ? `${start.slice(0, -1)}1` : `${start.slice(0, -1)}0`)) : line)), /not those that were signed|does not follow|not in the tree/],
        [lines.filter((line) => !line.startsWith('{"pruning"') && !line.includes('\\"audit:PruneEvents\\"')), /missing|no event of the log says that retention removed it/],
      ];
      for (const [variant, why] of bent) {
        await writeFile(path.join(folder, "bent.jsonl"), `${variant.join("\n")}\n`);
        expect(await verify("export", "bent.jsonl", "--keys", "keys.txt"), name).toMatchObject({ code: 1, said: expect.stringMatching(why) as string });
      }
    }
  });

  test("does not lend its hash to what was invented before it: in an export of one organization each entry that a hole follows is proved, and so is each hole", async () => {
    type Line = { index: number; entry?: string; hash?: string; proof?: string[]; disclosures?: unknown[] };
    const lines = (await exported("alpha.jsonl", alpha)).map((line) => JSON.parse(line) as Line);
    const entries = lines.slice(1, lines.findIndex(({ hash }) => hash !== undefined));
    expect(entries.length, "there are entries before the first hole").toBeGreaterThan(0);
    const forge = (keep: (line: Line) => Line): Line[] => {
      let previous: string | undefined;
      return entries.map((line) => {
        const { previous: _, ...entry } = JSON.parse(line.entry ?? "") as Record<string, Json>;
        const text = canonicalJson({ ...entry, outcome: "AccessDenied", ...(previous === undefined ? {} : { previous }) });
        previous = Buffer.from(leafHash(Buffer.from(text))).toString("hex");
        return keep({ ...line, entry: text });
      });
    };
    const refused = async (why: RegExp, changed: (line: Line, at: number) => Line) => {
      await writeFile(path.join(folder, "forged.jsonl"), lines.map((line, at) => `${JSON.stringify(changed(line, at))}\n`).join(""));
      expect(await verify("export", "forged.jsonl", "--keys", "keys.txt")).toMatchObject({ code: 1, said: expect.stringMatching(why) as string });
    };
    const [proved, bare] = [forge((line) => line), forge(({ proof: _, ...line }) => line)];
    await refused(/not in the tree that/, (line, at) => (at > 0 ? (proved[at - 1] ?? line) : line));
    await refused(/has no proof that it is in the log/, (line, at) => (at > 0 ? (bare[at - 1] ?? line) : line));
    const last = lines.findLastIndex(({ hash }) => hash !== undefined);
    await refused(/without a proof/, ({ proof, ...line }, at) => (at === last || proof === undefined ? line : { ...line, proof }));
    await refused(/not in the tree that/, (line, at) => (at === last ? { ...line, hash: "0".repeat(64) } : line));
  });

  test("that no event of the log explains is found for what it is: by the check, by the portal itself, and in an export", async () => {
    const [victim = ""] = ids["old signs"] ?? [];
    await tamper(`DELETE FROM audit_event WHERE id = '${victim}'`);
    expect((await check()).findings).toEqual([expect.stringMatching(new RegExp(`^Event ${victim} \\(entry \\d+ of the log\\) was deleted\\.$`))]);
    expect((await checkStretch(rawPool(), 0, 500)).fault).toContain(victim);
    for (const organization of [null, alpha]) {
      await exported("gone.jsonl", organization);
      expect(await verify("export", "gone.jsonl", "--keys", "keys.txt")).toMatchObject({ code: 1, said: expect.stringMatching(/no event of the log says that retention removed it: somebody else did/) as string });
    }
  });

  test("that a forged event claims for what was too young is found", async () => {
    const [victim = ""] = ids["young reads"] ?? [];
    const idx = Number((await rows("SELECT idx FROM log_leaf WHERE event_id = $1", [victim]))[0]?.["idx"]);
    await recordEvent(database(), { caller: systemCaller("retention"), operation: "audit:PruneEvents", outcome: "Success", browsing: false, parameters: { removed: 1, entries: [`${idx}-${idx}`] } });
    await tamper(`DELETE FROM audit_event WHERE id = '${victim}'`);
    await bring();
    expect((await check()).findings.join("\n")).toMatch(new RegExp(`Event ${victim} \\(entry ${idx} of the log\\) was deleted: event \\S+ names it as removed by retention, and it was too young for that`));
  });
});

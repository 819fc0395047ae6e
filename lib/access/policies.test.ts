import { beforeAll, describe, expect, test } from "vitest";
import { rawPool } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { atTime } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listEvents } from "@/lib/audit/list-events";
import { createOrganization } from "@/lib/organizations/create-organization";
import { removeMember } from "@/lib/organizations/remove-member";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { listReports } from "@/lib/reports/list-reports";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import { attachPolicy } from "./attach-policy";
import { createPolicy } from "./create-policy";
import { deletePolicy } from "./delete-policy";
import { detachPolicy } from "./detach-policy";
import { discardPolicyDraft } from "./discard-policy-draft";
import { getPolicy } from "./get-policy";
import { getPolicyDraft } from "./get-policy-draft";
import { keepPolicyDraft } from "./keep-policy-draft";
import { listPolicies } from "./list-policies";
import { putPolicyVersion } from "./put-policy-version";
import { simulateDecision } from "./simulate-decision";
import { ownerPool } from "@/lib/database/testing";

const world = useWorld();
const text = (...statements: unknown[]) => JSON.stringify({ Version: "2026-11-01", Statement: statements });
const all = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };
const hide = (program: string) => ({ Sid: "Hidden", Effect: "Deny", Action: "reports:*", Resource: "*", Condition: { StringEquals: { "reports:Program": program } } });

let admin: PersonCaller;
let soc2 = "";
let iso = "";
const titles = async (who: PersonCaller) => (await perform(who, listReports, {})).rows.map(({ title }) => title).sort();
let count = 0;
const make = async (document: string, caller = admin) => (await perform(caller, createPolicy, { slug: `policy-${(count += 1)}`, name: `Policy ${count}`, document })).policyId;
const side = () => world.account("alpha-side");

beforeAll(async () => {
  soc2 = await world.publish("soc2-report", { program: "soc2" });
  iso = await world.publish("iso-report", { program: "iso27001" });
  admin = await world.as("alpha-admin");
});

describe("policies at work", () => {
  test("a guardrail on a unit hides reports from lists, counts and pages below it at once, and nowhere else", async () => {
    const policyId = await make(text(all, hide("soc2")));
    const [unit] = await rows("SELECT id::text FROM organizational_unit");
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "unit", policyId, unitId: String(unit?.["id"]) });
    const below = await world.as("alpha-viewer");
    expect(await titles(below)).toEqual(["iso-report"]);
    expect((await perform(below, listReports, {})).facets.program).toEqual([{ value: "iso27001", count: 1 }]);
    expect(await outcomeOf(perform(below, getReportMetadata, { reportId: soc2 })), "what is hidden is not known to exist").toBe("ResourceNotFound");
    expect(await outcomeOf(perform(below, getReportMetadata, { reportId: "report-AAAAAAAAAAAAAAAA" }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(below, getReportMetadata, { reportId: iso }))).toBe("Success");
    expect(await titles(await world.as("alpha-auditor"))).toEqual(["iso-report", "soc2-report"]);
    await perform(admin, detachPolicy, { attachmentId });
    expect(await titles(await world.as("alpha-viewer"))).toEqual(["iso-report", "soc2-report"]);
  });

  test("a policy gives a person more than the group does, and ends with the membership", async () => {
    const viewer = await world.as("alpha-viewer");
    const attempt = async () => outcomeOf(perform(await world.as("alpha-viewer"), acceptTerms, { reportId: soc2, termsRevision: 1, accepted: true }));
    expect(await attempt()).toBe("AccessDenied");
    const policyId = await make(text({ Effect: "Allow", Action: "reports:AcceptTerms", Resource: `report/${soc2}` }));
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: side(), personId: viewer.personId });
    expect(await attempt()).toBe("Success");
    expect(await outcomeOf(perform(await world.as("alpha-viewer"), acceptTerms, { reportId: iso, termsRevision: 1, accepted: true }))).toBe("AccessDenied");
    expect((await perform(await world.as("alpha-viewer"), getReportMetadata, { reportId: soc2 })).mayDownload).toBe(false);
    await perform(admin, removeMember, { accountId: side(), personId: viewer.personId });
    expect(await rows("SELECT 1 FROM policy_attachment WHERE person_id = $1", [viewer.personId])).toEqual([]);
  });

  test("a policy of a group holds in the whole organization, under its conditions", async () => {
    const policyId = await make(text({ Effect: "Deny", Action: "audit:*", Resource: "*", Condition: { NumericGreaterThan: { "portal:MfaAge": 60 } } }));
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "group", policyId, group: "auditor" });
    for (const account of ["alpha-main", "alpha-side"]) {
      const auditor = await world.as("alpha-auditor", account);
      expect(await outcomeOf(perform(auditor, listEvents, {}))).toBe("Success");
      expect(await outcomeOf(atTime(new Date((auditor.factorAt?.getTime() ?? 0) + 61_000), () => perform(auditor, listEvents, {})))).toBe("AccessDenied");
    }
    expect(await outcomeOf(perform(await world.as("beta-auditor"), listEvents, {}))).toBe("Success");
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("nobody gets by policy what is the operator's", async () => {
    const policyId = await make(text(all));
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "person", policyId, accountId: admin.account?.id ?? "", personId: admin.personId });
    expect(await outcomeOf(perform(await world.as("alpha-admin"), createOrganization, { slug: "x", name: "X", managementAccountName: "X" }))).toBe("AccessDenied");
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("the operator's guardrail on a customer is seen there and cannot be taken away there", async () => {
    const root = await world.as("root");
    const policyId = await make(text(all, hide("iso27001")), root);
    const organizationId = admin.account?.organizationId;
    const { attachmentId } = await perform(root, attachPolicy, { kind: "root", policyId, organizationId });
    expect(await titles(await world.as("alpha-auditor"))).toEqual(["soc2-report"]);
    expect((await perform(admin, listPolicies, {})).policies.find((policy) => policy.policyId === policyId)).toMatchObject({ own: false, attachments: [{ kind: "root" }] });
    expect((await perform(admin, getPolicy, { policyId })).managed).toBe(false);
    expect(await outcomeOf(perform(admin, detachPolicy, { attachmentId }))).toBe("ResourceNotFound");
    expect(await outcomeOf(perform(admin, putPolicyVersion, { policyId, after: 1, document: text(all) }))).toBe("ResourceNotFound");
    await perform(root, detachPolicy, { attachmentId });
    expect(await outcomeOf(perform(root, attachPolicy, { kind: "group", policyId, group: "auditor", organizationId })), "it limits, it does not give").toBe("Conflict");
  });

  test("who changes policies keeps the way back", async () => {
    const policyId = await make(text({ Effect: "Deny", Action: "access:*", Resource: "*" }));
    expect(await outcomeOf(perform(admin, attachPolicy, { kind: "root", policyId }))).toBe("Conflict");
    const harmless = await make(text(all));
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "root", policyId: harmless });
    expect(await outcomeOf(perform(admin, putPolicyVersion, { policyId: harmless, after: 1, document: text({ ...all, Action: "reports:*" }) }))).toBe("Conflict");
    expect((await perform(admin, getPolicy, { policyId: harmless })).version).toBe(1);
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("of two who write at once one wins and the other is told; what was put never changes", async () => {
    const policyId = await make(text(all));
    const put = (program: string) => outcomeOf(perform(admin, putPolicyVersion, { policyId, after: 1, document: text(all, hide(program)) }));
    expect((await Promise.all([put("a"), put("b"), put("c")])).sort()).toEqual(["Conflict", "Conflict", "Success"]);
    expect((await perform(admin, getPolicy, { policyId, version: 1 })).document).toBe(text(all));
    await expect(ownerPool().query("UPDATE policy_version SET document = '{}'")).rejects.toThrow("never changed or removed");
    await expect(ownerPool().query("DELETE FROM policy_version")).rejects.toThrow("never changed or removed");
  });

  test("a bad document is refused with line and reason, and nothing is stored", async () => {
    const before = await rows("SELECT count(*) FROM policy");
    const refused = perform(admin, createPolicy, { slug: "bad", name: "Bad", document: text({ ...all, Action: "reports:Fetch" }) });
    await expect(refused).rejects.toMatchObject({ code: "ValidationException", detail: { fields: [{ field: "document", message: expect.stringMatching(/^Line 1, column \d+: There is no operation "reports:Fetch"/) as string }] } });
    expect(await rows("SELECT count(*) FROM policy")).toEqual(before);
    expect(await outcomeOf(perform(admin, createPolicy, { slug: "bad", name: "Bad", document: `${text(all)}${" ".repeat(6_144)}` }))).toBe("ValidationException");
  });

  test("a stored document that can no longer be read opens nothing", async () => {
    const policyId = await make(text(all));
    const auditor = await world.as("alpha-auditor");
    await perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-main"), personId: auditor.personId });
    await rawPool().query("INSERT INTO policy_version (policy_id, version, document, created_at) VALUES ($1, 2, $2, now())", [policyId, text({ ...all, Action: "reports:GoneWithTheNextRelease" })]);
    expect(await outcomeOf(perform(await world.as("alpha-auditor", "alpha-main"), listReports, {}))).toBe("AccessDenied");
    expect(await outcomeOf(perform(await world.as("alpha-auditor", "alpha-side"), listReports, {}))).toBe("Success");
    const simulated = await perform(admin, simulateDecision, { accountId: world.account("alpha-main"), personId: auditor.personId, operation: "audit:ListEvents" });
    expect(simulated.reason).toContain("cannot be read");
    await perform(admin, putPolicyVersion, { policyId, after: 2, document: text(all) });
    expect(await titles(await world.as("alpha-auditor", "alpha-main"))).toEqual(["iso-report", "soc2-report"]);
  });

  test("the simulator says what perform would, with the layer and statement that decide", async () => {
    const policyId = await make(text(all, hide("soc2")));
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "account", policyId, accountId: world.account("alpha-main") });
    const auditor = await world.as("alpha-auditor", "alpha-main");
    for (const [series, program, expected] of [[soc2, "soc2", "ResourceNotFound"], [iso, "iso27001", "Success"]] as const) {
      const { allowed, decidedBy, layers } = await perform(admin, simulateDecision, {
        accountId: world.account("alpha-main"), personId: auditor.personId, operation: "reports:GetReportMetadata", series, program, region: "global", category: "REPORTS",
      });
      expect(await outcomeOf(perform(auditor, getReportMetadata, { reportId: series }))).toBe(expected);
      expect(allowed).toBe(expected === "Success");
      if (!allowed) expect(decidedBy).toMatchObject({ policyId, sid: "Hidden", version: 1, index: 1 });
      expect(layers.map(({ name }) => name)).toEqual(["Person and group", "Portal: Customers", "Organization", "Account"]);
    }
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("the simulator finds the facts of a report that is named, and says when it was not published for the person's organization", async () => {
    const policyId = await make(text(all, hide("soc2")));
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "root", policyId });
    const auditor = await world.as("alpha-auditor");
    const ask = (caller: PersonCaller, reportId: string) => perform(caller, simulateDecision, { accountId: world.account("alpha-main"), personId: auditor.personId, operation: "reports:GetReport", reportId });
    expect(await ask(admin, soc2)).toMatchObject({ allowed: false, decidedBy: { sid: "Hidden" }, report: { reportId: soc2, title: "soc2-report", shared: true } });
    expect(await ask(admin, iso)).toMatchObject({ allowed: true, report: { reportId: iso, shared: true } });
    const others = await world.publish("beta-alone", { organizations: ["beta"], program: "c5" });
    expect(await outcomeOf(ask(admin, others)), "what is another organization's does not exist").toBe("ResourceNotFound");
    expect(await ask(await world.as("root"), others)).toMatchObject({ report: { shared: false } });
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("a person is attached to by e-mail address; whoever is not in the account is nobody, here or elsewhere", async () => {
    const policyId = await make(text(all));
    const attach = (email: string, accountId = world.account("alpha-main")) => perform(admin, attachPolicy, { kind: "person", policyId, accountId, email });
    const answers = await Promise.all([attach("nobody@alpha.example"), attach("auditor@beta.example"), attach("auditor@beta.example", world.account("beta-main")), attach("admin@alpha.example", "999999999999")].map((one) => one.then(() => "attached", (error: unknown) => String(error))));
    expect(new Set(answers)).toEqual(new Set(["MunimentError: Nobody with this e-mail address belongs to this account. Check both, or invite the person first."]));
    const { attachmentId } = await attach(" Auditor@Alpha.example ");
    expect((await perform(admin, getPolicy, { policyId })).attachments).toMatchObject([{ attachmentId, kind: "person", name: "Άννα Ελεγκτή in Alpha Main" }]);
    expect(await outcomeOf(perform(admin, attachPolicy, { kind: "person", policyId, accountId: world.account("alpha-main") }))).toBe("ValidationException");
    await perform(admin, detachPolicy, { attachmentId });
  });

  test("a policy is deleted when it is attached nowhere; its versions stay, its short name is free", async () => {
    const made = { slug: "short-lived", name: "Short-lived", document: text(all) };
    const { policyId } = await perform(admin, createPolicy, made);
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "group", policyId, group: "auditor" });
    await expect(perform(admin, deletePolicy, { policyId })).rejects.toMatchObject({ code: "Conflict", message: "The policy is attached in one place. Detach it there first, then delete it." });
    await perform(admin, detachPolicy, { attachmentId });
    expect(await outcomeOf(perform({ ...admin, factorAt: null }, deletePolicy, { policyId }))).toBe("StepUpRequired");
    await perform(admin, deletePolicy, { policyId });
    const gone = [perform(admin, getPolicy, { policyId }), perform(admin, deletePolicy, { policyId }), perform(admin, putPolicyVersion, { policyId, after: 1, document: text(all, hide("x")) }), perform(admin, attachPolicy, { kind: "root", policyId })];
    expect(new Set(await Promise.all(gone.map(outcomeOf)))).toEqual(new Set(["ResourceNotFound"]));
    expect((await perform(admin, listPolicies, {})).policies.some((policy) => policy.policyId === policyId)).toBe(false);
    expect(await rows("SELECT document FROM policy_version WHERE policy_id = $1", [policyId])).toEqual([{ document: text(all) }]);
    expect((await perform(admin, createPolicy, made)).policyId).not.toBe(policyId);
  });

  test("of a deletion and an attachment at the same moment one wins", async () => {
    for (let round = 0; round < 5; round += 1) {
      const policyId = await make(text(all));
      const [deleted, attached] = await Promise.all([outcomeOf(perform(admin, deletePolicy, { policyId })), outcomeOf(perform(admin, attachPolicy, { kind: "group", policyId, group: "viewer" }))]);
      expect([deleted, attached].filter((outcome) => outcome === "Success"), `${deleted} ${attached}`).toHaveLength(1);
    }
    await rawPool().query("DELETE FROM policy_attachment");
  });

  test("what could not be saved is kept for its author alone, and gone once it is saved", async () => {
    const policyId = await make(text(all));
    const typed = `${text(all, hide("soc2"))} half a th`;
    await perform(admin, keepPolicyDraft, { place: policyId, document: typed, after: 1 });
    await perform(admin, keepPolicyDraft, { place: policyId, document: `${typed}ought`, after: 1 });
    expect(await perform(admin, getPolicyDraft, { place: policyId })).toMatchObject({ draft: { document: `${typed}ought`, after: 1 } });
    expect(await perform(await world.as("beta-admin"), getPolicyDraft, { place: policyId })).toEqual({ draft: null });
    await perform(admin, putPolicyVersion, { policyId, after: 1, document: text(all, hide("soc2")) });
    expect(await perform(admin, getPolicyDraft, { place: policyId })).toEqual({ draft: null });
    await perform(admin, keepPolicyDraft, { place: "new", name: "Mine", slug: "no good slug", document: "x".repeat(100_000) });
    expect(await perform(admin, getPolicyDraft, { place: "new" })).toMatchObject({ draft: { name: "Mine", slug: "no good slug" } });
    await perform(admin, discardPolicyDraft, { place: "new" });
    expect(await perform(admin, getPolicyDraft, { place: "new" })).toEqual({ draft: null });
  });

  test("a refusal says what was asked and what to do", async () => {
    const viewer = await world.as("beta-auditor");
    await expect(perform(viewer, listPolicies, {})).rejects.toMatchObject({ code: "AccessDenied", detail: { asked: { operation: "access:ListPolicies" } }, message: expect.stringContaining("in Beta Main does not allow access:ListPolicies") as string });
  });

  test("every change needs a fresh factor and stands in the trail with its document", async () => {
    const stale = { ...admin, factorAt: null };
    expect(await outcomeOf(perform(stale, createPolicy, { slug: "stale", name: "Stale", document: text(all) }))).toBe("StepUpRequired");
    const caller = { ...admin, requestId: crypto.randomUUID() };
    const { policyId } = await perform(caller, createPolicy, { slug: "kept", name: "Kept", document: text(all) });
    expect(await rows("SELECT operation, resources, parameters FROM audit_event WHERE request_id = $1", [caller.requestId])).toMatchObject([
      { operation: "access:CreatePolicy", resources: [`policy/${policyId}`, `organization/${admin.account?.organizationId}`], parameters: { name: "Kept", version: 1, document: text(all) } },
    ]);
  });
});

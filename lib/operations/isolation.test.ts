import { beforeAll, describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { requestAccess } from "@/lib/access/requests/request-access";
import { createRole } from "@/lib/access/roles/create-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { addDestination } from "@/lib/notifications/subscriptions/add-destination";
import { subscribe } from "@/lib/notifications/subscriptions/subscribe";
import { callerFor } from "@/lib/identity/session";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { invitePerson } from "@/lib/organizations/invite-person";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { outcomeOf, readText, rows, useWorld } from "@/lib/testing/world";
import type { Caller } from "./caller";
import { perform } from "./perform";
import { performUnknown } from "./perform-named";
import { operationNamed, registry } from "./registry";
import { allowAll, exampleKeys, isolationRows, token, unknownIds, type Ids } from "./testing-isolation";

const world = useWorld();

const naming = Object.entries(isolationRows).flatMap(([name, row]) => (typeof row === "function" ? [[name, row] as const] : []));
const notNaming = Object.entries(isolationRows).flatMap(([name, row]) => (typeof row === "function" ? [] : [[name, row.namesNothing] as const]));

describe("tenant isolation", () => {
  let alpha: Ids = unknownIds;
  let outsiders: Caller[] = [];

  beforeAll(async () => {
    const report = await world.publish("alpha-only", { organizations: ["alpha"] });
    const auditor = await world.as("alpha-auditor");
    await perform(auditor, acceptTerms, { reportId: report, termsRevision: 1, accepted: true });
    const admin = await world.as("alpha-admin");
    const { invitationId } = await perform(admin, invitePerson, { accountId: world.account("alpha-main"), email: "soon@alpha.example", name: "Soon", group: "viewer" });
    const { policyId } = await perform(admin, createPolicy, { slug: "all", name: "All", document: allowAll });
    const { attachmentId } = await perform(admin, attachPolicy, { kind: "root", policyId });
    const [event] = await rows("SELECT id::text FROM audit_event WHERE person_id = $1 LIMIT 1", [auditor.personId]);
    const [unit] = await rows("SELECT id::text FROM organizational_unit WHERE name = 'Unit'");
    const { invitationId: accountInvitation } = await perform(admin, inviteAccount, { accountId: "999999999998" });
    await world.offer("nda", { name: "Non-disclosure" });
    const held = await world.accept("alpha-admin", "nda", "ORGANIZATION");
    const { accessKeyId } = await perform(auditor, createAccessKey, { name: "Nightly" });
    const passkey = crypto.randomUUID();
    await rows("INSERT INTO passkey (id, person_id, credential_id, public_key, counter, rp_id, name, aaguid, synced, created_at) VALUES ($1, $2, '\\x01', '\\x02', 0, 'localhost', 'Mine', '', false, now())", [passkey, auditor.personId]);
    await world.offer("addendum");
    await readText(admin, "addendum");
    const { preparationId } = await perform(admin, prepareAcceptance, { slug: "addendum", revision: 1, for: "ACCOUNT", box: [0, 1], checked: true, typedName: "Ana Admin", title: "X", legalEntity: "Alpha" });
    const { roleId } = await perform(admin, createRole, { accountId: world.account("alpha-main"), name: "Visit" });
    const { grantId } = await perform(admin, grantRole, { roleId, email: auditor.email, name: auditor.name, days: 1 });
    const { ruleId } = await perform(admin, createApprovalRule, { kind: "DOMAIN", value: "alpha.example", days: 1 });
    const { requestId } = await perform(await world.as("alpha-viewer"), requestAccess, { reportId: report, reason: "For our review of Alpha." });
    const { subscriptionId } = await perform(auditor, subscribe, { about: "ALL" });
    const { destinationId } = await perform(auditor, addDestination, { channel: "MAIL", address: "team@alpha.example" });
    await perform(await world.as("publisher"), putUserControls, { reportId: report, version: 1, revision: 0, lines: "CC6.1: Customers remove leavers." });
    const [control] = await rows("SELECT id::text FROM user_control LIMIT 1");
    alpha = {
      subscription: subscriptionId,
      destination: destinationId,
      control: String(control?.["id"]),
      passkey,
      accessKey: accessKeyId,
      role: roleId,
      grant: grantId,
      request: requestId,
      rule: ruleId,
      held,
      prepared: preparationId,
      report,
      event: String(event?.["id"]),
      session: auditor.sessionId,
      account: world.account("alpha-main"),
      person: auditor.personId,
      organization: auditor.account?.organizationId ?? "",
      invitation: invitationId,
      accountInvitation,
      unit: String(unit?.["id"]),
      policy: policyId,
      attachment: attachmentId,
    };
    outsiders = [await world.as("beta-admin"), await world.as("beta-auditor")];
  });

  test("has a row for every operation of the registry, and for nothing else", () => {
    expect(Object.keys(isolationRows).sort()).toEqual(registry.map(({ name }) => name).sort());
  });

  test.each(naming)("%s answers a person of another organization as if the resource did not exist", async (name, input) => {
    const operation = operationNamed(name);
    if (!operation) throw new Error(`${name} is not registered`);
    for (const outsider of outsiders) {
      const fresh = { ...outsider, requestId: crypto.randomUUID() };
      const foreign = await outcomeOf(performUnknown(fresh, operation, input(alpha)));
      const missing = await outcomeOf(performUnknown(fresh, operation, input(unknownIds)));
      expect(foreign).toBe(missing);
      expect(["ResourceNotFound", "AccessDenied"]).toContain(foreign);
    }
    const [admin] = outsiders;
    if (!admin || name === "reports:UnpublishVersion") return;
    expect(await outcomeOf(performUnknown(admin, operation, input(alpha))), "with all the authority there is in an organization").toBe("ResourceNotFound");
  });

  test.each(notNaming)("%s takes no id of a tenant: %s", (name) => {
    const operation = operationNamed(name);
    const shape = operation && "shape" in operation.input ? Object.keys(operation.input.shape) : [];
    const tenantIds = shape.filter((field) => /^(report|event|session|person|organization|unit|invitation|passkey|accessKey)Id$/.test(field));
    const staff = name.startsWith("publishing:") || ["reports:CreateSeries", "reports:PublishVersion", "reports:PutTerms", "reports:SetRequiredAgreements", "reports:SetListing", "reports:UnpublishVersion", "organizations:CreateOrganization", "audit:EraseFields", "center:PutUserControls"].includes(name);
    expect(staff ? [] : tenantIds).toEqual([]);
  });

  test("keeps staff operations from customers, whatever their group", async () => {
    for (const name of ["agreements:CreateAgreement", "agreements:PublishRevision", "agreements:RecordOfflineAgreement", "reports:CreateSeries", "reports:PutTerms", "organizations:CreateOrganization", "reports:SetRequiredAgreements", "reports:SetListing", "reports:UnpublishVersion", "reports:CompleteDownload", "reports:TraceDocument", "identity:CreateSetupLink", "identity:CreateRescueLink", "backup:TakeBackup", "backup:RecordRestore", "audit:ConfirmLog", "notifications:CompleteMessage", "notifications:ListMessages", "notifications:RetryMessage", "audit:EraseFields", "audit:RotateLogKey", "audit:AddForwarding", "audit:AddWitness", "audit:AddWitnessedLog", "audit:ListWitnesses", "audit:RecordFork", "audit:RemoveWitness", "audit:RemoveWitnessedLog", "audit:ListForwarding", "audit:PauseForwarding", "audit:RemoveForwarding", "audit:RetryDeadLetter", "audit:ListErasures", "audit:GetRetention", "audit:ListHolds", "audit:PlaceHold", "audit:PruneEvents", "audit:ReleaseHold", "audit:UpdateRetention", "resources:CreateResource", "resources:DiscardResourceDraft", "resources:GetResourceDraft", "resources:ListResourceRevisions", "resources:PublishResource", "resources:PublishStarterContent", "resources:RetireResource", "resources:SaveResourceDraft", "center:PutUserControls"]) {
      const operation = operationNamed(name);
      if (!operation) throw new Error(name);
      const inputs: Record<string, unknown> = {
        "agreements:CreateAgreement": { slug: "x", name: "X", summary: "X", kind: "NDA", scope: "BOTH" },
        "agreements:PublishRevision": { slug: "nda", title: "X", sections: [{ heading: "X", text: "X" }], boxes: ["X"], terminateTerms: "X" },
        "agreements:RecordOfflineAgreement": { slug: "nda", type: "CUSTOM", organizationSlug: "alpha", document: new Uint8Array([1]), note: "X", firstDay: "2026-01-01" },
        "reports:CreateSeries": { slug: "x", name: "X", description: "X", program: "soc2", product: "X", category: "REPORTS", audience: "everyone", shareWith: "X", terms: "standard" },
        "reports:PutTerms": { slug: "x", title: "X", acceptance: "EXPLICIT", sections: [{ heading: "X", text: "X" }] },
        "organizations:CreateOrganization": { slug: "x", name: "X", managementAccountName: "X" },
        "reports:SetRequiredAgreements": { reportId: alpha.report, agreements: [] },
        "reports:SetListing": { reportId: alpha.report, askable: true },
        "reports:UnpublishVersion": { reportId: alpha.report, version: 1 },
        "reports:CompleteDownload": { downloadId: "A".repeat(14), complete: true, bytesSent: 1, sha256: null, correlationId: unknownIds.event },
        "reports:TraceDocument": { downloadId: "A".repeat(14) },
        "center:PutUserControls": { reportId: alpha.report, version: 1, revision: 1, lines: "" },
        "identity:CreateSetupLink": {},
        "audit:RotateLogKey": {},
        "audit:GetRetention": {},
        "audit:ListHolds": {},
        "audit:PlaceHold": { covers: "EVERYTHING", reason: "because" },
        "audit:PruneEvents": { eventIds: [unknownIds.event] },
        "audit:ReleaseHold": { holdId: unknownIds.event, reason: "because" },
        "audit:UpdateRetention": { class: "reads", days: 365, reason: "because" },
        "audit:AddForwarding": { name: "X", kind: "SYSLOG_TCP", address: "127.0.0.1:6514" },
        "audit:AddWitness": { address: "https://127.0.0.1/witness", verifier: exampleKeys.witness },
        "audit:AddWitnessedLog": { keys: exampleKeys.log },
        "audit:ListErasures": {},
        "audit:ListWitnesses": {},
        "audit:RecordFork": { witnessedLogId: unknownIds.event, size: 1, root: "", cosigned: "", presented: "" },
        "audit:RemoveWitness": { witnessId: unknownIds.event },
        "audit:RemoveWitnessedLog": { witnessedLogId: unknownIds.event },
        "audit:ListForwarding": {},
        "audit:PauseForwarding": { forwardingId: unknownIds.event, paused: true },
        "audit:RemoveForwarding": { forwardingId: unknownIds.event },
        "audit:RetryDeadLetter": { deadLetterId: unknownIds.event },
        "audit:EraseFields": { personId: alpha.person, reason: "because" },
        "audit:ConfirmLog": { size: 1, root: "0".repeat(64), signedAt: new Date().toISOString() },
        "backup:RecordRestore": { takenAt: new Date().toISOString(), events: 0 },
        "backup:TakeBackup": { folder: "/tmp" },
        "identity:CreateRescueLink": { email: "auditor@alpha.example" },
        "notifications:CompleteMessage": { messageId: unknownIds.event, sent: true, attempts: 1, problem: "" },
        "notifications:ListMessages": {},
        "notifications:RetryMessage": { messageId: unknownIds.event },
        "resources:CreateResource": { slug: "x", kind: "ANSWER", title: "X", summary: "X" },
        "resources:DiscardResourceDraft": { slug: "x" },
        "resources:GetResourceDraft": { slug: "x" },
        "resources:ListResourceRevisions": { slug: "x" },
        "resources:PublishResource": { slug: "x", seen: 1 },
        "resources:PublishStarterContent": { resources: [] },
        "resources:RetireResource": { slug: "x" },
        "resources:SaveResourceDraft": { slug: "x", seen: 0, kind: "ANSWER", title: "X", summary: "X" },
      };
      for (const outsider of outsiders) expect(await outcomeOf(performUnknown(outsider, operation, inputs[name])), name).toBe("AccessDenied");
    }
  });

  test("keeps all of publishing from customers, before their input is looked at for more than its shape", async () => {
    const draftId = unknownIds.event;
    const draft = { draftId, title: "X" };
    const version = { reportId: alpha.report, version: 1 };
    const inputs: Readonly<Record<string, Record<string, unknown>>> = {
      CheckImport: { manifest: "x", files: [] }, CompletePreparation: { draftId, originalSha256: new Uint8Array(), preparation: { state: "REFUSED", problem: "" } }, DiscardDraft: { draftId },
      GetDownloads: {}, GetDraft: { draftId }, GetFreshness: {}, GetImport: { batchId: draftId }, GetSeries: { reportId: alpha.report }, GetTerms: { slug: "standard" },
      ImportRow: { row: { series: "x", title: "x" }, document: new Uint8Array() }, ListChoices: {}, ListDrafts: {}, ListImports: {}, ListSeries: {}, ListTerms: {}, ListViewers: { reportId: alpha.report }, PreviewDraft: { draftId },
      PublishDraft: draft, ReceiveFile: { fileName: "x.pdf", source: new Response("x").body }, ReceivePart: { draftId, offset: 0, source: new Response("x").body }, RemindOwner: { ownerId: alpha.person },
      RepublishVersion: version, RunImport: { batchId: draftId }, SaveDraft: draft, ScheduleDraft: { ...draft, publishAt: "2027-01-01T00:00:00Z" }, StartUpload: { fileName: "x.pdf", bytes: 1 },
      UnscheduleDraft: { draftId }, UpdateSeries: { reportId: alpha.report, name: "X", description: "X", product: "X", category: "REPORTS", shareWith: "X", terms: "standard" }, WithdrawVersion: { ...version, reason: "X" },
    };
    const names = registry.map(({ name }) => name).filter((name) => name.startsWith("publishing:"));
    for (const name of names) {
      const operation = operationNamed(name);
      if (!operation) throw new Error(name);
      for (const outsider of outsiders) expect(await outcomeOf(performUnknown(outsider, operation, inputs[name.replace("publishing:", "")])), name).toBe("AccessDenied");
    }
  });

  test("shows lists without what is another organization's", async () => {
    const [admin] = outsiders;
    if (!admin) throw new Error("nobody");
    const listReports = operationNamed("reports:ListReports");
    const listEvents = operationNamed("audit:ListEvents");
    if (!listReports || !listEvents) throw new Error("lists");
    expect(JSON.stringify(await performUnknown(admin, listReports, {}))).not.toContain(alpha.report);
    expect(JSON.stringify(await performUnknown(admin, listReports, { query: "alpha" }))).not.toContain(alpha.report);
    expect(JSON.stringify(await performUnknown(admin, listEvents, { browsing: true, maxResults: 200 }))).not.toContain("@alpha.example");
    expect(JSON.stringify(await performUnknown(admin, listEvents, { person: "Admin" }))).not.toContain("@alpha.example");
    expect(JSON.stringify(await performUnknown(await world.as("alpha-auditor"), listReports, {}))).toContain(alpha.report);
  });

  test("shows what was agreed to those who agreed, and to nobody else", async () => {
    const reads = [["agreements:ListAgreements", {}], ["agreements:GetAgreement", { slug: "nda" }], ["agreements:ListAcceptances", {}], ["agreements:GetCoverage", {}]] as const;
    for (const [name, input] of reads) {
      const operation = operationNamed(name);
      if (!operation) throw new Error(name);
      for (const outsider of outsiders) {
        const answer = JSON.stringify(await performUnknown(outsider, operation, input));
        for (const secret of [alpha.held, alpha.organization, "Ana Admin", "@alpha.example", "Alpha"]) expect(answer, name).not.toContain(secret);
      }
      const member = JSON.stringify(await performUnknown(await world.as("alpha-viewer"), operation, input));
      expect(member, `${name}: who signed for the organization is not for its member accounts`).not.toContain("Ana Admin");
      expect(JSON.stringify(await performUnknown(await world.as("alpha-admin"), operation, input))).toContain("lpha");
    }
  });

  test("shows requests, rules and roles to nobody outside", async () => {
    for (const name of ["access:ListRequests", "access:ListApprovalRules", "access:ListRoles", "access:ListOwnRoles"]) {
      const operation = operationNamed(name);
      const [admin] = outsiders;
      if (!operation || !admin) throw new Error(name);
      const answer = JSON.stringify(await performUnknown(admin, operation, {}));
      for (const secret of [alpha.role, alpha.request, alpha.rule, alpha.grant, "alpha"]) expect(answer, name).not.toContain(secret);
      if (name !== "access:ListOwnRoles") expect(JSON.stringify(await performUnknown(await world.as("alpha-admin"), operation, {}))).toContain("lpha");
    }
  });

  test("shows an auditor the own events alone, an account's to its admin, an organization's to its admin, all to staff", async () => {
    const listEvents = operationNamed("audit:ListEvents");
    if (!listEvents) throw new Error("list");
    const emails = async (caller: Caller) => new Set([...JSON.stringify(await performUnknown(caller, listEvents, { browsing: true, maxResults: 200 })).matchAll(/"personEmail":"([^"]+)"/g)].map((match) => match[1]));
    expect([...(await emails(await world.as("alpha-auditor")))]).toEqual(["auditor@alpha.example"]);
    const organization = await emails(await world.as("alpha-admin"));
    expect(organization.has("auditor@alpha.example")).toBe(true);
    expect([...organization].every((email) => email?.endsWith("@alpha.example"))).toBe(true);
    expect((await emails(await world.as("root"))).has("admin@beta.example")).toBe(true);
  });

  test("binds a session to nobody but its token", async () => {
    const stolen = await callerFor(token, { address: "", userAgent: "", requestId: crypto.randomUUID(), correlationId: crypto.randomUUID() });
    expect(stolen.kind).toBe("anonymous");
  });
});

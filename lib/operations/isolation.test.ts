import { beforeAll, describe, expect, test } from "vitest";
import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { requestAccess } from "@/lib/access/requests/request-access";
import { createRole } from "@/lib/access/roles/create-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { callerFor } from "@/lib/identity/session";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { invitePerson } from "@/lib/organizations/invite-person";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { outcomeOf, rows, useWorld } from "@/lib/testing/world";
import type { Caller } from "./caller";
import { perform } from "./perform";
import { performUnknown } from "./perform-named";
import { operationNamed, registry } from "./registry";

const world = useWorld();

/** Ids of another tenant's things, and ids that exist nowhere. */
type Ids = { report: string; event: string; session: string; account: string; person: string; organization: string; invitation: string; accountInvitation: string; unit: string; policy: string; attachment: string; held: string; passkey: string; role: string; accessKey: string; grant: string; prepared: string; request: string; rule: string };
const unknown: Ids = {
  report: "report-AAAAAAAAAAAAAAAA",
  event: "01900000-0000-7000-8000-000000000001",
  session: "01900000-0000-7000-8000-000000000002",
  account: "999999999999",
  person: "01900000-0000-7000-8000-000000000003",
  organization: "01900000-0000-7000-8000-000000000004",
  invitation: "01900000-0000-7000-8000-000000000005",
  policy: "01900000-0000-7000-8000-000000000006",
  attachment: "01900000-0000-7000-8000-000000000007",
  held: "01900000-0000-7000-8000-000000000008",
  passkey: "01900000-0000-7000-8000-000000000009",
  accessKey: "01900000-0000-7000-8000-00000000000a",
  prepared: "01900000-0000-7000-8000-000000000009",
  unit: "01900000-0000-7000-8000-000000000009",
  accountInvitation: "01900000-0000-7000-8000-00000000000a",
  role: "01900000-0000-7000-8000-000000000009",
  grant: "01900000-0000-7000-8000-00000000000a",
  request: "01900000-0000-7000-8000-00000000000b",
  rule: "01900000-0000-7000-8000-00000000000c",
};

type Row =
  /** Names a resource of a tenant: the input that names one. */
  | ((ids: Ids) => Record<string, unknown>)
  /** Names none: what keeps it inside the tenant. */
  | { namesNothing: string };

const token = "A".repeat(43);
const preview = "0".repeat(64);
const allowAll = JSON.stringify({ Version: "2026-11-01", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const ownOnly = { namesNothing: "it works on the caller's own person and session alone" };
const bearer = { namesNothing: "a 256-bit token names the resource, whoever bears it" };
const staffOnly = { namesNothing: "it is for operator staff, who work on the whole catalogue" };

/** One row per operation of the registry. An operation without a row fails the first test. */
const matrix: Readonly<Record<string, Row>> = {
  "access:AssumeRole": ({ grant }) => ({ grantId: grant }),
  "access:AttachPolicy": ({ policy, organization }) => ({ kind: "root", policyId: policy, organizationId: organization }),
  "access:CreateApprovalRule": ({ organization }) => ({ organizationId: organization, kind: "DOMAIN", value: "beta.example", days: 1 }),
  "access:CreatePolicy": ({ organization }) => ({ organizationId: organization, slug: "mine", name: "Mine", document: allowAll }),
  "access:DeletePolicy": ({ policy }) => ({ policyId: policy }),
  "access:DetachPolicy": ({ attachment }) => ({ attachmentId: attachment }),
  "access:DiscardPolicyDraft": ownOnly,
  "access:GetLeastPrivilegeReport": ({ organization }) => ({ organizationId: organization }),
  "access:GetPolicy": ({ policy }) => ({ policyId: policy }),
  "access:GetPolicyDraft": ownOnly,
  "access:KeepPolicyDraft": ownOnly,
  "access:CreateRole": ({ account }) => ({ accountId: account, name: "Mine" }),
  "access:DecideRequest": ({ request }) => ({ requestId: request, decision: "APPROVE", days: 1 }),
  "access:DeleteApprovalRule": ({ rule }) => ({ ruleId: rule }),
  "access:DeleteRole": ({ role }) => ({ roleId: role, confirmName: "Visit" }),
  "access:EndAccess": ({ request }) => ({ requestId: request }),
  "access:EndGrant": ({ grant }) => ({ grantId: grant }),
  "access:GetRole": ({ role }) => ({ roleId: role }),
  "access:GrantRole": ({ role }) => ({ roleId: role, email: "x@beta.example", name: "X", days: 1 }),
  "access:LeaveRole": ownOnly,
  "access:ListApprovalRules": { namesNothing: "the tenant is part of its query; tested below" },
  "access:ListLockedReports": { namesNothing: "the tenant is part of its query; tested with the requests" },
  "access:ListOwnRoles": ownOnly,
  "access:ListPolicies": ({ organization }) => ({ organizationId: organization }),
  "access:ListRequests": { namesNothing: "the tenant is part of its query; tested below" },
  "access:ListRoles": ({ organization }) => ({ organizationId: organization }),
  "access:PutPolicyVersion": ({ policy }) => ({ policyId: policy, after: 1, document: allowAll }),
  "access:RequestAccess": ({ report }) => ({ reportId: report, reason: "For our review." }),
  "access:SimulateDecision": ({ account, person }) => ({ accountId: account, personId: person, operation: "reports:GetReport" }),
  "access:UpdateRole": ({ role }) => ({ roleId: role, name: "Mine" }),
  "access:WithdrawRequest": ({ request }) => ({ requestId: request }),
  "agreements:AcceptAgreement": ({ account }) => ({ slug: "nda", revision: 1, for: "ACCOUNT", accountId: account, box: [0, 1], authority: true, electronicRecords: true, typedName: "Bea Admin", title: "X" }),
  "agreements:CreateAgreement": { namesNothing: "it is for operator staff, who write the texts for everyone" },
  "agreements:EndAgreement": ({ held }) => ({ customerAgreementId: held, confirmName: "Non-disclosure", readTerms: true }),
  "agreements:ExportCoverage": ({ organization }) => ({ organizationId: organization }),
  "agreements:GetAgreement": { namesNothing: "texts are offered to everyone; what was agreed on them is part of the tenant's query, tested below" },
  "agreements:GetAgreementText": { namesNothing: "texts are offered to everyone" },
  "agreements:GetCertificate": ({ held }) => ({ customerAgreementId: held }),
  "agreements:GetCoverage": ({ organization }) => ({ organizationId: organization }),
  "agreements:ListAcceptances": ({ organization }) => ({ organizationId: organization }),
  "agreements:ListAgreements": { namesNothing: "the tenant is part of its query; tested below" },
  "agreements:PrepareAcceptance": ({ account }) => ({ slug: "nda", revision: 1, for: "ACCOUNT", accountId: account, box: [0, 1], checked: true, typedName: "Bea Admin", title: "X", legalEntity: "X" }),
  "agreements:PublishRevision": { namesNothing: "it is for operator staff, who write the texts for everyone" },
  "agreements:RecordOfflineAgreement": { namesNothing: "it is for operator staff, on the operator's machine" },
  "agreements:SetTwoPersonRule": { namesNothing: "it is about the caller's own organization" },
  "agreements:WithdrawPreparation": ({ prepared }) => ({ preparationId: prepared }),
  "audit:GetEvent": ({ event }) => ({ eventId: event }),
  "audit:EraseFields": { namesNothing: "it is for operator staff, who answer for the whole trail" },
  "audit:ExportEvents": { namesNothing: "the scope of the trail is part of its query; tested with the export" },
  "audit:GetActivity": { namesNothing: "the scope of the trail is part of its query" },
  "audit:RemoveView": { namesNothing: "it looks among the caller's own views alone" },
  "audit:SaveView": ownOnly,
  "audit:TailEvents": { namesNothing: "the scope of the trail is part of its query" },
  "audit:GetReceipt": ({ event }) => ({ eventId: event }),
  "audit:RotateLogKey": { namesNothing: "it is for operator staff; the log is one for all" },
  "audit:ListEvents": { namesNothing: "the scope of the trail is part of its query; tested below" },
  "identity:AcceptInvitation": bearer,
  "identity:ChangePassword": ownOnly,
  "identity:ClearOnceShown": ownOnly,
  "identity:ConfirmTotpEnrollment": ownOnly,
  "identity:CreateAccessKey": ownOnly,
  "identity:CreateRecoveryCodes": ownOnly,
  "identity:CreateRescueLink": { namesNothing: "it is for the operator's machine" },
  "identity:CreateResetLink": ({ account, person }) => ({ accountId: account, personId: person }),
  "identity:CreateSetupLink": { namesNothing: "it is for the portal itself" },
  "identity:DescribeFactors": ownOnly,
  "identity:DescribeInvitation": bearer,
  "identity:DescribeMember": ({ account, person }) => ({ accountId: account, personId: person }),
  "identity:DescribeReset": bearer,
  "identity:DescribeSecurity": ownOnly,
  "identity:DescribeSetup": bearer,
  "identity:GetOnceShown": ownOnly,
  "identity:GetPasskeyRequirement": ({ organization }) => ({ organizationId: organization }),
  "identity:GetTotpEnrollment": ownOnly,
  "identity:ListAccessKeys": ownOnly,
  "identity:ListSessions": ownOnly,
  "identity:RegisterPasskey": ownOnly,
  "identity:RemoveAuthenticator": ownOnly,
  "identity:RemovePasskey": ({ passkey }) => ({ passkeyId: passkey }),
  "identity:RenamePasskey": ({ passkey }) => ({ passkeyId: passkey, name: "Mine" }),
  "identity:RevokeAccessKey": ({ accessKey }) => ({ accessKeyId: accessKey }),
  "identity:RevokeMemberAccessKey": ({ accessKey }) => ({ accessKeyId: accessKey }),
  "identity:RevokeOtherSessions": ownOnly,
  "identity:RevokeSession": ({ session }) => ({ sessionId: session }),
  "identity:RotateAccessKey": ({ accessKey }) => ({ accessKeyId: accessKey }),
  "identity:SetPasskeyRequirement": ({ organization }) => ({ organizationId: organization, required: true }),
  "identity:SetUpOperator": bearer,
  "identity:SignIn": { namesNothing: "it begins a session" },
  "identity:SignInWithPasskey": { namesNothing: "it begins a session" },
  "identity:SignOut": ownOnly,
  "identity:StartPasskeyRegistration": ownOnly,
  "identity:StartPasskeySignIn": { namesNothing: "it begins a sign-in and names nobody" },
  "identity:StartPasskeyVerification": ownOnly,
  "identity:StartTotpEnrollment": ownOnly,
  "identity:UseRecoveryCode": ownOnly,
  "identity:UseResetLink": bearer,
  "identity:VerifyPasskey": ownOnly,
  "identity:VerifyTotp": ownOnly,
  "notifications:CompleteMessage": { namesNothing: "it is for the portal itself" },
  "notifications:ListMessages": { namesNothing: "it is for operator staff, who look after the mail of the portal" },
  "notifications:RetryMessage": { namesNothing: "it is for operator staff, who look after the mail of the portal" },
  "organizations:AcceptAccountInvitation": ({ accountInvitation }) => ({ invitationId: accountInvitation, preview }),
  "organizations:ChangeMembership": ({ account, person }) => ({ accountId: account, personId: person, group: "viewer" }),
  "organizations:CloseAccount": ({ account }) => ({ accountId: account, confirmName: "Alpha Main", preview }),
  "organizations:CreateAccount": ({ organization }) => ({ organizationId: organization, name: "Mine" }),
  "organizations:CreateOrganization": staffOnly,
  "organizations:CreateOrganizationalUnit": ({ organization }) => ({ organizationId: organization, name: "Mine" }),
  "organizations:DeclineAccountInvitation": ({ accountInvitation }) => ({ invitationId: accountInvitation }),
  "organizations:DeleteOrganizationalUnit": ({ unit }) => ({ unitId: unit }),
  "organizations:DescribeAccount": ({ account }) => ({ accountId: account }),
  "organizations:DescribeOrganization": ({ organization }) => ({ organizationId: organization }),
  "organizations:DescribeTree": ({ organization }) => ({ organizationId: organization }),
  "organizations:InviteAccount": ({ organization }) => ({ organizationId: organization, accountId: "200000000002" }),
  "organizations:InvitePerson": ({ account }) => ({ accountId: account, email: "x@beta.example", name: "X", group: "viewer" }),
  "organizations:LeaveOrganization": ({ account }) => ({ accountId: account, preview }),
  "organizations:ListAccountInvitations": ({ organization }) => ({ organizationId: organization }),
  "organizations:ListOwnAccounts": ownOnly,
  "organizations:MoveAccount": ({ account }) => ({ accountId: account, to: "root", preview }),
  "organizations:MoveOrganizationalUnit": ({ unit }) => ({ unitId: unit, to: "root", preview }),
  "organizations:PreviewChange": ({ account }) => ({ kind: "close", accountId: account }),
  "organizations:RemoveAccount": ({ account }) => ({ accountId: account, preview }),
  "organizations:RemoveMember": ({ account, person }) => ({ accountId: account, personId: person }),
  "organizations:RenameAccount": ({ account }) => ({ accountId: account, name: "Mine" }),
  "organizations:RenameOrganization": ({ organization }) => ({ organizationId: organization, name: "Mine" }),
  "organizations:RenameOrganizationalUnit": ({ unit }) => ({ unitId: unit, name: "Mine" }),
  "organizations:ResumeAccount": ({ account }) => ({ accountId: account }),
  "organizations:ResumeOrganizationalUnit": ({ unit }) => ({ unitId: unit }),
  "organizations:RevokeAccountInvitation": ({ accountInvitation }) => ({ invitationId: accountInvitation }),
  "organizations:RevokeInvitation": ({ invitation }) => ({ invitationId: invitation }),
  "organizations:SuspendAccount": ({ account }) => ({ accountId: account }),
  "organizations:SuspendOrganizationalUnit": ({ unit }) => ({ unitId: unit }),
  "organizations:SwitchAccount": ({ account }) => ({ accountId: account }),
  "reports:AcceptTerms": ({ report }) => ({ reportId: report, termsRevision: 1, accepted: true }),
  "reports:CompleteDownload": { namesNothing: "it is for the portal itself" },
  "reports:CreateSeries": staffOnly,
  "reports:FindCopy": { namesNothing: "it answers everyone the same about a hash, and names an event only within the caller's trail" },
  "reports:GetReport": ({ report }) => ({ reportId: report, ticket: token }),
  "reports:GetReportMetadata": ({ report }) => ({ reportId: report }),
  "reports:GetTermForReport": ({ report }) => ({ reportId: report }),
  "reports:ListReports": { namesNothing: "the tenant is part of its query; tested below" },
  "reports:ListReportVersions": ({ report }) => ({ reportId: report }),
  "reports:PublishVersion": staffOnly,
  "reports:PutTerms": staffOnly,
  "reports:SetRequiredAgreements": staffOnly,
  "reports:SetListing": staffOnly,
  "reports:TraceDocument": staffOnly,
  "reports:UnpublishVersion": staffOnly,
  "reports:ViewReport": ({ report }) => ({ reportId: report, ticket: token }),
};

const naming = Object.entries(matrix).flatMap(([name, row]) => (typeof row === "function" ? [[name, row] as const] : []));
const notNaming = Object.entries(matrix).flatMap(([name, row]) => (typeof row === "function" ? [] : [[name, row.namesNothing] as const]));

describe("tenant isolation", () => {
  let alpha: Ids = unknown;
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
    const { preparationId } = await perform(admin, prepareAcceptance, { slug: "addendum", revision: 1, for: "ACCOUNT", box: [0, 1], checked: true, typedName: "Ana Admin", title: "X", legalEntity: "Alpha" });
    const { roleId } = await perform(admin, createRole, { accountId: world.account("alpha-main"), name: "Visit" });
    const { grantId } = await perform(admin, grantRole, { roleId, email: auditor.email, name: auditor.name, days: 1 });
    const { ruleId } = await perform(admin, createApprovalRule, { kind: "DOMAIN", value: "alpha.example", days: 1 });
    const { requestId } = await perform(await world.as("alpha-viewer"), requestAccess, { reportId: report, reason: "For our review of Alpha." });
    alpha = {
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
    expect(Object.keys(matrix).sort()).toEqual(registry.map(({ name }) => name).sort());
  });

  test.each(naming)("%s answers a person of another organization as if the resource did not exist", async (name, input) => {
    const operation = operationNamed(name);
    if (!operation) throw new Error(`${name} is not registered`);
    for (const outsider of outsiders) {
      const fresh = { ...outsider, requestId: crypto.randomUUID() };
      const foreign = await outcomeOf(performUnknown(fresh, operation, input(alpha)));
      const missing = await outcomeOf(performUnknown(fresh, operation, input(unknown)));
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
    const staff = ["reports:CreateSeries", "reports:PublishVersion", "reports:PutTerms", "reports:SetRequiredAgreements", "reports:SetListing", "reports:UnpublishVersion", "organizations:CreateOrganization", "audit:EraseFields"].includes(name);
    expect(staff ? [] : tenantIds).toEqual([]);
  });

  test("keeps staff operations from customers, whatever their group", async () => {
    for (const name of ["agreements:CreateAgreement", "agreements:PublishRevision", "agreements:RecordOfflineAgreement", "reports:CreateSeries", "reports:PutTerms", "organizations:CreateOrganization", "reports:SetRequiredAgreements", "reports:SetListing", "reports:UnpublishVersion", "reports:CompleteDownload", "reports:TraceDocument", "identity:CreateSetupLink", "identity:CreateRescueLink", "notifications:CompleteMessage", "notifications:ListMessages", "notifications:RetryMessage", "audit:EraseFields", "audit:RotateLogKey"]) {
      const operation = operationNamed(name);
      if (!operation) throw new Error(name);
      const inputs: Record<string, unknown> = {
        "agreements:CreateAgreement": { slug: "x", name: "X", summary: "X", kind: "NDA", scope: "BOTH" },
        "agreements:PublishRevision": { slug: "nda", title: "X", sections: [{ heading: "X", text: "X" }], boxes: ["X"], terminateTerms: "X" },
        "agreements:RecordOfflineAgreement": { slug: "nda", type: "CUSTOM", organizationSlug: "alpha", document: new Uint8Array([1]), note: "X", firstDay: "2026-01-01" },
        "reports:CreateSeries": { slug: "x", name: "X", description: "X", program: "soc2", product: "X", category: "REPORTS", shareWith: "X", terms: "standard" },
        "reports:PutTerms": { slug: "x", title: "X", acceptance: "EXPLICIT", sections: [{ heading: "X", text: "X" }] },
        "organizations:CreateOrganization": { slug: "x", name: "X", managementAccountName: "X" },
        "reports:SetRequiredAgreements": { reportId: alpha.report, agreements: [] },
        "reports:SetListing": { reportId: alpha.report, askable: true },
        "reports:UnpublishVersion": { reportId: alpha.report, version: 1 },
        "reports:CompleteDownload": { downloadId: "A".repeat(14), complete: true, bytesSent: 1, sha256: null, correlationId: unknown.event },
        "reports:TraceDocument": { downloadId: "A".repeat(14) },
        "identity:CreateSetupLink": {},
        "audit:RotateLogKey": {},
        "audit:EraseFields": { personId: alpha.person, reason: "because" },
        "identity:CreateRescueLink": { email: "auditor@alpha.example" },
        "notifications:CompleteMessage": { messageId: unknown.event, sent: true, attempts: 1, problem: "" },
        "notifications:ListMessages": {},
        "notifications:RetryMessage": { messageId: unknown.event },
      };
      for (const outsider of outsiders) expect(await outcomeOf(performUnknown(outsider, operation, inputs[name])), name).toBe("AccessDenied");
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

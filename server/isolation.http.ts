import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { operatorActions } from "@/lib/access/built-in-policies";
import { groupGrants } from "@/lib/access/groups";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { errorTable, isErrorCode, type ErrorCode } from "@/lib/operations/errors";
import type { AnyOperation } from "@/lib/operations/operation";
import { allOperations } from "@/lib/operations/registry";
import { exampleKeys, isolationRows, token, unknownIds, type Ids } from "@/lib/operations/testing-isolation";
import { rows, useWorld } from "@/lib/testing/world";
import { columns, concerned, prepareCallers, type Callers, type Column, type Credential } from "./testing-callers";
import { useRunningPortal, type HttpAnswer } from "./testing-portal";

let portal: ReturnType<typeof useRunningPortal>;
const world = useWorld(() => {
  portal = useRunningPortal();
});

/** Inputs of the operations that name nothing of a tenant, where the empty one is not taken. */
const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  "access:DiscardPolicyDraft": { place: "new" },
  "access:GetPolicyDraft": { place: "new" },
  "identity:GetKeptForm": { operation: "reports:PutTerms", page: "/publishing/terms/new" },
  "identity:KeepForm": { operation: "reports:PutTerms", page: "/publishing/terms/new", values: { title: "Terms" } },
  "access:KeepPolicyDraft": { place: "new", document: "{}" },
  "agreements:CreateAgreement": { slug: "made", name: "Made", summary: "X", kind: "NDA", scope: "BOTH" },
  "agreements:GetAgreement": { slug: "nda" },
  "agreements:GetAgreementText": { slug: "nda" },
  "agreements:PublishRevision": { slug: "nda", title: "X", sections: [{ heading: "X", text: "X" }], boxes: ["X"], terminateTerms: "X" },
  "agreements:SetTwoPersonRule": { wanted: false },
  "audit:EraseFields": { personId: unknownIds.person, reason: "Asked to." },
  "audit:PlaceHold": { covers: "EVERYTHING", reason: "Asked to." },
  "audit:ReleaseHold": { holdId: unknownIds.event, reason: "Asked to." },
  "audit:UpdateRetention": { class: "reads", days: 365, reason: "Asked to." },
  "audit:ExportEvents": { format: "csv" },
  "audit:RemoveView": { viewId: unknownIds.request },
  "audit:SaveView": { name: "Made", query: "outcome=Success" },
  "audit:AddForwarding": { name: "X", kind: "SYSLOG_TCP", address: "127.0.0.1:6514" },
  "audit:AddWitness": { address: "https://127.0.0.1/witness", verifier: exampleKeys.witness },
  "audit:AddWitnessedLog": { keys: exampleKeys.log },
  "audit:RemoveWitness": { witnessId: unknownIds.request },
  "audit:RemoveWitnessedLog": { witnessedLogId: unknownIds.request },
  "audit:PauseForwarding": { forwardingId: unknownIds.request, paused: true },
  "audit:RemoveForwarding": { forwardingId: unknownIds.request },
  "audit:RetryDeadLetter": { deadLetterId: unknownIds.request },
  "center:ExportTimeline": { start: "2026-01-01", end: "2026-12-31" },
  "center:GetProgram": { program: "soc2" },
  "center:GetTimeline": { start: "2026-01-01", end: "2026-12-31" },
  "identity:CreateAccessKey": { name: "Made" },
  "identity:DescribeInvitation": { invitation: token },
  "identity:DescribeReset": { reset: token },
  "identity:DescribeSetup": { setup: token },
  "identity:SetLocale": { locale: "en" },
  "notifications:AddDestination": { channel: "MAIL", address: "elsewhere@mail.example" },
  "notifications:ConfirmDestination": { token },
  "notifications:DescribeDestinationLink": { token },
  "notifications:DescribeUnsubscribeLink": { link: token },
  "notifications:FindSubscription": { about: "ALL" },
  "notifications:SetTimeZone": { timeZone: "Europe/Berlin" },
  "notifications:Subscribe": { about: "ALL" },
  "notifications:UseUnsubscribeLink": { link: token },
  "learning:AnswerCheck": { module: "evidence", q1: 0, q2: 0, q3: 0, q4: 0 },
  "learning:GetCertificate": { path: "legal" },
  "learning:GetModule": { module: "evidence" },
  "learning:IssueCertificate": { path: "legal" },
  "learning:VerifyCertificate": { code: "0000-0000-0000-0000" },
  "resources:CreateResource": { slug: "made", kind: "ANSWER", title: "X", summary: "X" },
  "resources:DiscardResourceDraft": { slug: "made" },
  "resources:GetResource": { slug: "made" },
  "resources:GetResourceDraft": { slug: "made" },
  "resources:ListResourceRevisions": { slug: "made" },
  "resources:PublishResource": { slug: "made", seen: 2 },
  "resources:RetireResource": { slug: "made" },
  "resources:SaveResourceDraft": { slug: "made", seen: 1, kind: "ANSWER", title: "X", summary: "X", body: "X" },
  "search:Search": { query: "a" },
  "notifications:RetryMessage": { messageId: unknownIds.request },
  "organizations:CreateOrganization": { slug: "made", name: "Made", managementAccountName: "Made" },
  "publishing:GetImport": { batchId: unknownIds.request },
  "publishing:GetTerms": { slug: "standard" },
  "publishing:RunImport": { batchId: unknownIds.request },
  "publishing:StartUpload": { fileName: "made.pdf", bytes: 10 },
  ...Object.fromEntries(["DiscardDraft", "GetDraft", "PreviewDraft", "UnscheduleDraft"].map((name) => [`publishing:${name}`, { draftId: unknownIds.request }])),
  ...Object.fromEntries(["PublishDraft", "SaveDraft"].map((name) => [`publishing:${name}`, { draftId: unknownIds.request, title: "X" }])),
  "publishing:ScheduleDraft": { draftId: unknownIds.request, title: "X", publishAt: "2027-01-01T00:00:00Z" },
  "publishing:ReceivePart": { draftId: unknownIds.request, offset: 0 },
  "publishing:ReceiveFile": { fileName: "made.pdf" },
  "reports:CreateSeries": { slug: "made", name: "X", description: "X", program: "soc2", product: "X", category: "REPORTS", audience: "everyone", shareWith: "X", terms: "standard" },
  "reports:TraceDocument": { downloadId: "A".repeat(14) },
  "reports:FindCopy": { sha256: "0".repeat(64) },
  "reports:PutTerms": { slug: "standard", title: "Standard terms", acceptance: "EXPLICIT", sections: [{ heading: "Use", text: "For your own review." }] },
};
/** Operations of staff that name a thing of the whole catalogue or a tenant. */
const namedByStaff: Readonly<Record<string, (ids: Ids) => Record<string, unknown>>> = {
  "center:PutUserControls": ({ report }) => ({ reportId: report, version: 1, revision: 0 }),
  "publishing:GetSeries": ({ report }) => ({ reportId: report }),
  "publishing:ListViewers": ({ report }) => ({ reportId: report }),
  "publishing:RepublishVersion": ({ report }) => ({ reportId: report, version: 1 }),
  "publishing:UpdateSeries": ({ report }) => ({ reportId: report, name: "X", description: "X", product: "X", category: "REPORTS", shareWith: "X", terms: "standard", organizations: ["alpha"] }),
  "publishing:WithdrawVersion": ({ report }) => ({ reportId: report, version: 7, reason: "X" }),
  "reports:SetListing": ({ report }) => ({ reportId: report, askable: false }),
  "reports:SetRequiredAgreements": ({ report }) => ({ reportId: report }),
  "reports:UnpublishVersion": ({ report }) => ({ reportId: report, version: 1 }),
};
/** Taken as forms with a file alone. */
const forms: Readonly<Record<string, (ids: Ids) => Record<string, string>>> = {
  "agreements:RecordOfflineAgreement": ({ account }) => ({ slug: "nda", type: "CUSTOM", accountId: account, note: "Signed on paper.", firstDay: "2026-01-01" }),
};

type Expected = ErrorCode | "Success" | "reached";
type Cells = Readonly<Partial<Record<string, Expected>>>;
const of = (code: Expected, ...kinds: readonly string[]): Cells => Object.fromEntries(kinds.map((name) => [name, code]));
const every = (code: Expected): Cells => of(code, ...columns.map(({ name }) => name));

const atTheAccount: readonly Column["stands"][] = ["in the account", "above the accounts", "above all"];
/** Operations whose resource belongs to one account or one person rather than to the organization: those beside it are outside. */
const narrowerThanOrganization: Readonly<Record<string, readonly Column["stands"][]>> = {
  "access:DecideRequest": atTheAccount,
  "access:EndAccess": atTheAccount,
  "access:SimulateDecision": ["above the accounts", "above all"],
  "agreements:AcceptAgreement": atTheAccount,
  "agreements:PrepareAcceptance": atTheAccount,
  "agreements:WithdrawPreparation": atTheAccount,
  "audit:GetEvent": ["above the accounts", "above all"],
  "identity:CreateResetLink": atTheAccount,
  "identity:DescribeMember": atTheAccount,
  "identity:RevokeMemberAccessKey": atTheAccount,
  "organizations:ChangeMembership": atTheAccount,
  "organizations:InvitePerson": atTheAccount,
  "organizations:LeaveOrganization": ["in the account", "above the accounts"],
  "organizations:PreviewChange": atTheAccount,
  "organizations:RemoveMember": atTheAccount,
  "organizations:RenameAccount": atTheAccount,
  "organizations:RevokeInvitation": atTheAccount,
};

/** Where a cell differs from the rule below, and why. */
const exceptions: Readonly<Record<string, Cells>> = {
  // What holds for one person alone.
  "organizations:SwitchAccount": { auditor: "Success", [concerned]: "Success", "missing agreement": "Success", "management admin": "Success" },
  // Nobody has set up, been invited or been sent a reset with this token: told the same whoever asks.
  "identity:DescribeInvitation": every("LinkInvalid"),
  "identity:DescribeReset": every("LinkInvalid"),
  "identity:DescribeSetup": every("LinkInvalid"),
  // A person who has an authenticator does not get to see a new one's secret before giving a code.
  "identity:GetTotpEnrollment": { "no MFA yet: password only": "SecondFactorRequired" },
  "identity:StartPasskeyRegistration": { "no MFA yet: password only": "SecondFactorRequired" },
  // The row's consent carries another person's name: whoever comes as far as that is told so. The operator accepts nothing.
  "agreements:AcceptAgreement": { "management admin": "ValidationException", "role in force": "ValidationException", root: "AccessDenied" },
  "agreements:PrepareAcceptance": { "management admin": "ValidationException", "access key: management admin": "ValidationException", "role in force": "ValidationException", root: "AccessDenied" },
  "agreements:SetTwoPersonRule": { "role in force": "AccessDenied", root: "AccessDenied" },
  // A form with a file is read from nobody but those who work in an account, and a key sends JSON, which holds no file.
  "agreements:RecordOfflineAgreement": {
    ...of("Unauthenticated", "no MFA yet: password only", "no MFA yet: enrolment", "suspended account: signed in since", "expired role: no account of one's own"),
    ...of("ValidationException", "access key: another organization's admin", "access key: auditor", "access key: management admin"),
  },
  // Bytes come by a door of their own; a call without any gets as far as being told so.
  "publishing:ReceiveFile": of("ValidationException", "publisher", "root"),
  "publishing:ReceivePart": of("ValidationException", "publisher", "root"),
  // The packet is theirs to ask for, and the report in it is not.
  "packets:GetPacket": { "missing agreement": "AccessDenied" },
  "packets:PlanPacket": { "missing agreement": "AccessDenied" },
  // Whoever may not know of a report learns nothing of its controls.
  ...Object.fromEntries(
    ["center:AssignUserControl", "center:CommentOnUserControl", "center:ExportUserControls", "center:ListUserControls", "center:TickUserControl"].map((name) => [name, { "missing agreement": "ResourceNotFound" as const }]),
  ),
  // A role, whatever its policies, gives nobody a place in a group and passes itself on to nobody.
  ...Object.fromEntries(
    ["access:GrantRole", "agreements:EndAgreement", "identity:CreateResetLink", "identity:DescribeMember", "identity:RevokeMemberAccessKey", "organizations:ChangeMembership", "organizations:InvitePerson", "organizations:RemoveMember"].map(
      (name) => [name, { "role in force": "AccessDenied" }],
    ),
  ),
};

const grants = ({ as }: Column, { name }: AnyOperation): boolean => {
  if (!as) return false;
  // The role's policy allows everything, and the portal keeps for the operator what is the operator's.
  if (as.group === "role") return !operatorActions.some((kept) => kept === name);
  return groupGrants[as.group].some((granted) => granted === name || granted === `${name.split(":")[0]}:*`);
};

/** Whether `/api` serves it. The trail is followed at an address of its own, which asks the same operation. */
const isCalledByName = ({ name, door = "http" }: AnyOperation): boolean => (door === "http" || door === "stream") && name !== "audit:TailEvents";

/** A key that is known, and opens nothing: over, or for an account where nobody can work. */
const isDeadKey = ({ key, ended, nowhere }: Column): boolean => key === true && (ended !== undefined || nowhere === true);

/** The rule: from the operation's reach and door, the caller's credential, stage, group and place, to the one answer there must be. */
function expectedOf(column: Column, operation: AnyOperation): Expected {
  if (isDeadKey(column)) return "Unauthenticated";
  if (!isCalledByName(operation)) return "UnknownOperation";
  const exception = exceptions[operation.name]?.[column.name];
  if (operation.reach === "anyone") return exception ?? "reached";
  if (!column.as || column.ended || column.beforeSuspension) return "Unauthenticated";
  if (exception) return exception;
  if (column.stage && operation.reach !== "session") return column.stage === "PASSWORD" ? "SecondFactorRequired" : "EnrollmentRequired";
  if (column.key && (operation.reach === "session" || operation.reach === "self")) return "AccessDenied";
  if (operation.reach === "session") return "reached";
  const names = typeof isolationRows[operation.name] === "function";
  if (operation.reach === "self") return names && column.name !== concerned ? "ResourceNotFound" : "reached";
  if (column.nowhere || !grants(column, operation) || column.kept?.includes(operation.name.split(":")[0] ?? "")) return "AccessDenied";
  if (column.key && operation.stepUp) return "StepUpRequired";
  if (column.stands === "outside" && names) return "ResourceNotFound";
  if (operation.name === "access:WithdrawRequest" && column.name !== concerned) return "ResourceNotFound";
  const narrow = narrowerThanOrganization[operation.name];
  return narrow && !narrow.includes(column.stands) ? "ResourceNotFound" : "reached";
}

const isReached = (expected: Expected): boolean => expected === "reached" || expected === "Success";
/** What a caller who reaches an operation is never answered. */
const refusals: readonly string[] = [
  "Unauthenticated", "SecondFactorRequired", "EnrollmentRequired", "StepUpRequired", "RoleChanged", "AccessDenied", "UnknownOperation", "CrossSiteRequest", "UnsupportedMediaType", "Throttled", "Internal",
  "Unavailable", "ValidationException",
];
/** What these name is nobody's here: the account that is asked to join is none of the portal's yet. */
const nobodysHere: readonly string[] = ["organizations:AcceptAccountInvitation", "organizations:DeclineAccountInvitation"];

/** What takes something away comes last, so that it is there for all others. */
const order = ({ name }: AnyOperation): number =>
  name === "access:DeleteRole" ? 4 : /:Delete/.test(name) ? 3 : name === "organizations:RemoveMember" ? 2 : /:(Detach|Discard|End|Revoke|Remove|Withdraw|Decide|Close|Leave|Decline|SignOut|Suspend|Unpublish|Unsubscribe)/.test(name) ? 1 : 0;

const addressOf = (place: number): string => `198.51.${100 + (place % 100)}.${1 + Math.floor(place / 100)}`;

describe("tenant isolation over HTTP", () => {
  let callers: Callers;
  let calls = 0;
  const names = ["@alpha.example", "For Alpha alone", "Alpha Main", "Alpha Side", "Ana Admin"];
  let ids: readonly string[] = [];

  beforeAll(async () => {
    callers = await prepareCallers(world);
    const { organization, session, held, attachment, role, grant, request, rule, unit, prepared, accessKey, passkey } = callers.alpha;
    ids = [organization, session, held, attachment, role, grant, request, rule, unit, prepared, accessKey, passkey];
  }, 240_000);
  afterEach(() => callers.putBack());

  test("has a row for every operation, and for nothing else", () => {
    expect(Object.keys(isolationRows).sort()).toEqual(allOperations.map(({ name }) => name).sort());
    for (const name of [inputs, exceptions, narrowerThanOrganization, namedByStaff, forms].flatMap((table) => Object.keys(table))) expect(Object.keys(isolationRows)).toContain(name);
  });

  function bodyOf(name: string, csrf: string | undefined): Record<string, unknown> | FormData {
    const fields = forms[name]?.(callers.alpha);
    if (fields) {
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...fields, csrf: csrf ?? "" })) form.set(field, value);
      form.set("document", new File(["%PDF-1.7\n%%EOF\n"], "signed.pdf", { type: "application/pdf" }));
      return form;
    }
    const row = isolationRows[name];
    return typeof row === "function" ? row(callers.alpha) : (namedByStaff[name]?.(callers.alpha) ?? inputs[name] ?? {});
  }

  const callAs = (credential: Credential | undefined, name: string, json = credential?.key !== undefined): Promise<HttpAnswer> => {
    const body = json && forms[name] ? forms[name](callers.alpha) : bodyOf(name, credential?.csrf);
    return portal.call("POST", `/api/${name.replace(":", "/")}`, { ...credential, body, address: addressOf((calls += 1)) });
  };

  async function codeOf(answer: HttpAnswer): Promise<string> {
    if (answer.status < 300) return "Success";
    if (answer.type.startsWith("application/json")) return String((JSON.parse(answer.body) as { code?: unknown }).code);
    // A form is answered with a page; what became of it stands in the trail, unless nobody is known to have sent it. What was typed into a refused one is kept in an event of its own.
    if (answer.status === 303) return String((await rows("SELECT outcome FROM audit_event WHERE request_id = $1 AND operation <> 'identity:KeepForm'", [answer.requestId]))[0]?.["outcome"] ?? "Unauthenticated");
    return `no JSON: ${answer.status}`;
  }

  /** The session after its role was found to be over: whatever page was open before is refused, once, and nothing is done. */
  async function afterRole(session: Credential, operation: AnyOperation): Promise<Credential> {
    const answer = await callAs(session, operation.name, true);
    expect(await codeOf(answer), "a page of the time in the role").toBe(isCalledByName(operation) ? "RoleChanged" : "UnknownOperation");
    const [now] = await rows("SELECT id::text FROM session WHERE former_id = $1", [session.id]);
    const id = String(now?.["id"]);
    return { ...session, id, csrf: csrfTokenFor(id) };
  }

  /** What an answer must not show: nobody is kept from the name of the account they work in, from their own, or from a role that they were granted themselves. */
  function secretsFor({ as }: Column, name: string): readonly string[] {
    if (name === "access:ListOwnRoles" && (as?.person === "visitor" || as?.person === "beta-auditor")) return names.filter((secret) => secret !== "Alpha Main");
    const own = as?.account === "alpha-main" ? ["Alpha Main"] : as?.account === "alpha-side" ? ["Alpha Side"] : [];
    if (as?.person === "alpha-admin") own.push("Ana Admin");
    // The trail shows callers their own refused calls, with the ids that they themselves named.
    return [...names.filter((secret) => !own.includes(secret)), ...(name === "audit:ListEvents" || name === "audit:ExportEvents" ? [] : ids)];
  }

  /** Asks once, and answers with what came back. */
  async function cell(column: Column, operation: AnyOperation): Promise<string> {
    const { name } = operation;
    const expected = expectedOf(column, operation);
    const made = await callers.credentialOf(column);
    const who = made && column.role === "over" ? await afterRole(made, operation) : made;
    const answer = await callAs(who, name);
    const code = await codeOf(answer);
    const where = `${column.name}: ${answer.body.slice(0, 300)}`;
    if (expected === "reached") expect.soft(refusals, where).not.toContain(code);
    else expect.soft(code, where).toBe(expected);
    if (isErrorCode(code) && answer.status !== 303) expect.soft(answer.status, where).toBe(errorTable[code].status);
    if (column.stands === "outside" || !isReached(expected)) {
      const secrets = secretsFor(column, name);
      for (const secret of secrets) expect.soft(answer.body, `${column.name} must not read this`).not.toContain(secret);
    }
    const events = await rows("SELECT operation, outcome, session_id::text AS session FROM audit_event WHERE request_id = $1", [answer.requestId]);
    const known = who !== undefined && !column.ended && !column.beforeSuspension && expected !== "UnknownOperation" && code !== "Unauthenticated";
    if (known) expect.soft(events, `${column.name}: in the trail`).toContainEqual({ operation: name, outcome: code, session: who.id });
    // The portal knows whose key it was, and says so.
    else if (isDeadKey(column)) expect.soft(events, `${column.name}: in the trail`).toEqual([{ operation: name, outcome: "Unauthenticated", session: null }]);
    else if (operation.reach !== "anyone" || expected === "UnknownOperation") expect.soft(events, `${column.name}: a stranger fills no trail`).toEqual([]);
    return code;
  }

  const inOrder = [...allOperations].sort((one, other) => order(one) - order(other));
  test.each(inOrder.map((operation) => [operation.name, operation] as const))("%s", async (name, operation) => {
    // Refusals first, so that what an insider may change is still there for those who must not see it.
    const [allowed, refused] = [columns.filter((column) => isReached(expectedOf(column, operation))), columns.filter((column) => !isReached(expectedOf(column, operation)))];
    await Promise.all(refused.map((column) => cell(column, operation)));
    const codes: string[] = [];
    for (const column of allowed) codes.push(await cell(column, operation));
    // Were it not there for anybody, it would prove nothing that outsiders do not find it.
    const inside = codes.filter((code) => code !== "ResourceNotFound" && code !== "LinkInvalid");
    if (typeof isolationRows[name] === "function" && allowed.length > 0 && !nobodysHere.includes(name)) expect.soft(inside, "somebody inside finds it").not.toEqual([]);
  });
});

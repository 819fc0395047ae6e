import type { TrailEvent } from "./event-row";

/** The edition of the Open Cybersecurity Schema Framework that the mapping is of. */
export const ocsfVersion = "1.8.0";

type Kind = { class_uid: number; class_name: string; category_uid: number; category_name: string; activity_id: number; activity_name: string };

const iam = { category_uid: 3, category_name: "Identity & Access Management" };
const application = { category_uid: 6, category_name: "Application Activity" };
const authentication = (activity_id: number, activity_name: string): Kind => ({ class_uid: 3002, class_name: "Authentication", ...iam, activity_id, activity_name });
const accountChange = (activity_id: number, activity_name: string): Kind => ({ class_uid: 3001, class_name: "Account Change", ...iam, activity_id, activity_name });
const entity = (activity_id: number, activity_name: string): Kind => ({ class_uid: 3004, class_name: "Entity Management", ...iam, activity_id, activity_name });
const userAccess = (activity_id: number, activity_name: string): Kind => ({ class_uid: 3005, class_name: "User Access Management", ...iam, activity_id, activity_name });
const hosting = (activity_id: number, activity_name: string): Kind => ({ class_uid: 6006, class_name: "File Hosting Activity", ...application, activity_id, activity_name });

const secondFactor = authentication(99, "Multi-Factor Authentication");
const sessionEnded = authentication(2, "Logoff");
const assignRole = userAccess(3, "Assign Role");
const removeRole = userAccess(4, "Remove Role");
const accept = entity(99, "Accept");
const download = hosting(2, "Download");

const kinds: Readonly<Record<string, Kind>> = {
  "identity:SignIn": authentication(1, "Logon"),
  "identity:SignInWithPasskey": authentication(1, "Logon"),
  "identity:StartPasskeySignIn": authentication(99, "Challenge"),
  "identity:StartPasskeyVerification": authentication(99, "Challenge"),
  "identity:SignOut": sessionEnded,
  "identity:RevokeSession": sessionEnded,
  "identity:RevokeOtherSessions": sessionEnded,
  "identity:VerifyTotp": secondFactor,
  "identity:VerifyPasskey": secondFactor,
  "identity:UseRecoveryCode": secondFactor,
  "identity:ConfirmTotpEnrollment": accountChange(10, "MFA Factor Enable"),
  "identity:RegisterPasskey": accountChange(10, "MFA Factor Enable"),
  "identity:CreateRecoveryCodes": accountChange(10, "MFA Factor Enable"),
  "identity:RemovePasskey": accountChange(11, "MFA Factor Disable"),
  "identity:RemoveAuthenticator": accountChange(11, "MFA Factor Disable"),
  "identity:ChangePassword": accountChange(3, "Password Change"),
  "identity:UseResetLink": accountChange(4, "Password Reset"),
  "identity:CreateResetLink": accountChange(4, "Password Reset"),
  "identity:AcceptInvitation": accountChange(1, "Create"),
  "identity:SetUpOperator": accountChange(1, "Create"),
  "access:AttachPolicy": accountChange(7, "Attach Policy"),
  "access:DetachPolicy": accountChange(8, "Detach Policy"),
  "organizations:SwitchAccount": authentication(99, "Account Switch"),
  "organizations:InvitePerson": userAccess(1, "Assign Privileges"),
  "organizations:RevokeInvitation": userAccess(2, "Revoke Privileges"),
  "organizations:ChangeMembership": assignRole,
  "organizations:RemoveMember": removeRole,
  "access:AssumeRole": assignRole,
  "access:LeaveRole": removeRole,
  "access:GrantRole": assignRole,
  "access:EndGrant": removeRole,
  "access:RequestAccess": userAccess(99, "Request"),
  "access:WithdrawRequest": userAccess(99, "Withdraw Request"),
  "access:DecideRequest": userAccess(99, "Decide Request"),
  "access:EndAccess": userAccess(2, "Revoke Privileges"),
  "reports:GetReport": hosting(99, "Release"),
  "reports:ViewReport": hosting(9, "Preview"),
  "reports:CompleteDownload": download,
  "packets:GetPacket": hosting(99, "Release"),
  "agreements:AcceptAgreement": accept,
  "agreements:RecordOfflineAgreement": accept,
  "reports:AcceptTerms": accept,
};

const verbs: readonly [RegExp, number, string][] = [
  [/^(Get|List|Describe|Export|Find|Simulate|Search|Plan|Preview|Tail|Trace|VerifyCertificate)/, 2, "Read"],
  [/^(Create|Invite|Publish|Record|Attach|Add|Place|Take|Issue|Receive|Import|Save|Keep|Start|Subscribe|Accept)/, 1, "Create"],
  [/^(Put|Change|Switch|Rotate|Confirm|Verify|Set|Update|Rename|Move|Assign|Pause|Retry|Complete|Schedule|Unschedule|Tick|Republish|Comment|Prepare|Decline|Withdraw|Run|Answer|Use|Remind|Check)/, 3, "Update"],
  [/^(Remove|Revoke|Delete|End|Detach|Unpublish|Clear|Erase|Discard|Release|Prune|Retire|Leave|Close|Unsubscribe)/, 4, "Delete"],
  [/^Suspend/, 12, "Suspend"],
  [/^Resume/, 13, "Resume"],
];

/** What is not in the table: what people read is a call of the interface, what they change is an entity, or their account. */
function kindOf(operation: string): Kind {
  const named = kinds[operation];
  if (named) return named;
  const [service = "", verb = ""] = operation.split(":");
  const [, activity_id, activity_name] = verbs.find(([pattern]) => pattern.test(verb)) ?? [null, 99, verb];
  if (activity_id === 2) return { class_uid: 6003, class_name: "API Activity", ...application, activity_id, activity_name };
  return service === "identity" ? accountChange(99, verb) : entity(activity_id, activity_name);
}

const isMfa = (factor: string | null): boolean => factor !== null && factor !== "PASSWORD";

/** Where an event stands in the log; null for one that is seconds old. */
export type LogPlace = { origin: string; index: number; entry: string } | null;

/** An event as OCSF has it. Pure. @param product the portal's public address */
export function ocsfOf(event: TrailEvent, log: LogPlace, product: string): Record<string, unknown> {
  const succeeded = event.outcome === "Success";
  const { downloadId, sha256, bytesSent, bytes, delivery } = event.parameters;
  // A copy is downloaded once: by the part with which all of it has left.
  const kind = event.operation === "reports:CompleteDownload" && succeeded && delivery !== "complete" ? hosting(99, "Partial Delivery") : kindOf(event.operation);
  const file = kind.class_uid === 6006 ? { name: event.resources[0] ?? "report", type_id: 1, uid: downloadId, size: bytesSent ?? bytes, ...(typeof sha256 === "string" ? { hashes: [{ algorithm_id: 3, algorithm: "SHA-256", value: sha256 }] } : {}) } : undefined;
  const user = event.personId === null && event.personName === "" ? { name: event.actorKind, type_id: event.actorKind === "system" ? 3 : 0 } : { uid: event.personId ?? undefined, name: event.personName, email_addr: event.personEmail || undefined, type_id: event.actorKind === "system" ? 3 : 1 };
  return {
    ...kind,
    type_uid: kind.class_uid * 100 + kind.activity_id,
    time: event.at.getTime(),
    severity_id: succeeded ? 1 : 2,
    severity: succeeded ? "Informational" : "Low",
    status_id: succeeded ? 1 : 2,
    status: succeeded ? "Success" : "Failure",
    status_code: event.outcome,
    metadata: {
      version: ocsfVersion,
      uid: event.id,
      correlation_uid: event.correlationId,
      event_code: event.operation,
      tenant_uid: event.organizationId ?? undefined,
      product: { name: "Muniment", vendor_name: "Muniment", url_string: product },
      ...(log ? { log_name: log.origin, sequence: log.index } : {}),
    },
    actor: { user, ...(event.sessionId ? { session: { uid: event.sessionId, is_mfa: isMfa(event.factor) } } : {}) },
    user,
    src_endpoint: event.address === "local" || event.address === "" ? { name: "local" } : { ip: event.address },
    http_request: { uid: event.requestId, user_agent: event.userAgent || undefined },
    api: { operation: event.operation, request: { uid: event.requestId } },
    resources: event.resources.map((uid) => ({ uid })),
    ...(file ? { file } : {}),
    ...(kind.class_uid === 3004 ? { entity: { type: event.resources[0]?.split("/")[0] ?? event.operation.split(":")[0], uid: event.resources[0] ?? event.operation } } : {}),
    ...(kind.class_uid === 3002 ? { is_mfa: isMfa(event.factor) || kind === secondFactor, ...(event.factor ? { auth_factors: [{ factor_type_id: event.factor === "TOTP" ? 7 : event.factor === "PASSKEY" ? 10 : 99, factor_type: event.factor }] } : {}) } : {}),
    unmapped: { organization: event.organizationName, account_uid: event.accountId, parameters: event.parameters },
    ...(log ? { raw_data: log.entry } : {}),
  };
}

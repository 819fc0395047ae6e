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
const download: Kind = { class_uid: 6006, class_name: "File Hosting Activity", ...application, activity_id: 2, activity_name: "Download" };

const kinds: Readonly<Record<string, Kind>> = {
  "identity:SignIn": authentication(1, "Logon"),
  "identity:SignOut": authentication(2, "Logoff"),
  "identity:VerifyTotp": authentication(6, "Multi-Factor Authentication"),
  "identity:UseRecoveryCode": authentication(6, "Multi-Factor Authentication"),
  "identity:ConfirmTotpEnrollment": accountChange(10, "MFA Factor Enable"),
  "identity:ChangePassword": accountChange(3, "Password Change"),
  "identity:AcceptInvitation": accountChange(1, "Create"),
  "organizations:ChangeMembership": userAccess(3, "Assign Roles"),
  "organizations:RemoveMember": userAccess(4, "Revoke Roles"),
  "reports:GetReport": download,
  "reports:CompleteDownload": download,
  "agreements:AcceptAgreement": entity(99, "Accept"),
  "reports:AcceptTerms": entity(99, "Accept"),
};

const verbs: readonly [RegExp, number, string][] = [
  [/^(Get|List|Describe|Export|Find|Simulate)/, 2, "Read"],
  [/^(Create|Invite|Publish|Record|Attach)/, 1, "Create"],
  [/^(Put|Change|Switch|Rotate|Confirm|Start|Verify)/, 3, "Update"],
  [/^(Remove|Revoke|Delete|End|Detach|Unpublish|Clear|Erase)/, 4, "Delete"],
];

function kindOf(operation: string): Kind {
  const verb = operation.split(":")[1] ?? "";
  const [, activity_id, activity_name] = verbs.find(([pattern]) => pattern.test(verb)) ?? [null, 99, "Other"];
  return kinds[operation] ?? { class_uid: 6003, class_name: "API Activity", ...application, activity_id, activity_name };
}

const isMfa = (factor: string | null): boolean => factor !== null && factor !== "PASSWORD";

/** Where an event stands in the log; null for one that is seconds old. */
export type LogPlace = { origin: string; index: number; entry: string } | null;

/** An event as OCSF has it. Pure. @param product the portal's public address */
export function ocsfOf(event: TrailEvent, log: LogPlace, product: string): Record<string, unknown> {
  const kind = kindOf(event.operation);
  const succeeded = event.outcome === "Success";
  const { downloadId, sha256, bytesSent, bytes } = event.parameters;
  const file = kind === download ? { name: event.resources[0] ?? "report", type_id: 1, uid: downloadId, size: bytesSent ?? bytes, ...(typeof sha256 === "string" ? { hashes: [{ algorithm_id: 3, algorithm: "SHA-256", value: sha256 }] } : {}) } : undefined;
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
      tenant_uid: event.organizationName ?? undefined,
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
    ...(kind.class_uid === 3004 ? { entity: { type: "Agreement", uid: event.resources[0] } } : {}),
    ...(kind.class_uid === 3002 ? { is_mfa: isMfa(event.factor) || kind.activity_id === 6, ...(event.factor ? { auth_factors: [{ factor_type_id: event.factor === "TOTP" ? 7 : event.factor === "PASSKEY" ? 10 : 99, factor_type: event.factor }] } : {}) } : {}),
    unmapped: { account_uid: event.accountId, parameters: event.parameters },
    ...(log ? { raw_data: log.entry } : {}),
  };
}

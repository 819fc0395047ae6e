/**
 * The operations that policies decide, and what each is decided about: `report` for each report by its attributes, `call` once for the call.
 * What concerns nobody but the caller (signing in, own sessions, own accounts) is not decided by policies. A test holds this list to the registry.
 */
export const actions = {
  "access:AttachPolicy": "call",
  "access:CreatePolicy": "call",
  "access:DetachPolicy": "call",
  "access:GetPolicy": "call",
  "access:ListPolicies": "call",
  "access:PutPolicyVersion": "call",
  "access:SimulateDecision": "call",
  "agreements:AcceptAgreement": "call",
  "agreements:CreateAgreement": "call",
  "agreements:EndAgreement": "call",
  "agreements:GetAgreement": "call",
  "agreements:GetAgreementText": "call",
  "agreements:GetCertificate": "call",
  "agreements:GetCoverage": "call",
  "agreements:ListAcceptances": "call",
  "agreements:ListAgreements": "call",
  "agreements:PublishRevision": "call",
  "agreements:RecordOfflineAgreement": "call",
  "audit:EraseFields": "call",
  "audit:ExportEvents": "call",
  "audit:GetActivity": "call",
  "audit:GetEvent": "call",
  "audit:GetReceipt": "call",
  "audit:ListEvents": "call",
  "audit:RotateLogKey": "call",
  "audit:TailEvents": "call",
  "identity:CreateSetupLink": "call",
  "organizations:ChangeMembership": "call",
  "organizations:CreateAccount": "call",
  "organizations:CreateOrganization": "call",
  "organizations:CreateOrganizationalUnit": "call",
  "organizations:DescribeOrganization": "call",
  "organizations:InvitePerson": "call",
  "organizations:RemoveMember": "call",
  "organizations:RevokeInvitation": "call",
  "reports:AcceptTerms": "report",
  "reports:CompleteDownload": "call",
  "reports:CreateSeries": "call",
  "reports:GetReport": "report",
  "reports:GetReportMetadata": "report",
  "reports:GetTermForReport": "report",
  "reports:ListReports": "report",
  "reports:ListReportVersions": "report",
  "reports:PublishVersion": "call",
  "reports:PutTerms": "call",
  "reports:UnpublishVersion": "report",
} as const;

export type Action = keyof typeof actions;
export const actionNames = Object.keys(actions) as Action[];

export const isDecidedPerReport = (name: string): boolean => Object.hasOwn(actions, name) && actions[name as Action] === "report";

/** The name of the resource of a call that is about no report. Only `*` means it. */
export const noResource = "*";
export const reportResource = (series: string): string => `report/${series}`;

import type { Group } from "@/lib/operations/caller";
import type { AttachedPolicy } from "./evaluate";
import { formatPolicy } from "./format-policy";
import { groupGrants, groupNames } from "./groups";
import { isPolicy, parsePolicy, policyVersion, type PolicyDocument } from "./policy";

function builtIn(name: string, ...statements: PolicyDocument["Statement"]): AttachedPolicy & { document: string } {
  const document = formatPolicy({ Version: policyVersion, Id: name, Statement: [...statements] });
  const policy = parsePolicy(document);
  if (!isPolicy(policy)) throw new Error(`the built-in policy ${name} is not well-formed: ${policy.map(({ reason }) => reason).join(" ")}`);
  return { id: null, name, version: 1, policy, document };
}

const ofGroup = (group: Group) => builtIn(groupNames[group], { Sid: groupNames[group], Effect: "Allow", Action: [...groupGrants[group]], Resource: ["*"] });

/** The policy of each built-in group: what its members may do, if nothing else is attached. */
export const groupPolicies: Readonly<Record<Group, AttachedPolicy & { document: string }>> = {
  root: ofGroup("root"),
  publisher: ofGroup("publisher"),
  "organization-admin": ofGroup("organization-admin"),
  "account-admin": ofGroup("account-admin"),
  auditor: ofGroup("auditor"),
  viewer: ofGroup("viewer"),
};

/** What the operator alone does, whatever a customer's administrators write into their policies. */
export const operatorActions = [
  "agreements:CreateAgreement",
  "agreements:PublishRevision",
  "agreements:RecordOfflineAgreement",
  "audit:AddForwarding",
  "audit:AddWitness",
  "audit:AddWitnessedLog",
  "audit:EraseFields",
  "audit:GetRetention",
  "audit:ConfirmLog",
  "audit:ListErasures",
  "audit:ListForwarding",
  "audit:ListHolds",
  "audit:PauseForwarding",
  "audit:PlaceHold",
  "audit:PruneEvents",
  "audit:ReleaseHold",
  "audit:ListWitnesses",
  "audit:RecordFork",
  "audit:RemoveForwarding",
  "audit:RemoveWitness",
  "audit:RemoveWitnessedLog",
  "audit:RetryDeadLetter",
  "audit:RotateLogKey",
  "audit:UpdateRetention",
  "backup:RecordRestore",
  "backup:TakeBackup",
  "center:PutUserControls",
  "identity:CreateRescueLink",
  "identity:CreateSetupLink",
  "notifications:CompleteMessage",
  "notifications:ListMessages",
  "notifications:RetryMessage",
  "organizations:CreateOrganization",
  "publishing:CheckImport",
  "publishing:CompletePreparation",
  "publishing:DiscardDraft",
  "publishing:GetDownloads",
  "publishing:GetDraft",
  "publishing:GetFreshness",
  "publishing:GetImport",
  "publishing:ListImports",
  "publishing:GetSeries",
  "publishing:GetTerms",
  "publishing:ImportRow",
  "publishing:ListChoices",
  "publishing:ListDrafts",
  "publishing:ListSeries",
  "publishing:ListTerms",
  "publishing:ListViewers",
  "publishing:PreviewDraft",
  "publishing:PublishDraft",
  "publishing:ReceiveFile",
  "publishing:ReceivePart",
  "publishing:RemindOwner",
  "publishing:RepublishVersion",
  "publishing:RunImport",
  "publishing:SaveDraft",
  "publishing:ScheduleDraft",
  "publishing:StartUpload",
  "publishing:UnscheduleDraft",
  "publishing:UpdateSeries",
  "publishing:WithdrawVersion",
  "reports:CompleteDownload",
  "reports:CreateSeries",
  "reports:PublishVersion",
  "reports:PutTerms",
  "reports:SetRequiredAgreements",
  "reports:SetListing",
  "reports:TraceDocument",
  "reports:UnpublishVersion",
  "resources:CreateResource",
  "resources:DiscardResourceDraft",
  "resources:GetResourceDraft",
  "resources:ListResourceRevisions",
  "resources:PublishResource",
  "resources:PublishStarterContent",
  "resources:RetireResource",
  "resources:SaveResourceDraft",
] as const;

/** The most that anyone may do in a customer's accounts. */
export const customerCeiling = builtIn("Customers", { Sid: "All but what the operator does", Effect: "Allow", NotAction: [...operatorActions], Resource: ["*"] });

/** What the management account alone does. */
export const organizationActions = [
  "organizations:AcceptAccountInvitation",
  "organizations:CloseAccount",
  "organizations:CreateAccount",
  "organizations:CreateOrganizationalUnit",
  "organizations:DeleteOrganizationalUnit",
  "organizations:InviteAccount",
  "organizations:MoveAccount",
  "organizations:MoveOrganizationalUnit",
  "organizations:RemoveAccount",
  "organizations:RenameOrganization",
  "organizations:RenameOrganizationalUnit",
  "organizations:ResumeAccount",
  "organizations:ResumeOrganizationalUnit",
  "organizations:RevokeAccountInvitation",
  "organizations:SuspendAccount",
  "organizations:SuspendOrganizationalUnit",
] as const;

/** Asking for access, and answering, is the affair of each account. */
const requestActions = ["access:DecideRequest", "access:EndAccess", "access:ListApprovalRules", "access:ListLockedReports", "access:ListRequests", "access:RequestAccess", "access:WithdrawRequest"] as const;

/** Policies and the tree are the affair of the management account. */
export const memberAccountCeiling = builtIn(
  "Member accounts",
  {
    Sid: "All but what the organization does",
    Effect: "Allow",
    NotAction: ["access:*", "identity:SetPasskeyRequirement", "agreements:SetTwoPersonRule", ...organizationActions],
    Resource: ["*"],
  },
  { Sid: "Asking for access", Effect: "Allow", Action: [...requestActions], Resource: ["*"] },
);

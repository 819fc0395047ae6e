import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { detachPolicy } from "@/lib/access/detach-policy";
import { getPolicy } from "@/lib/access/get-policy";
import { listPolicies } from "@/lib/access/list-policies";
import { putPolicyVersion } from "@/lib/access/put-policy-version";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { acceptAgreement } from "@/lib/agreements/accept-agreement";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { getAgreementText } from "@/lib/agreements/get-agreement-text";
import { getCertificate } from "@/lib/agreements/get-certificate";
import { getCoverage } from "@/lib/agreements/get-coverage";
import { listAcceptances } from "@/lib/agreements/list-acceptances";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { recordOfflineAgreement } from "@/lib/agreements/record-offline-agreement";
import { getEvent } from "@/lib/audit/get-event";
import { eraseFields } from "@/lib/audit/erase-fields";
import { exportEvents } from "@/lib/audit/export-events";
import { getActivity } from "@/lib/audit/get-activity";
import { getReceipt } from "@/lib/audit/get-receipt";
import { listEvents } from "@/lib/audit/list-events";
import { removeView } from "@/lib/audit/remove-view";
import { rotateLogKey } from "@/lib/audit/rotate-log-key";
import { saveView } from "@/lib/audit/save-view";
import { tailEvents } from "@/lib/audit/tail-events";
import { acceptInvitation } from "@/lib/identity/accept-invitation";
import { changePassword } from "@/lib/identity/change-password";
import { clearOnceShown } from "@/lib/identity/clear-once-shown";
import { confirmTotpEnrollment } from "@/lib/identity/confirm-totp-enrollment";
import { createRecoveryCodes } from "@/lib/identity/create-recovery-codes";
import { createSetupLink } from "@/lib/identity/create-setup-link";
import { describeInvitation } from "@/lib/identity/describe-invitation";
import { describeSecurity } from "@/lib/identity/describe-security";
import { describeSetup } from "@/lib/identity/describe-setup";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { listSessions } from "@/lib/identity/list-sessions";
import { revokeOtherSessions } from "@/lib/identity/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/revoke-session";
import { setUpOperator } from "@/lib/identity/set-up-operator";
import { signIn } from "@/lib/identity/sign-in";
import { signOut } from "@/lib/identity/sign-out";
import { startTotpEnrollment } from "@/lib/identity/start-totp-enrollment";
import { useRecoveryCode } from "@/lib/identity/use-recovery-code";
import { verifyTotp } from "@/lib/identity/verify-totp";
import { changeMembership } from "@/lib/organizations/change-membership";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { invitePerson } from "@/lib/organizations/invite-person";
import { listOwnAccounts } from "@/lib/organizations/list-own-accounts";
import { removeMember } from "@/lib/organizations/remove-member";
import { revokeInvitation } from "@/lib/organizations/revoke-invitation";
import { switchAccount } from "@/lib/organizations/switch-account";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { completeDownload } from "@/lib/reports/complete-download";
import { createSeries } from "@/lib/reports/create-series";
import { findCopy } from "@/lib/reports/find-copy";
import { getReport } from "@/lib/reports/get-report";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { getTermForReport } from "@/lib/reports/get-term-for-report";
import { listReports } from "@/lib/reports/list-reports";
import { listReportVersions } from "@/lib/reports/list-report-versions";
import { publishVersion } from "@/lib/reports/publish-version";
import { putTerms } from "@/lib/reports/put-terms";
import { unpublishVersion } from "@/lib/reports/unpublish-version";
import type { AnyOperation } from "./operation";

/** Every operation there is. The reference, the permission table, the audit filter and the isolation matrix are made from this list. */
export const registry = [
  attachPolicy, createPolicy, detachPolicy, getPolicy, listPolicies, putPolicyVersion, simulateDecision,
  acceptAgreement, createAgreement, endAgreement, getAgreement, getAgreementText, getCertificate, getCoverage, listAcceptances, listAgreements, publishRevision,
  recordOfflineAgreement,
  eraseFields, exportEvents, getActivity, getEvent, getReceipt, listEvents, removeView, rotateLogKey, saveView, tailEvents,
  acceptInvitation, changePassword, clearOnceShown, confirmTotpEnrollment, createRecoveryCodes, createSetupLink, describeInvitation, describeSecurity,
  describeSetup, getOnceShown, getTotpEnrollment, listSessions, revokeOtherSessions, revokeSession, setUpOperator, signIn, signOut, startTotpEnrollment,
  useRecoveryCode, verifyTotp,
  changeMembership, createAccount, createOrganization, createOrganizationalUnit, describeOrganization, invitePerson, listOwnAccounts, removeMember,
  revokeInvitation, switchAccount,
  acceptTerms, completeDownload, createSeries, findCopy, getReport, getReportMetadata, getTermForReport, listReports, listReportVersions, publishVersion, putTerms,
  unpublishVersion,
] as const;

export type RegisteredOperation = (typeof registry)[number];

const byName: ReadonlyMap<string, RegisteredOperation> = new Map(registry.map((operation) => [operation.name, operation]));

export const operationNamed = (name: string): RegisteredOperation | undefined => byName.get(name);

export const allOperations: readonly AnyOperation[] = registry;

import { attachPolicy } from "@/lib/access/attach-policy";
import { createPolicy } from "@/lib/access/create-policy";
import { deletePolicy } from "@/lib/access/delete-policy";
import { detachPolicy } from "@/lib/access/detach-policy";
import { discardPolicyDraft } from "@/lib/access/discard-policy-draft";
import { exportLeastPrivilegeReport } from "@/lib/access/export-least-privilege-report";
import { getLeastPrivilegeReport } from "@/lib/access/get-least-privilege-report";
import { getPolicy } from "@/lib/access/get-policy";
import { getPolicyDraft } from "@/lib/access/get-policy-draft";
import { keepPolicyDraft } from "@/lib/access/keep-policy-draft";
import { listPolicies } from "@/lib/access/list-policies";
import { putPolicyVersion } from "@/lib/access/put-policy-version";
import { createApprovalRule } from "@/lib/access/requests/create-approval-rule";
import { decideRequest } from "@/lib/access/requests/decide-request";
import { deleteApprovalRule } from "@/lib/access/requests/delete-approval-rule";
import { endAccess } from "@/lib/access/requests/end-access";
import { listApprovalRules } from "@/lib/access/requests/list-approval-rules";
import { listLockedReports } from "@/lib/access/requests/list-locked-reports";
import { listRequests } from "@/lib/access/requests/list-requests";
import { requestAccess } from "@/lib/access/requests/request-access";
import { withdrawRequest } from "@/lib/access/requests/withdraw-request";
import { assumeRole } from "@/lib/access/roles/assume-role";
import { createRole } from "@/lib/access/roles/create-role";
import { deleteRole } from "@/lib/access/roles/delete-role";
import { endGrant } from "@/lib/access/roles/end-grant";
import { getRole } from "@/lib/access/roles/get-role";
import { grantRole } from "@/lib/access/roles/grant-role";
import { leaveRole } from "@/lib/access/roles/leave-role";
import { listOwnRoles } from "@/lib/access/roles/list-own-roles";
import { listRoles } from "@/lib/access/roles/list-roles";
import { updateRole } from "@/lib/access/roles/update-role";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { acceptAgreement } from "@/lib/agreements/accept-agreement";
import { createAgreement } from "@/lib/agreements/create-agreement";
import { endAgreement } from "@/lib/agreements/end-agreement";
import { exportCoverage } from "@/lib/agreements/export-coverage";
import { getAgreement } from "@/lib/agreements/get-agreement";
import { getAgreementText } from "@/lib/agreements/get-agreement-text";
import { getCertificate } from "@/lib/agreements/get-certificate";
import { getCoverage } from "@/lib/agreements/get-coverage";
import { listAcceptances } from "@/lib/agreements/list-acceptances";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { prepareAcceptance } from "@/lib/agreements/prepare-acceptance";
import { publishRevision } from "@/lib/agreements/publish-revision";
import { recordOfflineAgreement } from "@/lib/agreements/record-offline-agreement";
import { setTwoPersonRule } from "@/lib/agreements/set-two-person-rule";
import { withdrawPreparation } from "@/lib/agreements/withdraw-preparation";
import { confirmLog } from "@/lib/audit/confirm-log";
import { eraseFields } from "@/lib/audit/erase-fields";
import { exportEvents } from "@/lib/audit/export-events";
import { getActivity } from "@/lib/audit/get-activity";
import { getEvent } from "@/lib/audit/get-event";
import { getReceipt } from "@/lib/audit/get-receipt";
import { listEvents } from "@/lib/audit/list-events";
import { removeView } from "@/lib/audit/remove-view";
import { addForwarding } from "@/lib/forwarding/add-forwarding";
import { pauseForwarding, removeForwarding, retryDeadLetter } from "@/lib/forwarding/change-forwarding";
import { listForwarding } from "@/lib/forwarding/list-forwarding";
import { listErasures } from "@/lib/audit/list-erasures";
import { getRetention } from "@/lib/audit/retention/get-retention";
import { listHolds } from "@/lib/audit/retention/list-holds";
import { placeHold } from "@/lib/audit/retention/place-hold";
import { pruneEvents } from "@/lib/audit/retention/prune-events";
import { releaseHold } from "@/lib/audit/retention/release-hold";
import { updateRetention } from "@/lib/audit/retention/update-retention";
import { rotateLogKey } from "@/lib/audit/rotate-log-key";
import { saveView } from "@/lib/audit/save-view";
import { tailEvents } from "@/lib/audit/tail-events";
import { recordRestore } from "@/lib/backup/record-restore";
import { takeBackup } from "@/lib/backup/take-backup";
import { assignUserControl } from "@/lib/center/controls/assign-user-control";
import { commentOnUserControl } from "@/lib/center/controls/comment-on-user-control";
import { exportUserControls } from "@/lib/center/controls/export-user-controls";
import { listChecklists } from "@/lib/center/controls/list-checklists";
import { listUserControls } from "@/lib/center/controls/list-user-controls";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { tickUserControl } from "@/lib/center/controls/tick-user-control";
import { exportTimeline } from "@/lib/center/export-timeline";
import { getProgram } from "@/lib/center/get-program";
import { getTimeline } from "@/lib/center/get-timeline";
import { listPrograms } from "@/lib/center/list-programs";
import { acceptInvitation } from "@/lib/identity/accept-invitation";
import { changePassword } from "@/lib/identity/change-password";
import { clearOnceShown } from "@/lib/identity/clear-once-shown";
import { confirmTotpEnrollment } from "@/lib/identity/confirm-totp-enrollment";
import { createAccessKey } from "@/lib/identity/create-access-key";
import { createRecoveryCodes } from "@/lib/identity/create-recovery-codes";
import { createRescueLink } from "@/lib/identity/create-rescue-link";
import { createResetLink } from "@/lib/identity/create-reset-link";
import { createSetupLink } from "@/lib/identity/create-setup-link";
import { describeFactors } from "@/lib/identity/describe-factors";
import { describeInvitation } from "@/lib/identity/describe-invitation";
import { describeMember } from "@/lib/identity/describe-member";
import { describeReset } from "@/lib/identity/describe-reset";
import { describeSecurity } from "@/lib/identity/describe-security";
import { describeSetup } from "@/lib/identity/describe-setup";
import { getKeptForm } from "@/lib/identity/get-kept-form";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { getPasskeyRequirement } from "@/lib/identity/get-passkey-requirement";
import { getTotpEnrollment } from "@/lib/identity/get-totp-enrollment";
import { keepForm } from "@/lib/identity/keep-form";
import { listAccessKeys } from "@/lib/identity/list-access-keys";
import { listSessions } from "@/lib/identity/list-sessions";
import { registerPasskey } from "@/lib/identity/register-passkey";
import { removeAuthenticator } from "@/lib/identity/remove-authenticator";
import { removePasskey } from "@/lib/identity/remove-passkey";
import { renamePasskey } from "@/lib/identity/rename-passkey";
import { revokeAccessKey } from "@/lib/identity/revoke-access-key";
import { revokeMemberAccessKey } from "@/lib/identity/revoke-member-access-key";
import { revokeOtherSessions } from "@/lib/identity/revoke-other-sessions";
import { revokeSession } from "@/lib/identity/revoke-session";
import { rotateAccessKey } from "@/lib/identity/rotate-access-key";
import { setLocale } from "@/lib/identity/set-locale";
import { setPasskeyRequirement } from "@/lib/identity/set-passkey-requirement";
import { setUpOperator } from "@/lib/identity/set-up-operator";
import { signIn } from "@/lib/identity/sign-in";
import { signInWithPasskey } from "@/lib/identity/sign-in-with-passkey";
import { signOut } from "@/lib/identity/sign-out";
import { startPasskeyRegistration } from "@/lib/identity/start-passkey-registration";
import { startPasskeySignIn } from "@/lib/identity/start-passkey-sign-in";
import { startPasskeyVerification } from "@/lib/identity/start-passkey-verification";
import { startTotpEnrollment } from "@/lib/identity/start-totp-enrollment";
import { useRecoveryCode } from "@/lib/identity/use-recovery-code";
import { useResetLink } from "@/lib/identity/use-reset-link";
import { verifyPasskey } from "@/lib/identity/verify-passkey";
import { verifyTotp } from "@/lib/identity/verify-totp";
import { answerCheck } from "@/lib/learning/answer-check";
import { getCompletionCertificate } from "@/lib/learning/get-certificate";
import { getModule } from "@/lib/learning/get-module";
import { issueCertificate } from "@/lib/learning/issue-certificate";
import { listModules } from "@/lib/learning/list-modules";
import { verifyCertificate } from "@/lib/learning/verify-certificate";
import { completeMessage } from "@/lib/notifications/complete-message";
import { listMessages } from "@/lib/notifications/list-messages";
import { retryMessage } from "@/lib/notifications/retry-message";
import { addDestination } from "@/lib/notifications/subscriptions/add-destination";
import { changeSubscription } from "@/lib/notifications/subscriptions/change-subscription";
import { confirmDestination, describeDestinationLink } from "@/lib/notifications/subscriptions/confirm-destination";
import { describeNotifications } from "@/lib/notifications/subscriptions/describe-notifications";
import { findSubscription } from "@/lib/notifications/subscriptions/find-subscription";
import { removeDestination } from "@/lib/notifications/subscriptions/remove-destination";
import { setTimeZone } from "@/lib/notifications/subscriptions/set-time-zone";
import { subscribe } from "@/lib/notifications/subscriptions/subscribe";
import { unsubscribe } from "@/lib/notifications/subscriptions/unsubscribe";
import { describeUnsubscribeLink, useUnsubscribeLink } from "@/lib/notifications/subscriptions/unsubscribe-link";
import { acceptAccountInvitation } from "@/lib/organizations/accept-account-invitation";
import { changeMembership } from "@/lib/organizations/change-membership";
import { closeAccount } from "@/lib/organizations/close-account";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { declineAccountInvitation } from "@/lib/organizations/decline-account-invitation";
import { deleteOrganizationalUnit } from "@/lib/organizations/delete-organizational-unit";
import { describeAccount } from "@/lib/organizations/describe-account";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { describeTree } from "@/lib/organizations/describe-tree";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { invitePerson } from "@/lib/organizations/invite-person";
import { leaveOrganization } from "@/lib/organizations/leave-organization";
import { listAccountInvitations } from "@/lib/organizations/list-account-invitations";
import { listOwnAccounts } from "@/lib/organizations/list-own-accounts";
import { moveAccount } from "@/lib/organizations/move-account";
import { moveOrganizationalUnit } from "@/lib/organizations/move-organizational-unit";
import { previewChange } from "@/lib/organizations/preview-change";
import { removeAccount } from "@/lib/organizations/remove-account";
import { removeMember } from "@/lib/organizations/remove-member";
import { renameAccount } from "@/lib/organizations/rename-account";
import { renameOrganization } from "@/lib/organizations/rename-organization";
import { renameOrganizationalUnit } from "@/lib/organizations/rename-organizational-unit";
import { resumeAccount } from "@/lib/organizations/resume-account";
import { resumeOrganizationalUnit } from "@/lib/organizations/resume-organizational-unit";
import { revokeAccountInvitation } from "@/lib/organizations/revoke-account-invitation";
import { revokeInvitation } from "@/lib/organizations/revoke-invitation";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import { suspendOrganizationalUnit } from "@/lib/organizations/suspend-organizational-unit";
import { switchAccount } from "@/lib/organizations/switch-account";
import { getPacket } from "@/lib/packets/get-packet";
import { planPacket } from "@/lib/packets/plan-packet";
import { completePreparation } from "@/lib/publishing/complete-preparation";
import { discardDraft } from "@/lib/publishing/discard-draft";
import { getDownloads } from "@/lib/publishing/get-downloads";
import { getDraft } from "@/lib/publishing/get-draft";
import { getFreshness } from "@/lib/publishing/get-freshness";
import { getSeries } from "@/lib/publishing/get-series";
import { getTerms } from "@/lib/publishing/get-terms";
import { checkImport } from "@/lib/publishing/import/check-import";
import { getImport } from "@/lib/publishing/import/get-import";
import { listImports } from "@/lib/publishing/import/list-imports";
import { importRow } from "@/lib/publishing/import/import-row";
import { runImport } from "@/lib/publishing/import/run-import";
import { listChoices } from "@/lib/publishing/list-choices";
import { listDrafts } from "@/lib/publishing/list-drafts";
import { listSeries } from "@/lib/publishing/list-series";
import { listTerms } from "@/lib/publishing/list-terms";
import { listViewers } from "@/lib/publishing/list-viewers";
import { previewDraft } from "@/lib/publishing/preview-draft";
import { publishDraft } from "@/lib/publishing/publish-draft";
import { receiveFile } from "@/lib/publishing/receive-file";
import { receivePart } from "@/lib/publishing/receive-part";
import { remindOwner } from "@/lib/publishing/remind-owner";
import { republishVersion } from "@/lib/publishing/republish-version";
import { saveDraft } from "@/lib/publishing/save-draft";
import { scheduleDraft } from "@/lib/publishing/schedule-draft";
import { startUpload } from "@/lib/publishing/start-upload";
import { unscheduleDraft } from "@/lib/publishing/unschedule-draft";
import { updateSeries } from "@/lib/publishing/update-series";
import { withdrawVersion } from "@/lib/publishing/withdraw-version";
import { acceptTerms } from "@/lib/reports/accept-terms";
import { completeDownload } from "@/lib/reports/complete-download";
import { createSeries } from "@/lib/reports/create-series";
import { findCopy } from "@/lib/reports/find-copy";
import { getReport } from "@/lib/reports/get-report";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { getTermForReport } from "@/lib/reports/get-term-for-report";
import { listReportVersions } from "@/lib/reports/list-report-versions";
import { listReports } from "@/lib/reports/list-reports";
import { publishVersion } from "@/lib/reports/publish-version";
import { putTerms } from "@/lib/reports/put-terms";
import { setListing } from "@/lib/reports/set-listing";
import { setRequiredAgreements } from "@/lib/reports/set-required-agreements";
import { traceDocument } from "@/lib/reports/trace-document";
import { unpublishVersion } from "@/lib/reports/unpublish-version";
import { viewReport } from "@/lib/reports/view-report";
import { createResource } from "@/lib/resources/create-resource";
import { discardResourceDraft } from "@/lib/resources/discard-resource-draft";
import { getResource } from "@/lib/resources/get-resource";
import { getResourceDraft } from "@/lib/resources/get-resource-draft";
import { listResourceRevisions } from "@/lib/resources/list-resource-revisions";
import { listResources } from "@/lib/resources/list-resources";
import { publishResource } from "@/lib/resources/publish-resource";
import { publishStarterContent } from "@/lib/resources/publish-starter-content";
import { retireResource } from "@/lib/resources/retire-resource";
import { saveResourceDraft } from "@/lib/resources/save-resource-draft";
import { search } from "@/lib/search/search";
import { addWitness } from "@/lib/witness/add-witness";
import { addWitnessedLog } from "@/lib/witness/add-witnessed-log";
import { listWitnesses } from "@/lib/witness/list-witnesses";
import { recordFork } from "@/lib/witness/record-fork";
import { removeWitness } from "@/lib/witness/remove-witness";
import { removeWitnessedLog } from "@/lib/witness/remove-witnessed-log";
import type { AnyOperation } from "./operation";

/** Every operation there is. The reference, the permission table, the audit filter and the isolation matrix are made from this list. */
export const registry = [
  attachPolicy,
  createPolicy,
  deletePolicy,
  detachPolicy,
  discardPolicyDraft,
  exportLeastPrivilegeReport,
  getLeastPrivilegeReport,
  getPolicy,
  getPolicyDraft,
  keepPolicyDraft,
  listPolicies,
  putPolicyVersion,
  createApprovalRule,
  decideRequest,
  deleteApprovalRule,
  endAccess,
  listApprovalRules,
  listLockedReports,
  listRequests,
  requestAccess,
  withdrawRequest,
  assumeRole,
  createRole,
  deleteRole,
  endGrant,
  getRole,
  grantRole,
  leaveRole,
  listOwnRoles,
  listRoles,
  updateRole,
  simulateDecision,
  acceptAgreement,
  createAgreement,
  endAgreement,
  exportCoverage,
  getAgreement,
  getAgreementText,
  getCertificate,
  getCoverage,
  listAcceptances,
  listAgreements,
  prepareAcceptance,
  publishRevision,
  recordOfflineAgreement,
  setTwoPersonRule,
  withdrawPreparation,
  addForwarding,
  addWitness,
  addWitnessedLog,
  listErasures,
  listForwarding,
  listWitnesses,
  pauseForwarding,
  recordFork,
  removeForwarding,
  removeWitness,
  removeWitnessedLog,
  retryDeadLetter,
  confirmLog,
  eraseFields,
  exportEvents,
  getActivity,
  getEvent,
  getReceipt,
  getRetention,
  listEvents,
  listHolds,
  placeHold,
  pruneEvents,
  releaseHold,
  removeView,
  rotateLogKey,
  saveView,
  tailEvents,
  updateRetention,
  recordRestore,
  takeBackup,
  assignUserControl,
  commentOnUserControl,
  exportUserControls,
  listChecklists,
  listUserControls,
  putUserControls,
  tickUserControl,
  exportTimeline,
  getProgram,
  getTimeline,
  listPrograms,
  acceptInvitation,
  changePassword,
  clearOnceShown,
  confirmTotpEnrollment,
  createAccessKey,
  createRecoveryCodes,
  createRescueLink,
  createResetLink,
  createSetupLink,
  describeFactors,
  describeInvitation,
  describeMember,
  describeReset,
  describeSecurity,
  describeSetup,
  getKeptForm,
  getOnceShown,
  getPasskeyRequirement,
  getTotpEnrollment,
  keepForm,
  listAccessKeys,
  listSessions,
  registerPasskey,
  removeAuthenticator,
  removePasskey,
  renamePasskey,
  revokeAccessKey,
  revokeMemberAccessKey,
  revokeOtherSessions,
  revokeSession,
  rotateAccessKey,
  setLocale,
  setPasskeyRequirement,
  setUpOperator,
  signIn,
  signInWithPasskey,
  signOut,
  startPasskeyRegistration,
  startPasskeySignIn,
  startPasskeyVerification,
  startTotpEnrollment,
  useRecoveryCode,
  useResetLink,
  verifyPasskey,
  verifyTotp,
  answerCheck,
  getCompletionCertificate,
  getModule,
  issueCertificate,
  listModules,
  verifyCertificate,
  completeMessage,
  listMessages,
  retryMessage,
  addDestination,
  changeSubscription,
  confirmDestination,
  describeDestinationLink,
  describeNotifications,
  describeUnsubscribeLink,
  findSubscription,
  removeDestination,
  setTimeZone,
  subscribe,
  unsubscribe,
  useUnsubscribeLink,
  acceptAccountInvitation,
  changeMembership,
  closeAccount,
  createAccount,
  createOrganization,
  createOrganizationalUnit,
  declineAccountInvitation,
  deleteOrganizationalUnit,
  describeAccount,
  describeOrganization,
  describeTree,
  inviteAccount,
  invitePerson,
  leaveOrganization,
  listAccountInvitations,
  listOwnAccounts,
  moveAccount,
  moveOrganizationalUnit,
  previewChange,
  removeAccount,
  removeMember,
  renameAccount,
  renameOrganization,
  renameOrganizationalUnit,
  resumeAccount,
  resumeOrganizationalUnit,
  revokeAccountInvitation,
  revokeInvitation,
  suspendAccount,
  suspendOrganizationalUnit,
  switchAccount,
  getPacket,
  planPacket,
  checkImport,
  completePreparation,
  discardDraft,
  getDownloads,
  getDraft,
  getFreshness,
  getImport,
  listImports,
  getSeries,
  getTerms,
  importRow,
  listChoices,
  listDrafts,
  listSeries,
  listTerms,
  listViewers,
  previewDraft,
  publishDraft,
  receiveFile,
  receivePart,
  remindOwner,
  republishVersion,
  runImport,
  saveDraft,
  scheduleDraft,
  startUpload,
  unscheduleDraft,
  updateSeries,
  withdrawVersion,
  acceptTerms,
  completeDownload,
  createSeries,
  findCopy,
  getReport,
  getReportMetadata,
  getTermForReport,
  listReportVersions,
  listReports,
  publishVersion,
  putTerms,
  setListing,
  setRequiredAgreements,
  traceDocument,
  unpublishVersion,
  viewReport,
  createResource,
  discardResourceDraft,
  getResource,
  getResourceDraft,
  listResourceRevisions,
  listResources,
  publishResource,
  publishStarterContent,
  retireResource,
  saveResourceDraft,
  search,
] as const;

export type RegisteredOperation = (typeof registry)[number];

const byName: ReadonlyMap<string, RegisteredOperation> = new Map(registry.map((operation) => [operation.name, operation]));

export const operationNamed = (name: string): RegisteredOperation | undefined => byName.get(name);

export const allOperations: readonly AnyOperation[] = registry;

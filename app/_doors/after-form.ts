import { z } from "zod";
import { withParams } from "./paths";

type After = { path?: (output: unknown) => string; message: string | null };

const Ticketed = z.object({ reportId: z.string(), version: z.number(), ticket: z.string() });
const Agreed = z.object({ slug: z.string(), revision: z.number(), holder: z.object({ kind: z.enum(["ACCOUNT", "ORGANIZATION"]) }) });
const EndedAgreement = z.object({ slug: z.string(), end: z.date(), uncovered: z.number() });
const FoundCopy = z.object({ served: z.boolean(), at: z.date().nullable() });
const ForwardingAdded = z.object({ kind: z.string() });
const Erased = z.object({ erased: z.number(), more: z.boolean() });
const RetentionChanged = z.object({ days: z.number().nullable(), countsFrom: z.date() });
const Destination = z.object({ channel: z.enum(["MAIL", "WEBHOOK"]), address: z.string() });
const Subscribed = z.object({ words: z.string(), rhythm: z.enum(["IMMEDIATE", "DAILY", "WEEKLY"]) });
const Policy = z.object({ policyId: z.string(), version: z.number() });
const Requirement = z.object({ required: z.boolean(), without: z.number() });
const Requiring = z.object({ agreements: z.array(z.string()) });
const Slugged = z.object({ slug: z.string() });
const Published = z.object({ slug: z.string(), revision: z.number(), told: z.number() });
const Checked = z.object({ module: z.string() });
const PublishedResource = z.object({ slug: z.string(), revision: z.number() });
const InTree = z.object({ organizationId: z.string(), accountId: z.string().optional(), unitId: z.string().optional() });
const Suspended = z.object({ sessionsEnded: z.number() });

function inTree(output: unknown): string {
  const { organizationId, accountId, unitId } = InTree.parse(output);
  return withParams("/organization", { organization: organizationId, account: accountId, unit: unitId });
}

const suspended = (what: string) => (output: unknown): After => {
  const { sessionsEnded } = Suspended.parse(output);
  return { message: `${what} is suspended. ${sessionsEnded === 0 ? "Nobody was working in it." : `${sessionsEnded} ${sessionsEnded === 1 ? "session has" : "sessions have"} ended.`}` };
};

const Granted = z.object({ untilAt: z.date(), link: z.string().nullable() });
const Asked = z.object({ state: z.enum(["OPEN", "APPROVED"]), untilAt: z.date().nullable(), rule: z.string().nullable() });
const Decided = z.object({ state: z.enum(["APPROVED", "REFUSED"]), untilAt: z.date().nullable(), personName: z.string() });
const DeletedRole = z.object({ ended: z.number() });
const ControlsWritten = z.object({ total: z.number(), added: z.number(), changed: z.number(), removed: z.number() });
const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const Ended = z.object({ ended: z.number() });
const InSeries = z.object({ reportId: z.string() });
const PublishedVersion = z.object({ reportId: z.string(), version: z.number() });
const Scheduled = z.object({ publishAt: z.date() });
const Changed = z.object({ reportId: z.string(), changed: z.array(z.string()) });
const Written = z.object({ slug: z.string(), revision: z.number(), changed: z.boolean() });

/** Where a form's success leads, and what the page then says. Operations that are not listed go back to where the form was. */
export const afterForm: Readonly<Record<string, After | ((output: unknown) => After)>> = {
  "access:AttachPolicy": { message: "The policy is attached. It holds from the next request." },
  "access:CreatePolicy": (output) => {
    const { policyId } = Policy.parse(output);
    return { path: () => `/policies/${policyId}?view=attachments`, message: "The policy was created. It has no effect until you attach it." };
  },
  "access:DeletePolicy": { path: () => "/policies", message: "The policy was deleted." },
  "access:DetachPolicy": { message: "The policy was detached. It no longer holds there." },
  "access:DiscardPolicyDraft": { message: "What you wrote was thrown away." },
  "access:PutPolicyVersion": (output) => {
    const { policyId, version } = Policy.parse(output);
    return { path: () => `/policies/${policyId}`, message: `Version ${version} is in force wherever the policy is attached.` };
  },
  "access:CreateRole": { message: "The role was made. Attach a policy to it, then grant it." },
  "access:UpdateRole": { message: "The role was changed." },
  "access:DeleteRole": (output) => {
    const { ended } = DeletedRole.parse(output);
    return { message: ended === 0 ? "The role was deleted. Nobody held it." : `The role was deleted, and with it ${ended === 1 ? "one grant" : `${ended} grants`} ended.` };
  },
  "access:GrantRole": (output) => {
    const { untilAt, link } = Granted.parse(output);
    return link === null ? { message: `The role was granted until ${minute(untilAt)}.` } : { path: () => "/organization/invitation", message: null };
  },
  "access:EndGrant": { message: "The grant has ended. It holds from the person's next request." },
  "access:RequestAccess": (output) => {
    const { state, untilAt, rule } = Asked.parse(output);
    if (state === "APPROVED" && untilAt) return { message: `Approved by a rule (${rule ?? ""}), until ${minute(untilAt)}.` };
    return { path: () => "/requests", message: "The request was sent. The administrators of your account see it from now on." };
  },
  "access:WithdrawRequest": { message: "The request was withdrawn." },
  "access:DecideRequest": (output) => {
    const { state, untilAt, personName } = Decided.parse(output);
    return { message: state === "APPROVED" && untilAt ? `${personName} has access until ${minute(untilAt)}.` : `The request of ${personName} was refused. The reason is shown to them.` };
  },
  "access:EndAccess": { message: "The access has ended. It holds from the person's next request." },
  "access:CreateApprovalRule": { message: "The rule holds from now on." },
  "access:DeleteApprovalRule": { message: "The rule was removed. What it approved goes on until its end." },
  "reports:SetListing": { message: "Who may know of this report was changed." },
  "agreements:AcceptAgreement": (output) => {
    const { slug, revision, holder } = Agreed.parse(output);
    const whom = holder.kind === "ACCOUNT" ? "for the account" : "for the organization and all its accounts";
    return { path: () => `/agreements/${slug}`, message: `Revision ${revision} was accepted ${whom}. The certificate is under "What was agreed".` };
  },
  "agreements:CreateAgreement": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}/manage`, message: "The agreement was opened. It is offered from its first revision on: publish it here." }),
  "agreements:PublishRevision": (output) => {
    const { slug, revision, told } = Published.parse(output);
    return { path: () => `/agreements/${slug}/manage`, message: `Revision ${revision} was published. ${told === 0 ? "Nobody had accepted an earlier one." : `${told} ${told === 1 ? "person was" : "people were"} asked by mail to accept it.`}` };
  },
  "agreements:RecordOfflineAgreement": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}/manage#holders`, message: "The agreement was recorded with its document." }),
  "agreements:EndAgreement": (output) => {
    const { slug, end, uncovered } = EndedAgreement.parse(output);
    const when = end > new Date() ? `ends on ${end.toISOString().slice(0, 10)}` : "has ended";
    const whom = uncovered === 0 ? "No account loses its cover." : `${uncovered} ${uncovered === 1 ? "account loses" : "accounts lose"} cover by it.`;
    return { path: () => `/agreements/${slug}`, message: `The agreement ${when}. ${whom}` };
  },
  "audit:AddForwarding": (output) => (ForwardingAdded.parse(output).kind === "WEBHOOK" ? { path: () => "/notifications/webhook", message: null } : { message: "The receiver was added. What it gets, and what it says, stands here." }),
  "audit:PauseForwarding": { message: "It was changed. Nothing is missing when it goes on." },
  "audit:RemoveForwarding": { message: "The receiver was removed." },
  "audit:RetryDeadLetter": { message: "The events are tried again at once." },
  "audit:AddWitness": { message: "It is shown every new checkpoint from now on. What it has cosigned, or says, stands here." },
  "audit:RemoveWitness": { message: "The witness is asked no more. What it has cosigned stays." },
  "audit:AddWitnessedLog": { message: "The log is cosigned from now on. Give its operator the address and the key of this portal as a witness." },
  "audit:RemoveWitnessedLog": { message: "The log is cosigned no more." },
  "audit:EraseFields": (output) => {
    const { erased, more } = Erased.parse(output);
    const done = erased === 0 ? "None of these fields was there any more." : `The fields were erased from ${erased === 1 ? "one event" : `${erased} events`}. The erasure is an event itself, and every proof still holds.`;
    return { message: more ? `${done} There are more events of this person: erase once more.` : done };
  },
  "audit:UpdateRetention": (output) => {
    const { days, countsFrom } = RetentionChanged.parse(output);
    const kept = days === null ? "kept for ever" : `kept for ${days} days`;
    return { message: countsFrom > new Date() ? `From ${countsFrom.toISOString().slice(0, 10)} on, events of this class are ${kept}. Until then it can be taken back.` : `Events of this class are ${kept}.` };
  },
  "audit:PlaceHold": { message: "The hold stands. Retention removes nothing of what it covers." },
  "audit:ReleaseHold": { message: "The hold has ended. That it stood, and why it ended, stays on record." },
  "audit:SaveView": { message: "The view was kept. It stands beside the others, for you alone." },
  "audit:RemoveView": { message: "The view was removed." },
  "audit:RotateLogKey": { message: "The log has a new key. The old one signs along for 90 days: publish the new one to whoever keeps your keys." },
  "agreements:PrepareAcceptance": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}#prepared`, message: "It is prepared. Another person with the right to accept was told, and has two weeks." }),
  "agreements:WithdrawPreparation": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}`, message: "The preparation was withdrawn. Nobody is bound by it." }),
  "agreements:SetTwoPersonRule": (output) => ({
    path: () => "/agreements",
    message: z.object({ wanted: z.boolean() }).parse(output).wanted ? "From now on one person prepares an agreement and another accepts it." : "From now on one person can accept an agreement alone.",
  }),
  "identity:SignOut": { path: () => "/signed-out", message: null },
  "identity:StartTotpEnrollment": { path: () => "/enrollment", message: null },
  "identity:CreateAccessKey": { path: () => "/security/access-key", message: null },
  "identity:RotateAccessKey": { path: () => "/security/access-key", message: null },
  "identity:RevokeAccessKey": { message: "The access key was revoked. It works nowhere any more." },
  "identity:RevokeMemberAccessKey": { message: "The access key was revoked. It works nowhere any more." },
  "identity:RenamePasskey": { message: "The passkey was renamed." },
  "identity:RemovePasskey": { message: "The passkey was removed. It opens the portal no longer." },
  "identity:RemoveAuthenticator": { message: "The authenticator app was removed. Its codes open the portal no longer." },
  "identity:CreateResetLink": { path: () => "/organization/reset/link", message: null },
  "identity:SetPasskeyRequirement": (output) => {
    const { required, without } = Requirement.parse(output);
    const owing = without === 1 ? "One person sets one up first, and reaches nothing else until then." : `${without} people set one up first, and reach nothing else until then.`;
    return { message: required ? `Passkeys are asked for from now on. ${without === 0 ? "Everyone concerned has one." : owing}` : "Passkeys are no longer asked for." };
  },
  "identity:CreateRecoveryCodes": { path: () => "/recovery-codes", message: null },
  "identity:ClearOnceShown": { message: null },
  "identity:RevokeSession": { message: "The session was ended." },
  "identity:RevokeOtherSessions": (output) => {
    const { ended } = Ended.parse(output);
    return { message: ended === 0 ? "There were no other sessions." : `${ended} other ${ended === 1 ? "session was" : "sessions were"} ended.` };
  },
  "notifications:AddDestination": (output) => {
    const { channel, address } = Destination.parse(output);
    return channel === "WEBHOOK" ? { path: () => "/notifications/webhook", message: null } : { message: `A link to confirm was sent to ${address}. Nothing else goes there until somebody follows it.` };
  },
  "notifications:ChangeSubscription": { message: "From now on you are told as chosen." },
  "notifications:ConfirmDestination": { message: null },
  "notifications:RemoveDestination": { message: "It was removed, with the subscriptions that went there." },
  "notifications:SetTimeZone": { message: "Your digests leave at eight in the morning of this time zone." },
  "notifications:Subscribe": (output) => {
    const { words, rhythm } = Subscribed.parse(output);
    return { message: `You are told about ${words}: ${{ IMMEDIATE: "at once", DAILY: "every morning", WEEKLY: "on Mondays" }[rhythm]}.` };
  },
  "notifications:Unsubscribe": { message: "The subscription has ended." },
  "notifications:UseUnsubscribeLink": { message: null },
  "notifications:RetryMessage": { message: "The message is tried again at once." },
  "organizations:SwitchAccount": { path: () => "/reports", message: null },
  "organizations:InvitePerson": { path: () => "/organization/invitation", message: null },
  "organizations:RevokeInvitation": { message: "The invitation was taken back. Its link no longer works." },
  "organizations:ChangeMembership": { message: "The group was changed. It holds from the person's next request." },
  "organizations:RemoveMember": { message: "The person was removed from the account. Their sessions in it have ended." },
  "organizations:RenameOrganization": { message: "The organization has its new name." },
  "organizations:RenameOrganizationalUnit": { message: "The unit has its new name." },
  "organizations:RenameAccount": { message: "The account has its new name." },
  "organizations:MoveAccount": { path: inTree, message: "The account was moved. What changed holds from the next request." },
  "organizations:MoveOrganizationalUnit": { path: inTree, message: "The unit was moved with everything below it. What changed holds from the next request." },
  "organizations:SuspendAccount": suspended("The account"),
  "organizations:SuspendOrganizationalUnit": suspended("The unit with everything below it"),
  "center:PutUserControls": (output) => {
    const { total, added, changed, removed } = ControlsWritten.parse(output);
    return { message: `The list was saved: ${total} ${total === 1 ? "control" : "controls"}, of which ${added} new and ${changed} reworded; ${removed} removed.` };
  },
  "organizations:ResumeAccount": { message: "The account is open again." },
  "organizations:ResumeOrganizationalUnit": { message: "The unit is open again." },
  "organizations:DeleteOrganizationalUnit": { path: (output) => withParams("/organization", { organization: InTree.parse(output).organizationId }), message: "The unit was deleted." },
  "organizations:CloseAccount": { path: inTree, message: "The account was closed for good. Its records stay." },
  "organizations:LeaveOrganization": { path: () => "/organization", message: "The account left. It is an organization of its own now." },
  "organizations:RemoveAccount": { path: () => "/organization", message: "The account was removed. It is an organization of its own now." },
  "organizations:InviteAccount": { message: "The invitation is open for fourteen days. The account's admin sees it on the Organization page." },
  "organizations:RevokeAccountInvitation": { message: "The invitation was taken back." },
  "organizations:DeclineAccountInvitation": { message: "The invitation was declined." },
  "organizations:AcceptAccountInvitation": { path: () => "/organization", message: "The account joined the organization." },
  "organizations:CreateOrganizationalUnit": { message: "The unit was created." },
  "organizations:CreateAccount": { message: "The account was created." },
  "organizations:CreateOrganization": { message: "The organization was created." },
  "publishing:DiscardDraft": { path: () => "/publishing/drafts", message: "The draft was thrown away." },
  "publishing:PublishDraft": (output) => {
    const { reportId, version } = PublishedVersion.parse(output);
    return { path: () => `/publishing/${reportId}`, message: `Version ${version} is published.` };
  },
  "publishing:RepublishVersion": { message: "The version stands in the catalogue again." },
  "publishing:RunImport": { message: "The import has begun." },
  "publishing:SaveDraft": { message: "The draft was saved." },
  "publishing:ScheduleDraft": (output) => ({ message: `It will be published on ${minute(Scheduled.parse(output).publishAt)}.` }),
  "publishing:UnscheduleDraft": { message: "The time was taken back. It stays a draft." },
  "publishing:UpdateSeries": (output) => {
    const { reportId, changed } = Changed.parse(output);
    return { path: () => `/publishing/${reportId}`, message: changed.length === 0 ? "Nothing was different." : "The series was changed. It holds at once." };
  },
  "publishing:WithdrawVersion": { message: "The version was withdrawn. It stays on record." },
  "reports:AcceptTerms": {
    path: (output) => {
      const { reportId, version, ticket } = Ticketed.parse(output);
      return `/reports/${reportId}/${version}?ticket=${ticket}#copy`;
    },
    message: null,
  },
  "reports:FindCopy": (output) => {
    const { served, at } = FoundCopy.parse(output);
    return { path: () => "/verify", message: served ? `Yes. This portal handed out exactly this file on ${at?.toISOString().slice(0, 19).replace("T", " ") ?? "an unknown day"} UTC.` : "No. This portal did not hand out a file with this SHA-256." };
  },
  "reports:SetRequiredAgreements": (output) => {
    const { agreements } = Requiring.parse(output);
    return { message: agreements.length === 0 ? "Copies of this report require no agreement any more." : "From now on copies of this report are given out only where these agreements are in force." };
  },
  // The page says under "Check yourself" how it went.
  "learning:AnswerCheck": { path: (output) => `/center/learning/${Checked.parse(output).module}#check`, message: null },
  "learning:IssueCertificate": { path: () => "/center/learning", message: "Your certificate was issued. Download it here, now or later." },
  "resources:CreateResource": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}/edit`, message: "The draft was opened. Write the text, save it, and look at the preview." }),
  "resources:SaveResourceDraft": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}/edit`, message: "The draft was saved. Customers do not see it before you publish it." }),
  "resources:DiscardResourceDraft": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}`, message: "The draft was thrown away." }),
  "resources:PublishResource": (output) => {
    const { slug, revision } = PublishedResource.parse(output);
    return { path: () => `/center/resources/${slug}`, message: `Revision ${revision} is published. Every customer sees it.` };
  },
  "resources:RetireResource": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}`, message: "The resource was retired. Customers do not find it any more." }),
  "reports:CreateSeries": (output) => {
    const { reportId } = InSeries.parse(output);
    return { path: () => `/publishing/${reportId}`, message: "The series was made. Upload its first document." };
  },
  "reports:PutTerms": (output) => {
    const { slug, revision, changed } = Written.parse(output);
    return { path: () => `/publishing/terms/${slug}`, message: changed ? `Revision ${revision} is in force from the next copy on.` : `This is what revision ${revision} says already: nothing was changed.` };
  },
  "reports:UnpublishVersion": { message: "The version was taken out of the catalogue." },
};

import { z } from "zod";
import { formatDate, formatDateTime } from "@/components/ui/format";
import { withParams } from "./paths";
import { msg, t, tn, type Message } from "@/lib/texts/text";

/** What is always said is a text of the catalogue; what depends on the output is said at once. */
type Always = { path?: (output: unknown, returnTo: string) => string; message: Message | null };
type After = { path?: (output: unknown, returnTo: string) => string; message: string | null };

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

const suspended = (what: Message) => (output: unknown): After => {
  const { sessionsEnded } = Suspended.parse(output);
  return { message: `${t(what)} ${sessionsEnded === 0 ? t("Nobody was working in it.") : tn(sessionsEnded, "{n} session has ended.", "{n} sessions have ended.")}` };
};

const Granted = z.object({ untilAt: z.date(), link: z.string().nullable() });
const Asked = z.object({ state: z.enum(["OPEN", "APPROVED"]), toOperator: z.boolean(), untilAt: z.date().nullable(), rule: z.string().nullable() });
const Decided = z.object({ state: z.enum(["APPROVED", "REFUSED"]), untilAt: z.date().nullable(), personName: z.string() });
const DeletedRole = z.object({ ended: z.number() });
const ControlsWritten = z.object({ total: z.number(), added: z.number(), changed: z.number(), removed: z.number() });
const minute = (at: Date): string => formatDateTime(at.toISOString());
const rhythms = { IMMEDIATE: msg("at once"), DAILY: msg("every morning"), WEEKLY: msg("on Mondays") };
const Ended = z.object({ ended: z.number() });
const InSeries = z.object({ reportId: z.string() });
const PublishedVersion = z.object({ reportId: z.string(), version: z.number() });
const Scheduled = z.object({ publishAt: z.date() });
const Changed = z.object({ reportId: z.string(), changed: z.array(z.string()) });
const Written = z.object({ slug: z.string(), revision: z.number(), changed: z.boolean() });

/** Where a form's success leads, and what the page then says. Operations that are not listed go back to where the form was. */
export const afterForm: Readonly<Record<string, Always | ((output: unknown) => After)>> = {
  "access:AttachPolicy": { message: msg("The policy is attached. It holds from the next request.") },
  "access:CreatePolicy": (output) => {
    const { policyId } = Policy.parse(output);
    return { path: () => `/policies/${policyId}?view=attachments`, message: t("The policy was created. It has no effect until you attach it.") };
  },
  "access:DeletePolicy": { path: () => "/policies", message: msg("The policy was deleted.") },
  "access:DetachPolicy": { message: msg("The policy was detached. It no longer holds there.") },
  "access:DiscardPolicyDraft": { message: msg("What you wrote was thrown away.") },
  "access:PutPolicyVersion": (output) => {
    const { policyId, version } = Policy.parse(output);
    return { path: () => `/policies/${policyId}`, message: t("Version {version} is in force wherever the policy is attached.", { version: String(version) }) };
  },
  "access:CreateRole": { message: msg("The role was made. Attach a policy to it, then grant it.") },
  "access:UpdateRole": { message: msg("The role was changed.") },
  "access:DeleteRole": (output) => {
    const { ended } = DeletedRole.parse(output);
    return { message: ended === 0 ? t("The role was deleted. Nobody held it.") : tn(ended, "The role was deleted, and with it one grant ended.", "The role was deleted, and with it {n} grants ended.") };
  },
  "access:GrantRole": (output) => {
    const { untilAt, link } = Granted.parse(output);
    return link === null ? { message: t("The role was granted until {at}.", { at: minute(untilAt) }) } : { path: () => "/organization/invitation", message: null };
  },
  "access:EndGrant": { message: msg("The grant has ended. It holds from the person's next request.") },
  "access:RequestAccess": (output) => {
    const { state, toOperator, untilAt, rule } = Asked.parse(output);
    if (state === "APPROVED" && untilAt) return { message: t("Approved by a rule ({rule}), until {at}.", { rule: rule ?? "", at: minute(untilAt) }) };
    return { path: () => "/requests", message: toOperator ? t("The request was sent. The operator decides it: your organization does not have this report.") : t("The request was sent. The administrators of your account see it from now on.") };
  },
  "access:WithdrawRequest": { message: msg("The request was withdrawn.") },
  "access:DecideRequest": (output) => {
    const { state, untilAt, personName } = Decided.parse(output);
    return { message: state === "APPROVED" && untilAt ? t("{person} has access until {at}.", { person: personName, at: minute(untilAt) }) : t("The request of {person} was refused. The reason is shown to them.", { person: personName }) };
  },
  "access:EndAccess": { message: msg("The access has ended. It holds from the person's next request.") },
  "access:CreateApprovalRule": { message: msg("The rule holds from now on.") },
  "access:DeleteApprovalRule": { message: msg("The rule was removed. What it approved goes on until its end.") },
  "reports:SetListing": { message: msg("Who may know of this report was changed.") },
  "agreements:AcceptAgreement": (output) => {
    const { slug, revision, holder } = Agreed.parse(output);
    const said = { revision: String(revision) };
    return {
      path: () => `/agreements/${slug}`,
      message:
        holder.kind === "ACCOUNT"
          ? t('Revision {revision} was accepted for the account. The certificate is under "What was agreed".', said)
          : t('Revision {revision} was accepted for the organization and all its accounts. The certificate is under "What was agreed".', said),
    };
  },
  "agreements:CreateAgreement": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}/manage`, message: t("The agreement was opened. It is offered from its first revision on: publish it here.") }),
  "agreements:PublishRevision": (output) => {
    const { slug, revision, told } = Published.parse(output);
    return { path: () => `/agreements/${slug}/manage`, message: `${t("Revision {revision} was published.", { revision: String(revision) })} ${told === 0 ? t("Nobody had accepted an earlier one.") : tn(told, "{n} person was asked by mail to accept it.", "{n} people were asked by mail to accept it.")}` };
  },
  "agreements:RecordOfflineAgreement": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}/manage`, message: t("The agreement was recorded with its document.") }),
  "agreements:EndAgreement": (output) => {
    const { slug, end, uncovered } = EndedAgreement.parse(output);
    const when = end > new Date() ? t("The agreement ends on {day}.", { day: formatDate(end.toISOString()) }) : t("The agreement has ended.");
    const whom = uncovered === 0 ? t("No account loses its cover.") : tn(uncovered, "{n} account loses cover by it.", "{n} accounts lose cover by it.");
    return { path: () => `/agreements/${slug}`, message: `${when} ${whom}` };
  },
  "audit:AddForwarding": (output) => (ForwardingAdded.parse(output).kind === "WEBHOOK" ? { path: () => "/notifications/webhook", message: null } : { message: t("The receiver was added. What it gets, and what it says, stands here.") }),
  "audit:PauseForwarding": { message: msg("It was changed. Nothing is missing when it goes on.") },
  "audit:RemoveForwarding": { message: msg("The receiver was removed.") },
  "audit:RetryDeadLetter": { message: msg("The events are tried again at once.") },
  "audit:AddWitness": { message: msg("It is shown every new checkpoint from now on. What it has cosigned, or says, stands here.") },
  "audit:RemoveWitness": { message: msg("The witness is asked no more. What it has cosigned stays.") },
  "audit:AddWitnessedLog": { message: msg("The log is cosigned from now on. Give its operator the address and the key of this portal as a witness.") },
  "audit:RemoveWitnessedLog": { message: msg("The log is cosigned no more.") },
  "audit:EraseFields": (output) => {
    const { erased, more } = Erased.parse(output);
    const done = erased === 0 ? t("None of these fields was there any more.") : tn(erased, "The fields were erased from one event. The erasure is an event itself, and every proof still holds.", "The fields were erased from {n} events. The erasure is an event itself, and every proof still holds.");
    return { message: more ? `${done} ${t("There are more events of this person: erase once more.")}` : done };
  },
  "audit:UpdateRetention": (output) => {
    const { days, countsFrom } = RetentionChanged.parse(output);
    if (countsFrom <= new Date()) return { message: days === null ? t("Events of this class are kept for ever.") : tn(days, "Events of this class are kept for {n} day.", "Events of this class are kept for {n} days.") };
    const day = formatDate(countsFrom.toISOString());
    const from = days === null ? t("From {day} on, events of this class are kept for ever.", { day }) : tn(days, "From {day} on, events of this class are kept for {n} day.", "From {day} on, events of this class are kept for {n} days.", { day });
    return { message: `${from} ${t("Until then it can be taken back.")}` };
  },
  "audit:PlaceHold": { message: msg("The hold stands. Retention removes nothing of what it covers.") },
  "audit:ReleaseHold": { message: msg("The hold has ended. That it stood, and why it ended, stays on record.") },
  "audit:SaveView": { message: msg("The view was kept. It stands beside the others, for you alone.") },
  "audit:RemoveView": { message: msg("The view was removed.") },
  "audit:RotateLogKey": { message: msg("The log has a new key. The old one signs along for 90 days: publish the new one to whoever keeps your keys.") },
  "agreements:PrepareAcceptance": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}`, message: t("It is prepared. Another person with the right to accept was told, and has two weeks.") }),
  "agreements:WithdrawPreparation": (output) => ({ path: () => `/agreements/${Slugged.parse(output).slug}`, message: t("The preparation was withdrawn. Nobody is bound by it.") }),
  "agreements:SetTwoPersonRule": (output) => ({
    path: () => "/agreements",
    message: z.object({ wanted: z.boolean() }).parse(output).wanted ? t("From now on one person prepares an agreement and another accepts it.") : t("From now on one person can accept an agreement alone."),
  }),
  "identity:SignOut": { path: () => "/signed-out", message: null },
  "identity:StartTotpEnrollment": { path: () => "/enrollment", message: null },
  "identity:CreateAccessKey": { path: () => "/security/access-key", message: null },
  "identity:RotateAccessKey": { path: () => "/security/access-key", message: null },
  "identity:RevokeAccessKey": { message: msg("The access key was revoked. It works nowhere any more.") },
  "identity:RevokeMemberAccessKey": { message: msg("The access key was revoked. It works nowhere any more.") },
  "identity:RenamePasskey": { message: msg("The passkey was renamed.") },
  "identity:RemovePasskey": { message: msg("The passkey was removed. It opens the portal no longer.") },
  "identity:RemoveAuthenticator": { message: msg("The authenticator app was removed. Its codes open the portal no longer.") },
  "identity:CreateResetLink": { path: () => "/organization/reset/link", message: null },
  "identity:SetPasskeyRequirement": (output) => {
    const { required, without } = Requirement.parse(output);
    if (!required) return { message: t("Passkeys are no longer asked for.") };
    const owing = without === 0 ? t("Everyone concerned has one.") : tn(without, "One person sets one up first, and reaches nothing else until then.", "{n} people set one up first, and reach nothing else until then.");
    return { message: `${t("Passkeys are asked for from now on.")} ${owing}` };
  },
  "identity:CreateRecoveryCodes": { path: () => "/recovery-codes", message: null },
  "identity:ClearOnceShown": { message: null },
  "identity:RevokeSession": { message: msg("The session was ended.") },
  "identity:RevokeOtherSessions": (output) => {
    const { ended } = Ended.parse(output);
    return { message: ended === 0 ? t("There were no other sessions.") : tn(ended, "{n} other session was ended.", "{n} other sessions were ended.") };
  },
  "notifications:AddDestination": (output) => {
    const { channel, address } = Destination.parse(output);
    return channel === "WEBHOOK" ? { path: () => "/notifications/webhook", message: null } : { message: t("A link to confirm was sent to {address}. Nothing else goes there until somebody follows it.", { address }) };
  },
  "notifications:ChangeSubscription": { message: msg("From now on you are told as chosen.") },
  "notifications:ConfirmDestination": { message: null },
  "notifications:RemoveDestination": { message: msg("It was removed, with the subscriptions that went there.") },
  "notifications:SetTimeZone": { message: msg("Your digests leave at eight in the morning of this time zone.") },
  "notifications:Subscribe": (output) => {
    const { words, rhythm } = Subscribed.parse(output);
    return { message: t("You are told about {what}: {when}.", { what: words, when: t(rhythms[rhythm]) }) };
  },
  "notifications:Unsubscribe": { message: msg("The subscription has ended.") },
  "notifications:UseUnsubscribeLink": { message: null },
  "notifications:RetryMessage": { message: msg("The message is tried again at once.") },
  // What another account decides is what it is switched for; anything else may not be there.
  "organizations:SwitchAccount": { path: (_, returnTo) => (returnTo.startsWith("/requests?request=") ? returnTo : "/reports"), message: null },
  "organizations:InvitePerson": { path: () => "/organization/invitation", message: null },
  "organizations:RevokeInvitation": { message: msg("The invitation was taken back. Its link no longer works.") },
  "organizations:ChangeMembership": { message: msg("The group was changed. It holds from the person's next request.") },
  "organizations:RemoveMember": { message: msg("The person was removed from the account. Their sessions in it have ended.") },
  "organizations:RenameOrganization": { message: msg("The organization has its new name.") },
  "organizations:RenameOrganizationalUnit": { message: msg("The unit has its new name.") },
  "organizations:RenameAccount": { message: msg("The account has its new name.") },
  "organizations:MoveAccount": { path: inTree, message: msg("The account was moved. What changed holds from the next request.") },
  "organizations:MoveOrganizationalUnit": { path: inTree, message: msg("The unit was moved with everything below it. What changed holds from the next request.") },
  "organizations:SuspendAccount": suspended(msg("The account is suspended.")),
  "organizations:SuspendOrganizationalUnit": suspended(msg("The unit with everything below it is suspended.")),
  "center:PutUserControls": (output) => {
    const { total, added, changed, removed } = ControlsWritten.parse(output);
    return { message: tn(total, "The list was saved: {n} control, of which {added} new and {changed} reworded; {removed} removed.", "The list was saved: {n} controls, of which {added} new and {changed} reworded; {removed} removed.", { added, changed, removed }) };
  },
  "organizations:ResumeAccount": { message: msg("The account is open again.") },
  "organizations:ResumeOrganizationalUnit": { message: msg("The unit is open again.") },
  "organizations:DeleteOrganizationalUnit": { path: (output) => withParams("/organization", { organization: InTree.parse(output).organizationId }), message: msg("The unit was deleted.") },
  "organizations:CloseAccount": { path: inTree, message: msg("The account was closed for good. Its records stay.") },
  "organizations:LeaveOrganization": { path: () => "/organization", message: msg("The account left. It is an organization of its own now.") },
  "organizations:RemoveAccount": { path: () => "/organization", message: msg("The account was removed. It is an organization of its own now.") },
  "organizations:InviteAccount": { message: msg("The invitation is open for fourteen days. The account's admin sees it on the Organization page.") },
  "organizations:RevokeAccountInvitation": { message: msg("The invitation was taken back.") },
  "organizations:DeclineAccountInvitation": { message: msg("The invitation was declined.") },
  "organizations:AcceptAccountInvitation": { path: () => "/organization", message: msg("The account joined the organization.") },
  "organizations:CreateOrganizationalUnit": { message: msg("The unit was created.") },
  "organizations:CreateAccount": { message: msg("The account was created.") },
  "organizations:CreateOrganization": { message: msg("The organization was created.") },
  "publishing:DiscardDraft": { path: () => "/publishing/drafts", message: msg("The draft was thrown away.") },
  "publishing:PublishDraft": (output) => {
    const { reportId, version } = PublishedVersion.parse(output);
    return { path: () => `/publishing/${reportId}`, message: t("Version {version} is published.", { version: String(version) }) };
  },
  "publishing:RepublishVersion": { message: msg("The version stands in the catalogue again.") },
  "publishing:RunImport": { message: msg("The import has begun.") },
  "publishing:SaveDraft": { message: msg("The draft was saved.") },
  "publishing:ScheduleDraft": (output) => ({ message: t("It will be published on {at}.", { at: minute(Scheduled.parse(output).publishAt) }) }),
  "publishing:UnscheduleDraft": { message: msg("The time was taken back. It stays a draft.") },
  "publishing:UpdateSeries": (output) => {
    const { reportId, changed } = Changed.parse(output);
    return { path: () => `/publishing/${reportId}`, message: changed.length === 0 ? t("Nothing was different.") : t("The series was changed. It holds at once.") };
  },
  "publishing:WithdrawVersion": { message: msg("The version was withdrawn. It stays on record.") },
  "reports:AcceptTerms": {
    path: (output) => {
      const { reportId, version, ticket } = Ticketed.parse(output);
      return `/reports/${reportId}/${version}?ticket=${ticket}`;
    },
    message: null,
  },
  "reports:FindCopy": (output) => {
    const { served, at } = FoundCopy.parse(output);
    return { path: () => "/verify", message: served ? t("Yes. This portal handed out exactly this file on {at} UTC.", { at: at?.toISOString().slice(0, 19).replace("T", " ") ?? t("an unknown day") }) : t("No. This portal did not hand out a file with this SHA-256.") };
  },
  "reports:SetRequiredAgreements": (output) => {
    const { agreements } = Requiring.parse(output);
    return { message: agreements.length === 0 ? t("Copies of this report require no agreement any more.") : t("From now on copies of this report are given out only where these agreements are in force.") };
  },
  // The page says under "Check yourself" how it went.
  "learning:AnswerCheck": { path: (output) => `/center/learning/${Checked.parse(output).module}#check`, message: null },
  "learning:IssueCertificate": { path: () => "/center/learning", message: msg("Your certificate was issued. Download it here, now or later.") },
  "resources:CreateResource": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}/edit`, message: t("The draft was opened. Write the text, save it, and look at the preview.") }),
  "resources:SaveResourceDraft": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}/edit`, message: t("The draft was saved. Customers do not see it before you publish it.") }),
  "resources:DiscardResourceDraft": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}`, message: t("The draft was thrown away.") }),
  "resources:PublishResource": (output) => {
    const { slug, revision } = PublishedResource.parse(output);
    return { path: () => `/center/resources/${slug}`, message: t("Revision {revision} is published. Every customer sees it.", { revision: String(revision) }) };
  },
  "resources:RetireResource": (output) => ({ path: () => `/center/resources/${Slugged.parse(output).slug}`, message: t("The resource was retired. Customers do not find it any more.") }),
  "reports:CreateSeries": (output) => {
    const { reportId } = InSeries.parse(output);
    return { path: () => `/publishing/${reportId}`, message: t("The series was made. Upload its first document.") };
  },
  "reports:PutTerms": (output) => {
    const { slug, revision, changed } = Written.parse(output);
    return { path: () => `/publishing/terms/${slug}`, message: changed ? t("Revision {revision} is in force from the next copy on.", { revision: String(revision) }) : t("This is what revision {revision} says already: nothing was changed.", { revision: String(revision) }) };
  },
  "reports:UnpublishVersion": { message: msg("The version was taken out of the catalogue.") },
};

import { z } from "zod";
import { withParams } from "./paths";

type After = { path?: (output: unknown) => string; message: string | null };

const Ticketed = z.object({ reportId: z.string(), version: z.number(), ticket: z.string() });
const Agreed = z.object({ slug: z.string(), revision: z.number(), holder: z.object({ kind: z.enum(["ACCOUNT", "ORGANIZATION"]) }) });
const EndedAgreement = z.object({ slug: z.string(), end: z.date(), uncovered: z.number() });
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

const Ended = z.object({ ended: z.number() });

/** Where a form's success leads, and what the page then says. Operations that are not listed go back to where the form was. */
export const afterForm: Readonly<Record<string, After | ((output: unknown) => After)>> = {
  "agreements:AcceptAgreement": (output) => {
    const { slug, revision, holder } = Agreed.parse(output);
    const whom = holder.kind === "ACCOUNT" ? "for the account" : "for the organization and all its accounts";
    return { path: () => `/agreements/${slug}`, message: `Revision ${revision} was accepted ${whom}. The certificate is under "What was agreed".` };
  },
  "agreements:EndAgreement": (output) => {
    const { slug, end, uncovered } = EndedAgreement.parse(output);
    const when = end > new Date() ? `ends on ${end.toISOString().slice(0, 10)}` : "has ended";
    const whom = uncovered === 0 ? "No account loses its cover." : `${uncovered} ${uncovered === 1 ? "account loses" : "accounts lose"} cover by it.`;
    return { path: () => `/agreements/${slug}`, message: `The agreement ${when}. ${whom}` };
  },
  "identity:SignOut": { path: () => "/signed-out", message: null },
  "identity:StartTotpEnrollment": { path: () => "/enrollment", message: null },
  "identity:CreateRecoveryCodes": { path: () => "/recovery-codes", message: null },
  "identity:ClearOnceShown": { message: null },
  "identity:RevokeSession": { message: "The session was ended." },
  "identity:RevokeOtherSessions": (output) => {
    const { ended } = Ended.parse(output);
    return { message: ended === 0 ? "There were no other sessions." : `${ended} other ${ended === 1 ? "session was" : "sessions were"} ended.` };
  },
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
  "reports:AcceptTerms": {
    path: (output) => {
      const { reportId, version, ticket } = Ticketed.parse(output);
      return `/reports/${reportId}/${version}?ticket=${ticket}#copy`;
    },
    message: null,
  },
  "reports:UnpublishVersion": { path: () => "/reports", message: "The version was taken out of the catalogue." },
};

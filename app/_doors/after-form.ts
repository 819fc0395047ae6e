import { z } from "zod";

type After = { path?: (output: unknown) => string; message: string | null };

const Ticketed = z.object({ reportId: z.string(), version: z.number(), ticket: z.string() });
const Agreed = z.object({ slug: z.string(), revision: z.number(), holder: z.object({ kind: z.enum(["ACCOUNT", "ORGANIZATION"]) }) });
const EndedAgreement = z.object({ slug: z.string(), end: z.date(), uncovered: z.number() });
const Granted = z.object({ untilAt: z.date(), link: z.string().nullable() });
const Asked = z.object({ state: z.enum(["OPEN", "APPROVED"]), untilAt: z.date().nullable(), rule: z.string().nullable() });
const Decided = z.object({ state: z.enum(["APPROVED", "REFUSED"]), untilAt: z.date().nullable(), personName: z.string() });
const DeletedRole = z.object({ ended: z.number() });
const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const Ended = z.object({ ended: z.number() });

/** Where a form's success leads, and what the page then says. Operations that are not listed go back to where the form was. */
export const afterForm: Readonly<Record<string, After | ((output: unknown) => After)>> = {
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

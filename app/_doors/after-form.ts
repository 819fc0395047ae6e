import { z } from "zod";

type After = { path?: (output: unknown) => string; message: string | null };

const Ticketed = z.object({ reportId: z.string(), version: z.number(), ticket: z.string() });
const Agreed = z.object({ slug: z.string(), revision: z.number(), holder: z.object({ kind: z.enum(["ACCOUNT", "ORGANIZATION"]) }) });
const EndedAgreement = z.object({ slug: z.string(), end: z.date(), uncovered: z.number() });
const FoundCopy = z.object({ served: z.boolean(), at: z.date().nullable() });
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
  "audit:EraseFields": { message: "The fields were erased. The erasure is an event itself, and every proof still holds." },
  "audit:SaveView": { message: "The view was kept. It stands beside the others, for you alone." },
  "audit:RemoveView": { message: "The view was removed." },
  "audit:RotateLogKey": { message: "The log has a new key. The old one signs along for 90 days: publish the new one to whoever keeps your keys." },
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
  "reports:FindCopy": (output) => {
    const { served, at } = FoundCopy.parse(output);
    return { path: () => "/verify", message: served ? `Yes. This portal handed out exactly this file on ${at?.toISOString().slice(0, 19).replace("T", " ") ?? "an unknown day"} UTC.` : "No. This portal did not hand out a file with this SHA-256." };
  },
  "reports:UnpublishVersion": { path: () => "/reports", message: "The version was taken out of the catalogue." },
};

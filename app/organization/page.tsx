import type { Metadata } from "next";
import { OrganizationView } from "@/components/organization/organization-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { getLeastPrivilegeReport } from "@/lib/access/get-least-privilege-report";
import { groupNames } from "@/lib/access/groups";
import { may } from "@/lib/access/decide";
import { readFlash } from "@/lib/identity/flash";
import { formatAccountId } from "@/lib/organizations/account-id";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { describeOrganization } from "@/lib/organizations/describe-organization";
import { groups } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";

export const metadata: Metadata = { title: "Organization" };

const inviteFields = new Set(["accountId", "email", "name", "group"]);

/** The tree of units and accounts, who works where, and who is invited. */
export default async function OrganizationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const asked = one(params, "organization");
  const here = withParams("/organization", { organization: asked });
  const caller = await currentCaller();
  const described = await attempt(here, "/organization", () => perform(caller, describeOrganization, { organizationId: asked }));
  if (!described.ok) return described.page;
  const found = described.value;
  const flash = one(params, "flash");
  const said = readFlash(flash);
  const aboutInvite = said?.fields.some(({ field }) => inviteFields.has(field)) === true;
  const invitable = found.accounts.filter((account) => account.grantable.length > 0);
  const grantable = new Set(invitable.flatMap((account) => account.grantable));
  const manages = invitable.length > 0;
  const grows = (operation: Parameters<typeof may>[1]): boolean => may(caller, operation) && found.organization.kind === "CUSTOMER";
  const growForm = async (operation: string) => {
    const form = await operationForm(operation, here);
    return { ...form, hidden: { ...form.hidden, organizationId: found.organization.id } };
  };
  const self = caller.kind === "person" ? caller : null;
  return (
    <Frame place="/organization" here={here} flash={aboutInvite ? undefined : flash}>
      <OrganizationView
        name={found.organization.name}
        reviewHref={may(caller, getLeastPrivilegeReport) ? withParams("/organization/review", { organization: asked }) : null}
        organizations={found.organizations.map(({ id, name }) => ({ label: name, href: withParams("/organization", { organization: id }), current: id === found.organization.id }))}
        units={found.units}
        accounts={found.accounts.map((account) => ({
          id: account.id,
          number: formatAccountId(account.id),
          unitId: account.unitId,
          name: account.name,
          management: account.management,
          current: account.id === self?.account?.id,
          membersShown: account.membersShown,
          members: account.members.map((member) => ({
            personId: member.personId,
            name: member.name,
            email: member.email,
            groupName: groupNames[member.group],
            enrolled: member.enrolled,
            removable: member.changeable && member.personId !== self?.personId,
            group: member.group,
            groups: member.changeable && member.personId !== self?.personId ? account.grantable.map((group) => ({ value: group, label: groupNames[group] })) : [],
          })),
        }))}
        invitations={found.invitations.map((invitation) => ({
          id: invitation.id,
          name: invitation.name,
          email: invitation.email,
          accountName: found.accounts.find(({ id }) => id === invitation.accountId)?.name ?? invitation.accountId,
          groupName: groupNames[invitation.group],
          expiresAt: invitation.expiresAt.toISOString(),
          expired: invitation.expired,
        }))}
        invite={
          manages
            ? {
                ...(await operationForm("organizations:InvitePerson", here, aboutInvite ? flash : undefined)),
                accounts: invitable.map(({ id, name }) => ({ value: id, label: `${name} (${formatAccountId(id)})` })),
                groups: groups.filter((group) => grantable.has(group)).map((group) => ({ value: group, label: groupNames[group] })),
              }
            : null
        }
        revokeInvitation={manages ? await operationForm("organizations:RevokeInvitation", here) : null}
        changeMembership={manages ? await operationForm("organizations:ChangeMembership", here) : null}
        createAccount={grows(createAccount) ? await growForm("organizations:CreateAccount") : null}
        createUnit={grows(createOrganizationalUnit) ? await growForm("organizations:CreateOrganizationalUnit") : null}
        createOrganization={may(caller, createOrganization) ? await operationForm("organizations:CreateOrganization", here) : null}
        removeMember={manages ? await operationForm("organizations:RemoveMember", here) : null}
      />
    </Frame>
  );
}

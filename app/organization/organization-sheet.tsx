import type { ReactElement } from "react";
import type { z } from "zod";
import { OrganizationSheet, type AccountInvitationShown } from "@/components/organization/organization-sheet";
import { formatAccountId } from "@/lib/organizations/account-id";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganization } from "@/lib/organizations/create-organization";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { inviteAccount } from "@/lib/organizations/invite-account";
import type { listAccountInvitations } from "@/lib/organizations/list-account-invitations";
import { renameOrganization } from "@/lib/organizations/rename-organization";
import { revokeAccountInvitation } from "@/lib/organizations/revoke-account-invitation";
import { formFor, type SheetContext } from "./sheet-context";

type Invitation = z.output<(typeof listAccountInvitations)["output"]>["sent"][number];

export const shownInvitation = ({ id, accountId, organization, unit, note, expiresAt, expired }: Invitation): AccountInvitationShown => ({
  id,
  number: formatAccountId(accountId),
  organization,
  unit,
  note,
  expiresAt: expiresAt.toISOString(),
  expired,
});

/** The sheet of the organization itself. */
export async function organizationSheet(context: SheetContext, sent: readonly Invitation[]): Promise<ReactElement> {
  const { organization, totals, units } = context.tree;
  const about = { organizationId: organization.id };
  const customers = organization.kind === "CUSTOMER";
  return (
    <OrganizationSheet
      id={organization.id}
      name={organization.name}
      slug={organization.slug}
      totals={{ ...totals, units: units.length }}
      rename={await formFor(context, renameOrganization, about)}
      grow={{
        account: customers ? await formFor(context, createAccount, about) : null,
        unit: customers ? await formFor(context, createOrganizationalUnit, about) : null,
        invite: customers ? await formFor(context, inviteAccount, about) : null,
      }}
      createOrganization={await formFor(context, createOrganization, {})}
      sent={sent.map(shownInvitation)}
      revoke={await formFor(context, revokeAccountInvitation, {})}
    />
  );
}

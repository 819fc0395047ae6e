import type { ReactElement } from "react";
import { AccountSheet } from "@/components/organization/account-sheet";
import { AccountActions } from "@/components/organization/account-actions";
import { InviteForm } from "@/components/organization/organization-view";
import { placeChoices } from "@/components/organization/tree-model";
import { operationForm } from "@/app/_doors/session-form";
import { groupNames } from "@/lib/access/groups";
import { may } from "@/lib/access/decide";
import { groups, type Group } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { formatAccountId } from "@/lib/organizations/account-id";
import { closeAccount } from "@/lib/organizations/close-account";
import { describeAccount } from "@/lib/organizations/describe-account";
import { leaveOrganization } from "@/lib/organizations/leave-organization";
import { moveAccount } from "@/lib/organizations/move-account";
import { removeAccount } from "@/lib/organizations/remove-account";
import { renameAccount } from "@/lib/organizations/rename-account";
import { resumeAccount } from "@/lib/organizations/resume-account";
import { suspendAccount } from "@/lib/organizations/suspend-account";
import { formFor, type SheetContext } from "./sheet-context";
import { translated } from "@/lib/texts/text";

const choice = (group: Group) => ({ value: group, label: translated(groupNames[group]) });

/** The sheet of an account, with its people and what can be done with it. `aboutInvite`: the last form's answer is about an invitation. */
export async function accountSheet(context: SheetContext, accountId: string, aboutInvite: boolean): Promise<ReactElement> {
  const { caller, tree, here, flash } = context;
  const account = await perform(caller, describeAccount, { accountId });
  const self = caller.kind === "person" ? caller : null;
  const own = self?.account?.id === account.id;
  const manages = account.grantable.length > 0;
  const movable = account.closedAt === null && !account.management && tree.organization.kind === "CUSTOMER";
  const about = { accountId: account.id };
  return (
    <AccountSheet
      account={{
        id: account.id,
        number: formatAccountId(account.id),
        name: account.name,
        management: account.management,
        current: own,
        path: [account.organization.name, ...account.path],
        createdAt: account.createdAt.toISOString().slice(0, 10),
        closedAt: account.closedAt?.toISOString().slice(0, 10) ?? null,
        suspendedAt: account.suspendedAt?.toISOString().slice(0, 10) ?? null,
        suspendedBy: account.suspendedBy,
        membersShown: account.membersShown,
        members: account.members.map((member) => {
          const changeable = member.changeable && member.personId !== self?.personId;
          return {
            personId: member.personId,
            name: member.name,
            email: member.email,
            groupName: groupNames[member.group],
            enrolled: member.enrolled,
            removable: changeable,
            group: member.group,
            groups: changeable ? account.grantable.map(choice) : [],
          };
        }),
      }}
      invitations={account.invitations.map(({ id, name, email, group, expiresAt, expired }) => ({ id, name, email, groupName: groupNames[group], expiresAt: expiresAt.toISOString(), expired }))}
      revokeInvitation={manages ? await operationForm("organizations:RevokeInvitation", here) : null}
      change={manages ? await operationForm("organizations:ChangeMembership", here) : null}
      remove={manages ? await operationForm("organizations:RemoveMember", here) : null}
    >
      {manages ? (
        <InviteForm
          form={{ ...(await operationForm("organizations:InvitePerson", here, aboutInvite ? flash : undefined)), hidden: { ...(await operationForm("organizations:InvitePerson", here)).hidden, ...about } }}
          groups={groups.filter((group) => account.grantable.includes(group)).map(choice)}
        />
      ) : null}
      <AccountActions
        id={account.id}
        name={account.name}
        now={account.unitId ?? "root"}
        suspended={account.suspendedAt !== null}
        rename={account.closedAt === null && (own || manages) ? await formFor(context, renameAccount, about) : null}
        places={movable && may(caller, moveAccount) ? placeChoices(tree.units, ({ shut }) => shut) : null}
        suspend={movable ? await formFor(context, account.suspendedAt ? resumeAccount : suspendAccount, about) : null}
        leave={movable && own && may(caller, leaveOrganization)}
        remove={movable && !own && may(caller, removeAccount)}
        close={movable && may(caller, closeAccount)}
      />
    </AccountSheet>
  );
}

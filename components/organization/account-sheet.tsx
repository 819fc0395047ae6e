import { Day } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Select } from "../ui/field";
import { initials, plural } from "../ui/format";
import { Badge } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";

export interface OrganizationMember {
  personId: string;
  name: string;
  email: string;
  /** For example `Auditor`. */
  groupName: string;
  /** Has a second factor. */
  enrolled: boolean;
  /** The person who looks may take the member out. */
  removable?: boolean;
  /** The key of the group, and the groups that the person who looks may put the member into; none where it may not. */
  group: string;
  groups: readonly { value: string; label: string }[];
}

export interface OrganizationAccount {
  id: string;
  /** For example `4410-2283-9917`. */
  number: string;
  unitId: string | null;
  name: string;
  management: boolean;
  /** The account in which the person works. */
  current?: boolean;
  members: readonly OrganizationMember[];
  /** False where the person may know the account but not its people. */
  membersShown: boolean;
}

export interface OrganizationInvitation {
  id: string;
  name: string;
  email: string;
  accountName: string;
  groupName: string;
  /** ISO date-time. */
  expiresAt: string;
  expired: boolean;
}

/** One account with its people. */
export function AccountSheet({ account, remove, change }: { account: OrganizationAccount; remove?: IdentityForm | null; change?: IdentityForm | null }) {
  return (
    <section className="account-sheet" aria-labelledby={`account-${account.id}`}>
      <header>
        <h3 id={`account-${account.id}`}>{account.name}</h3>
        <span className="num faint small">{account.number}</span>
        {account.management ? <Badge kind="plain">Management account</Badge> : null}
        {account.current ? <Badge kind="ok">You work here</Badge> : null}
        <span className="account-count faint small">{account.membersShown ? plural(account.members.length, "person", "people") : ""}</span>
      </header>
      {account.membersShown ? (
        account.members.length > 0 ? (
          <ul className="members">
            {account.members.map((member) => (
              <li key={member.personId}>
                <span className="avatar" aria-hidden="true">
                  {initials(member.name)}
                </span>
                <span className="member-name">
                  <b>
                    <bdi>{member.name}</bdi>
                  </b>
                  <small>{member.email}</small>
                </span>
                {member.enrolled ? null : <Badge kind="soon">No second factor yet</Badge>}
                {change && member.groups.length > 1 ? (
                  <Confirm label={member.groupName} question={`The group of ${member.name} in ${account.name}. It holds from the next request.`}>
                    <form method="post" action={change.action}>
                      <HiddenFields values={change.hidden} />
                      <input type="hidden" name="accountId" value={account.id} />
                      <input type="hidden" name="personId" value={member.personId} />
                      <Select id={`group-${account.id}-${member.personId}`} name="group" label="Group" options={member.groups} defaultValue={member.group} />
                      <button className="btn btn-primary btn-small">Change the group</button>
                    </form>
                  </Confirm>
                ) : (
                  <span className="member-group">{member.groupName}</span>
                )}
                {remove && member.removable ? (
                  <a className="btn btn-small" href={`/organization/reset?account=${account.id}&person=${member.personId}`} aria-label={`Reset how ${member.name} signs in`}>
                    Reset
                  </a>
                ) : null}
                {remove && member.removable ? (
                  <Confirm
                    label="Remove"
                    question={`${member.name} loses ${account.name} at once and keeps other accounts. Downloads and events stay on record.`}
                  >
                    <form method="post" action={remove.action}>
                      <HiddenFields values={remove.hidden} />
                      <input type="hidden" name="accountId" value={account.id} />
                      <input type="hidden" name="personId" value={member.personId} />
                      <button className="btn btn-danger-solid btn-small">{`Remove from ${account.name}`}</button>
                    </form>
                  </Confirm>
                ) : null}
              </li>
            ))}
          </ul>
        ) : (
          <p className="members-none">Nobody works here yet. Invite the first person.</p>
        )
      ) : (
        <p className="members-none">The people here are shown to administrators.</p>
      )}
    </section>
  );
}

/** One open invitation. */
export function InvitationRow({ invitation, revoke }: { invitation: OrganizationInvitation; revoke?: IdentityForm | null }) {
  return (
    <li>
      <div>
        <b>
          <bdi>{invitation.name}</bdi>
        </b>
        <small>{invitation.email}</small>
        <small>
          {`${invitation.groupName} in ${invitation.accountName} · `}
          {invitation.expired ? "ran out on " : "until "}
          <Day at={invitation.expiresAt.slice(0, 10)} />
        </small>
      </div>
      {revoke ? (
        <form method="post" action={revoke.action}>
          <HiddenFields values={revoke.hidden} />
          <button
            className="btn btn-small"
            name="invitationId"
            value={invitation.id}
            aria-label={`End the invitation of ${invitation.name}`}
          >
            End
          </button>
        </form>
      ) : null}
    </li>
  );
}

import type { ReactNode } from "react";
import { CopyId, Day, Notice } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Select } from "../ui/field";
import { initials } from "../ui/format";
import { Badge } from "../ui/status";
import { InvitationEnd } from "./invitation-end";
import type { IdentityForm } from "../identity/sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t, tn, translated } from "@/lib/texts/text";

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
  name: string;
  management: boolean;
  /** The account in which the person works. */
  current?: boolean;
  /** Names from the organization down to the unit in which it stands. */
  path: readonly string[];
  /** ISO date. */
  createdAt: string;
  closedAt: string | null;
  /** Suspended itself, since this ISO date. */
  suspendedAt: string | null;
  /** The suspended unit above it. */
  suspendedBy: string | null;
  members: readonly OrganizationMember[];
  /** False where the person may know the account but not its people. */
  membersShown: boolean;
}

export interface OrganizationInvitation {
  id: string;
  name: string;
  email: string;
  groupName: string;
  /** ISO date-time. */
  expiresAt: string;
  expired: boolean;
}

/** The people of an account. */
function Members({ account, remove, change }: { account: OrganizationAccount; remove?: IdentityForm | null; change?: IdentityForm | null }) {
  if (!account.membersShown) return <p className="members-none">{t("The people here are shown to administrators.")}</p>;
  if (account.members.length === 0) return <p className="members-none">{account.closedAt ? t("Its members lost it when it was closed.") : t("Nobody works here yet. Invite the first person.")}</p>;
  return (
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
          {member.enrolled ? null : <Badge kind="soon">{t("No second factor yet")}</Badge>}
          {change && member.groups.length > 1 ? (
            <Confirm label={translated(member.groupName)} question={t("The group of {name} in {account}. It holds from the next request.", { name: member.name, account: account.name })}>
              <form method="post" action={change.action}>
                <HiddenFields values={change.hidden} />
                <input type="hidden" name="accountId" value={account.id} />
                <input type="hidden" name="personId" value={member.personId} />
                <Select id={`group-${account.id}-${member.personId}`} name="group" label={t("Group")} options={member.groups} defaultValue={member.group} />
                <button className="btn btn-primary btn-small">{t("Change the group")}</button>
              </form>
            </Confirm>
          ) : (
            <span className="member-group">{translated(member.groupName)}</span>
          )}
          {remove && member.removable ? (
            <a className="btn btn-small" href={`/organization/reset?account=${account.id}&person=${member.personId}`} aria-label={t("Reset how {name} signs in", { name: member.name })}>
              {t("Reset")}
            </a>
          ) : null}
          {remove && member.removable ? (
            <Confirm label={t("Remove")} question={t("{name} loses {account} at once and keeps other accounts. Downloads and events stay on record.", { name: member.name, account: account.name })}>
              <form method="post" action={remove.action}>
                <HiddenFields values={remove.hidden} />
                <input type="hidden" name="accountId" value={account.id} />
                <input type="hidden" name="personId" value={member.personId} />
                <button className="btn btn-danger-solid btn-small">{t("Remove from {account}", { account: account.name })}</button>
              </form>
            </Confirm>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Why nobody can work in it, and what opens it again. */
function Shut({ account }: { account: OrganizationAccount }) {
  if (account.closedAt) {
    return (
      <Notice kind="info" title={t("Closed for good")}>
        <Rich text={pieces(" on <day></day>. Its downloads, agreements and events stay on record.")} day={() => (account.closedAt ? <Day at={account.closedAt} /> : null)} />
      </Notice>
    );
  }
  if (account.suspendedBy) return <Notice kind="warn" title={t("Nobody can work here")}>{t(": the unit {unit} is suspended. Resume the unit, or move the account out of it.", { unit: account.suspendedBy })}</Notice>;
  if (!account.suspendedAt) return null;
  return (
    <Notice kind="warn" title={t("Suspended")}>
      <Rich text={pieces(" since <day></day>: nobody can work here until it is resumed. Its agreements stay in force.")} day={() => (account.suspendedAt ? <Day at={account.suspendedAt} /> : null)} />
    </Notice>
  );
}

export interface AccountSheetProps {
  account: OrganizationAccount;
  /** Fields: `accountId`, `personId`. */
  remove?: IdentityForm | null;
  /** Fields: `accountId`, `personId`, `group`. */
  change?: IdentityForm | null;
  invitations: readonly OrganizationInvitation[];
  /** The row's id goes as `invitationId`. */
  revokeInvitation?: IdentityForm | null;
  /** The form to invite, and the actions. */
  children?: ReactNode;
}

/** One account: where it stands, its state, its people, who is invited, and what can be done with it. */
export function AccountSheet({ account, remove, change, invitations, revokeInvitation, children }: AccountSheetProps) {
  return (
    <section className="sheet card" aria-labelledby={`account-${account.id}`}>
      <header className="sheet-head">
        <p className="sheet-path">{account.path.join(" / ")}</p>
        <h2 id={`account-${account.id}`}>
          <bdi>{account.name}</bdi>
        </h2>
        <p className="sheet-facts">
          <CopyId value={account.id} label={t("account number")} short={account.number} />
          {account.management ? <Badge kind="plain">{t("Management account")}</Badge> : null}
          {account.closedAt ? <Badge kind="withdrawn">{t("Closed")}</Badge> : account.suspendedAt || account.suspendedBy ? <Badge kind="denied">{t("Suspended")}</Badge> : null}
          {account.current ? <Badge kind="ok">{t("You work here")}</Badge> : null}
          <span className="faint small">
            <Rich text={pieces("since <day></day>")} day={() => <Day at={account.createdAt} />} />
          </span>
        </p>
      </header>
      <Shut account={account} />
      <h3>{account.membersShown ? tn(account.members.length, "{n} person", "{n} people") : t("People")}</h3>
      <Members account={account} remove={remove} change={change} />
      {invitations.length > 0 ? (
        <>
          <h3>{t("Invited")}</h3>
          <ul className="invitations">
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} revoke={revokeInvitation} />
            ))}
          </ul>
        </>
      ) : null}
      {children}
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
          {translated(invitation.groupName)} · <InvitationEnd {...invitation} />
        </small>
      </div>
      {revoke ? (
        <form method="post" action={revoke.action}>
          <HiddenFields values={revoke.hidden} />
          <button
            className="btn btn-small"
            name="invitationId"
            value={invitation.id}
            aria-label={t("End the invitation of {name}", { name: invitation.name })}
          >
            {t("End")}
          </button>
        </form>
      ) : null}
    </li>
  );
}

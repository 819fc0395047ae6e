import { Button } from "../ui/button";
import { Facts } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { formatCount } from "../ui/format";
import type { IdentityForm } from "../identity/sign-in-view";
import { GrowActions, type GrowForms } from "./grow-actions";
import { InvitationEnd } from "./invitation-end";
import { Action, RenameAction } from "./sheet-actions";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface AccountInvitationShown {
  id: string;
  /** For example `4410-2283-9917`. */
  number: string;
  organization: string;
  unit: string | null;
  note: string;
  /** ISO date-times. */
  expiresAt: string;
  expired: boolean;
}

export interface OrganizationSheetProps {
  id: string;
  name: string;
  /** Short name, used by commands. */
  slug: string;
  totals: { accounts: number; closed: number; people: number | null; units: number };
  rename?: IdentityForm | null;
  grow: GrowForms;
  /** Fields: `name`, `slug`, `managementAccountName`. */
  createOrganization?: IdentityForm | null;
  sent: readonly AccountInvitationShown[];
  /** The row's id goes as `invitationId`. */
  revoke?: IdentityForm | null;
}

/** The organization itself: its numbers, what can be added at the top, and the accounts it has invited. */
export function OrganizationSheet({ id, name, slug, totals, rename, grow, createOrganization, sent, revoke }: OrganizationSheetProps) {
  return (
    <section className="sheet card" aria-labelledby="organization-sheet">
      <header className="sheet-head">
        <h2 id="organization-sheet">{t("At a glance")}</h2>
      </header>
      <Facts
        items={[
          { term: t("Accounts"), value: totals.closed > 0 ? t("{accounts}, and {closed} closed", { accounts: totals.accounts, closed: totals.closed }) : formatCount(totals.accounts) },
          { term: t("Units"), value: formatCount(totals.units) },
          { term: t("People"), value: totals.people === null ? null : formatCount(totals.people) },
          { term: t("Short name"), value: <code>{slug}</code> },
        ]}
      />
      <p className="muted small">{t("Choose an account to see its people and to invite some, or a unit to see what it holds.")}</p>
      <div className="sheet-actions">
        <GrowActions id="root" forms={grow} />
        {rename ? <RenameAction form={rename} id={id} name={name} /> : null}
        {createOrganization ? (
          <Action label={t("Add a customer organization")}>
            <form method="post" action={createOrganization.action}>
              <HiddenFields values={createOrganization.hidden} />
              <Input id="organization-name" name="name" label={t("Name of the organization")} maxLength={120} required autoComplete="off" />
              <Input id="organization-slug" name="slug" label={t("Short name")} hint={t("Small letters, digits and dashes; used by commands.")} maxLength={64} required autoComplete="off" />
              <Input id="organization-account" name="managementAccountName" label={t("Name of its management account")} maxLength={120} required autoComplete="off" />
              <Button>{t("Create the organization")}</Button>
            </form>
          </Action>
        ) : null}
      </div>
      {sent.length > 0 ? (
        <>
          <h3>{t("Accounts invited")}</h3>
          <ul className="invitations">
            {sent.map((invitation) => (
              <li key={invitation.id}>
                <div>
                  <b className="num">{invitation.number}</b>
                  <small>
                    <Rich text={invitation.unit === null ? pieces("to stand at the top, <ends></ends>") : pieces("into {unit}, <ends></ends>", { unit: invitation.unit })} ends={() => <InvitationEnd {...invitation} />} />
                  </small>
                </div>
                {revoke ? (
                  <form method="post" action={revoke.action}>
                    <HiddenFields values={revoke.hidden} />
                    <button className="btn btn-small" name="invitationId" value={invitation.id} aria-label={t("Take back the invitation of account {number}", { number: invitation.number })}>
                      {t("Take back")}
                    </button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

import type { ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Day, Notice, PageHeader, Tabs, type Tab } from "../ui/content";
import { HiddenFields, Input, Select } from "../ui/field";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import type { AccountInvitationShown } from "./organization-sheet";
import { TreeView, type TreeViewProps } from "./tree-view";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

export interface OrganizationViewProps {
  name: string;
  /** The review of what people have and do not need; null where the person may not see it. */
  reviewHref?: string | null;
  /** Other organizations that operator staff may look at. */
  organizations?: readonly (Tab & { id: string })[];
  totals: { accounts: number; people: number | null; units: number };
  tree: TreeViewProps;
  /** Leads from a sheet back to the organization's own; null while that is shown. */
  backHref: string | null;
  /** Invitations to the account that the person works in. */
  received: readonly AccountInvitationShown[];
  /** The row's id goes as `invitationId`. */
  decline?: IdentityForm | null;
  /** The person may say what an invitation would change, and accept it. */
  mayJoin: boolean;
  /** The sheet of what is chosen. */
  sheet: ReactNode;
}

const fewOrganizations = 8;

function Organizations({ organizations }: { organizations: NonNullable<OrganizationViewProps["organizations"]> }) {
  if (organizations.length < 2) return null;
  if (organizations.length <= fewOrganizations) return <Tabs label={t("Organizations")} items={organizations} />;
  return (
    <form method="get" action="/organization" className="organization-choice">
      <Select id="organization" name="organization" label={t("Organization")} options={organizations.map(({ id, label }) => ({ value: id, label }))} defaultValue={organizations.find(({ current }) => current)?.id} />
      <Button>{t("Show")}</Button>
    </form>
  );
}

function Received({ invitation, decline, mayJoin }: { invitation: AccountInvitationShown; decline?: IdentityForm | null; mayJoin: boolean }) {
  return (
    <Notice kind="info" title={t("{organization} invites this account to join it", { organization: invitation.organization })}>
      <p>
        {invitation.unit === null ? t("It would stand at the top.") : t("It would stand in {unit}.", { unit: invitation.unit })}{" "}
        <Rich text={pieces("The invitation is open until <day></day>.")} day={() => <Day at={invitation.expiresAt.slice(0, 10)} />} />
        {invitation.note === "" ? null : <q className="invitation-note">{invitation.note}</q>}
      </p>
      <div className="row">
        {mayJoin ? (
          <ButtonLink size="small" href={`/organization/change?kind=join&invitationId=${invitation.id}`}>
            {t("See what would change")}
          </ButtonLink>
        ) : (
          <span className="muted small">{t("An organization admin of this account can accept it. An account that belongs to another organization leaves that first.")}</span>
        )}
        {decline ? (
          <form method="post" action={decline.action}>
            <HiddenFields values={decline.hidden} />
            <button className="btn btn-quiet btn-small" name="invitationId" value={invitation.id}>
              {t("Decline")}
            </button>
          </form>
        ) : null}
      </div>
    </Notice>
  );
}

/** The tree of an organization, and beside it the sheet of what is chosen. */
export function OrganizationView({ name, reviewHref, organizations = [], totals, tree, backHref, received, decline, mayJoin, sheet }: OrganizationViewProps) {
  const accounts = tn(totals.accounts, "{n} account", "{n} accounts");
  const units = tn(totals.units, "in {n} unit", "in {n} units");
  return (
    <>
      <PageHeader
        title={name}
        actions={reviewHref ? <ButtonLink href={reviewHref}>{t("Review access")}</ButtonLink> : null}
        description={
          totals.people === null
            ? t("{accounts} {units}.", { accounts, units })
            : t("{accounts} {units}, {people}.", { accounts, units, people: tn(totals.people, "{n} person", "{n} people") })
        }
      />
      <Organizations organizations={organizations} />
      <div className="stack-lg">
        {received.map((invitation) => (
          <Received key={invitation.id} invitation={invitation} decline={decline} mayJoin={mayJoin} />
        ))}
        <div className="organization-grid">
          <TreeView {...tree} />
          <div className="organization-aside" id="sheet">
            {backHref ? (
              <a className="sheet-back" href={backHref}>
                {t("All of {organization}", { organization: name })}
              </a>
            ) : null}
            {sheet}
          </div>
        </div>
      </div>
    </>
  );
}

/** Fields: `name`, `email`, `group`. */
export function InviteForm({ form, groups, values }: { form: IdentityForm; groups: readonly { value: string; label: string }[]; values?: { name?: string; email?: string; group?: string } }) {
  const { errors } = form;
  return (
    <section className="sheet-invite" aria-labelledby="invite">
      <h3 id="invite">{t("Invite a person")}</h3>
      <FormError error={form.error} />
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Input id="name" label={t("Name")} maxLength={120} required autoComplete="off" defaultValue={values?.name} error={errors?.["name"]} />
        <Input id="email" label={t("E-mail address")} type="email" required autoComplete="off" maxLength={254} defaultValue={values?.email} error={errors?.["email"]} />
        <Select id="group" label={t("Group")} options={groups} defaultValue={values?.group ?? groups.at(-1)?.value} error={errors?.["group"]} />
        <Button kind="primary">{t("Make the invitation")}</Button>
      </form>
      <p className="card-foot">{t("You get a link to pass on. It works once, for seven days. You will be asked for a code first.")}</p>
    </section>
  );
}


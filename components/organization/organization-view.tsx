import type { ReactNode } from "react";
import { Button, ButtonLink } from "../ui/button";
import { Card, EmptyState, Notice, PageHeader, Tabs, type Tab } from "../ui/content";
import { HiddenFields, Input, Select } from "../ui/field";
import { plural } from "../ui/format";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { AccountSheet, InvitationRow, type OrganizationAccount, type OrganizationInvitation } from "./account-sheet";

export type { OrganizationAccount, OrganizationInvitation, OrganizationMember } from "./account-sheet";

export interface OrganizationUnit {
  id: string;
  parentId: string | null;
  name: string;
}

export interface OrganizationViewProps {
  name: string;
  /** The review of what people have and do not need; null where the person may not see it. */
  reviewHref?: string | null;
  /** Other organizations that operator staff may look at. */
  organizations?: readonly Tab[];
  units: readonly OrganizationUnit[];
  accounts: readonly OrganizationAccount[];
  invitations: readonly OrganizationInvitation[];
  /** Fields: `accountId`, `name`, `email`, `group`. Absent where the person may not invite. */
  invite?: (IdentityForm & InviteChoices) | null;
  /** The row's id goes as `invitationId`. */
  revokeInvitation?: IdentityForm | null;
  /** The row's `accountId` and `personId` go along. */
  removeMember?: IdentityForm | null;
  /** Fields: `accountId`, `personId`, `group`. */
  changeMembership?: IdentityForm | null;
  /** Fields: `name`, `parentId`. */
  createUnit?: IdentityForm | null;
  /** Fields: `name`, `unitId`. */
  createAccount?: IdentityForm | null;
  /** Fields: `name`, `slug`, `managementAccountName`. */
  createOrganization?: IdentityForm | null;
  notice?: string | null;
  /** The link of a fresh invitation, or anything else that must be seen first. */
  children?: ReactNode;
}

export interface InviteChoices {
  accounts: readonly { value: string; label: string }[];
  groups: readonly { value: string; label: string }[];
  values?: { accountId?: string; name?: string; email?: string; group?: string };
}

/** The tree of an organization: units, accounts, and who works in them. */
export function OrganizationView(props: OrganizationViewProps) {
  const { units, accounts, invitations } = props;
  const people = new Set(accounts.flatMap((account) => account.members.map((member) => member.personId)));
  return (
    <>
      <PageHeader
        title={props.name}
        actions={props.reviewHref ? <ButtonLink href={props.reviewHref}>Review access</ButtonLink> : null}
        description={`${plural(accounts.length, "account")} in ${plural(units.length, "unit")}, ${plural(people.size, "person", "people")}.`}
      />
      {props.organizations && props.organizations.length > 1 ? <Tabs label="Organizations" items={props.organizations} /> : null}
      <div className="stack-lg">
        {props.notice ? (
          <Notice kind="ok" live>
            {props.notice}
          </Notice>
        ) : null}
        {props.children}
        <div className="organization-grid">
          <section aria-labelledby="accounts">
            <h2 id="accounts" className="sr">
              Accounts
            </h2>
            {accounts.length === 0 ? (
              <div className="card">
                <EmptyState icon="organization" title="No accounts yet">
                  The operator creates accounts. Each is a place to work, with its own people.
                </EmptyState>
              </div>
            ) : (
              <Branch parentId={null} depth={0} {...props} />
            )}
          </section>
          <div className="stack-lg organization-aside">
            {props.invite ? <InviteCard form={props.invite} /> : null}
            <Card id="invitations" title="Open invitations">
              {invitations.length === 0 ? (
                <p className="muted small">None. An invitation shows here until it is used, ended or seven days old.</p>
              ) : (
                <ul className="invitations">
                  {invitations.map((invitation) => (
                    <InvitationRow key={invitation.id} invitation={invitation} revoke={props.revokeInvitation} />
                  ))}
                </ul>
              )}
            </Card>
            {props.createAccount || props.createUnit || props.createOrganization ? <GrowCard {...props} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}

/** Forms that make the tree grow, one behind each disclosure. */
function GrowCard({ units, createAccount, createUnit, createOrganization }: OrganizationViewProps) {
  const places = [{ value: "", label: "At the top" }, ...units.map((unit) => ({ value: unit.id, label: unit.name }))];
  return (
    <Card id="grow" title="Add">
      <div className="stack">
        {createAccount ? (
          <Disclosure label="An account" form={createAccount} button="Create the account">
            <Input id="account-name" name="name" label="Name of the account" maxLength={120} required autoComplete="off" />
            <Select id="account-unit" name="unitId" label="Where" options={places} />
          </Disclosure>
        ) : null}
        {createUnit ? (
          <Disclosure label="A unit" form={createUnit} button="Create the unit">
            <Input id="unit-name" name="name" label="Name of the unit" maxLength={120} required autoComplete="off" />
            <Select id="unit-parent" name="parentId" label="Where" options={places} />
          </Disclosure>
        ) : null}
        {createOrganization ? (
          <Disclosure label="A customer organization" form={createOrganization} button="Create the organization">
            <Input id="organization-name" name="name" label="Name" maxLength={120} required autoComplete="off" />
            <Input id="organization-slug" name="slug" label="Short name" hint="Small letters, digits and dashes; used by commands." maxLength={64} required autoComplete="off" />
            <Input id="organization-account" name="managementAccountName" label="Name of its management account" maxLength={120} required autoComplete="off" />
          </Disclosure>
        ) : null}
      </div>
    </Card>
  );
}

function Disclosure({ label, form, button, children }: { label: string; form: IdentityForm; button: string; children: ReactNode }) {
  return (
    <details className="grow">
      <summary>{label}</summary>
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        {children}
        <div className="auth-actions">
          <Button>{button}</Button>
        </div>
      </form>
    </details>
  );
}

function Branch({ parentId, depth, ...props }: OrganizationViewProps & { parentId: string | null; depth: number }) {
  const accounts = props.accounts.filter((account) => account.unitId === parentId);
  const units = props.units.filter((unit) => unit.parentId === parentId);
  if (depth > 8) return null;
  return (
    <ul className="branch">
      {accounts.map((account) => (
        <li key={account.id}>
          <AccountSheet account={account} remove={props.removeMember} change={props.changeMembership} />
        </li>
      ))}
      {units.map((unit) => (
        <li key={unit.id} className="unit">
          <h3>{unit.name}</h3>
          <Branch {...props} parentId={unit.id} depth={depth + 1} />
        </li>
      ))}
    </ul>
  );
}

function InviteCard({ form }: { form: IdentityForm & InviteChoices }) {
  const { values, errors } = form;
  return (
    <Card id="invite" title="Invite a person">
      <FormError error={form.error} />
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Input id="name" label="Name" maxLength={120} required autoComplete="off" defaultValue={values?.name} error={errors?.name} />
        <Input
          id="email"
          label="E-mail address"
          type="email"
          required
          autoComplete="off"
          defaultValue={values?.email}
          error={errors?.email}
        />
        <Select
          id="accountId"
          label="Account"
          required
          options={form.accounts}
          defaultValue={values?.accountId}
          error={errors?.accountId}
        />
        <Select id="group" label="Group" required options={form.groups} defaultValue={values?.group} error={errors?.group} />
        <div className="auth-actions">
          <Button kind="primary">Make the invitation</Button>
        </div>
      </form>
      <p className="card-foot">You get a link to pass on. It works once, for seven days. You will be asked for a code first.</p>
    </Card>
  );
}

export interface InviteViewProps {
  form: IdentityForm & InviteChoices;
}

/** The invitation form on a page of its own. */
export function InviteView({ form }: InviteViewProps) {
  return (
    <>
      <PageHeader title="Invite a person" crumbs={[{ label: "Organization", href: "/organization" }, { label: "Invite" }]} />
      <div className="invite-page">
        <InviteCard form={form} />
      </div>
    </>
  );
}

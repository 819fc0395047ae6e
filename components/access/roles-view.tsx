import type { IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { Card, EmptyState, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, Textarea, type SelectOption } from "../ui/field";
import { periodBar, periodScale, type Scale } from "../ui/period";
import { Table } from "../ui/table";
import { GrantBadge, grantLook, type GrantState } from "./grant-badge";
import { OwnRoles, type OwnRolesProps } from "./own-roles";
import { t, tn } from "@/lib/texts/text";

export interface RoleGrantRow {
  grantId: string;
  name: string;
  email: string;
  note: string;
  /** ISO date-times. */
  from: string;
  until: string;
  state: GrantState;
  /** Ended before its time. */
  ended: boolean;
}

export interface RoleRow {
  roleId: string;
  name: string;
  description: string;
  accountName: string;
  policies: readonly { attachmentId: string; name: string }[];
  grants: readonly RoleGrantRow[];
}

export interface ManagedRoles {
  organizationName: string;
  roles: readonly RoleRow[];
  accounts: readonly SelectOption[];
  policies: readonly SelectOption[];
  forms: Readonly<Record<"create" | "update" | "remove" | "grant" | "end" | "attach" | "detach", IdentityForm>>;
}

export interface RolesViewProps {
  own: OwnRolesProps | null;
  managed: ManagedRoles | null;
  /** ISO date. */
  today: string;
}

const presets = (): readonly SelectOption[] => [
  { value: "1", label: tn(1, "{n} day", "{n} days") },
  { value: "7", label: t("1 week") },
  { value: "14", label: t("2 weeks") },
  { value: "30", label: tn(30, "{n} day", "{n} days") },
  { value: "90", label: tn(90, "{n} day", "{n} days") },
  { value: "", label: t("Until a day that I choose") },
];

/** Roles for a time: for those who hold them, what they may assume; for administrators, who holds what until when. */
export function RolesView({ own, managed, today }: RolesViewProps) {
  return (
    <>
      <PageHeader title={t("Roles")} description={t("Authority for a time, in place of one's own: for an auditor on a visit, or for a task that should end by itself.")} />
      <div className={managed ? "organization-grid" : "stack-lg"}>
        <div className="stack-lg">
          {own ? <OwnRoles {...own} /> : null}
          {managed ? <Managed {...managed} today={today} /> : null}
        </div>
        {managed ? (
          <div className="stack-lg">
            <NextToEnd roles={managed.roles} />
            <CreateCard managed={managed} />
          </div>
        ) : null}
      </div>
    </>
  );
}

function Managed({ today, ...managed }: ManagedRoles & { today: string }) {
  const { roles } = managed;
  const days = roles.flatMap(({ grants }) => grants.map(({ from, until }) => ({ start: from.slice(0, 10), end: until.slice(0, 10) })));
  const scale = periodScale(days, today, 2);
  if (roles.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="key" title={t("No roles yet")}>
          {t("Make a role for an account, attach policies that say what it may do, then grant it to a person for a time.")}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {roles.map((role) => (
        <RoleCard key={role.roleId} role={role} managed={managed} scale={scale} />
      ))}
    </>
  );
}

function RoleCard({ role, managed, scale }: { role: RoleRow; managed: ManagedRoles; scale: Scale }) {
  const { forms, policies } = managed;
  const id = role.roleId;
  const { grant } = forms;
  const withRole = (form: IdentityForm) => ({ ...form.hidden, roleId: id });
  return (
    <Card id={`role-${id}`} title={role.name} className="role-card" aside={<span className="muted small">{role.accountName}</span>}>
      {role.description ? <p className="muted">{role.description}</p> : null}
      <div className="role-policies">
        <span className="label">{t("May do")}</span>
        {role.policies.length === 0 ? <span className="muted small">{t("Nothing: no policy is attached.")}</span> : null}
        {role.policies.map((policy) => (
          <form key={policy.attachmentId} method="post" action={forms.detach.action} className="policy-chip">
            <HiddenFields values={{ ...forms.detach.hidden, attachmentId: policy.attachmentId }} />
            <span>{policy.name}</span>
            <button aria-label={t("Detach {policy}", { policy: policy.name })} title={t("Detach")}>
              ×
            </button>
          </form>
        ))}
      </div>
      {role.grants.length === 0 ? (
        <p className="muted small">{t("Nobody holds this role yet.")}</p>
      ) : (
        <Table
          caption={t("Who holds {role}", { role: role.name })}
          cards
          className="grants"
          columns={[
            { key: "who", label: t("Person") },
            { key: "state", label: t("State") },
            { key: "time", label: t("From – until") },
            { key: "end", label: t("End it"), quiet: true },
          ]}
        >
          {role.grants.map((row) => (
            <GrantRow key={row.grantId} row={row} role={role} end={forms.end} scale={scale} />
          ))}
        </Table>
      )}
      <div className="role-actions">
        <details className="grow">
          <summary>{t("Grant it to a person")}</summary>
          <form method="post" action={grant.action} className="grant-form">
            <HiddenFields values={withRole(grant)} />
            <Input id={`name-${id}`} name="name" label={t("Name")} maxLength={120} required autoComplete="off" />
            <Input id={`email-${id}`} name="email" label={t("E-mail address")} type="email" required autoComplete="off" hint={t("Someone outside the organization gets a link by you and does not become a member.")} />
            <Select id={`days-${id}`} name="days" label={t("For")} options={presets()} defaultValue="7" />
            <Input id={`until-${id}`} name="until" label={t("Last day")} optional type="date" hint={t("In UTC, the day included. It counts instead of the number of days.")} />
            <Input id={`from-${id}`} name="from" label={t("First day")} optional type="date" hint={t("Now, if not given.")} />
            <Input id={`note-${id}`} name="note" label={t("Why")} optional maxLength={300} autoComplete="off" />
            <Button kind="primary">{t("Grant the role")}</Button>
          </form>
        </details>
        {policies.length > 0 ? (
          <details className="grow">
            <summary>{t("Attach a policy")}</summary>
            <form method="post" action={forms.attach.action}>
              <HiddenFields values={{ ...withRole(forms.attach), kind: "role" }} />
              <Select id={`policy-${id}`} name="policyId" label={t("Policy")} options={policies} />
              <Button>{t("Attach the policy")}</Button>
            </form>
          </details>
        ) : (
          <p className="muted small">{t("There are no policies in {organization} yet that could be attached.", { organization: managed.organizationName })}</p>
        )}
        <details className="grow">
          <summary>{t("Rename or delete")}</summary>
          <form method="post" action={forms.update.action}>
            <HiddenFields values={withRole(forms.update)} />
            <Input id={`rename-${id}`} name="name" label={t("Name")} required maxLength={64} defaultValue={role.name} autoComplete="off" />
            <Textarea id={`describe-${id}`} name="description" label={t("Description")} optional maxLength={500} rows={2} defaultValue={role.description} />
            <Button>{t("Save")}</Button>
          </form>
          <form method="post" action={forms.remove.action} className="role-delete">
            <HiddenFields values={withRole(forms.remove)} />
            <p className="small">{t("Deleting ends every grant at once. Whoever works in the role works as themselves again.")}</p>
            <Input id={`confirm-${id}`} name="confirmName" label={t("Type the role’s name: {role}", { role: role.name })} required autoComplete="off" />
            <Button kind="danger">{t("Delete the role")}</Button>
          </form>
        </details>
      </div>
    </Card>
  );
}

function GrantRow({ row, role, end, scale }: { row: RoleGrantRow; role: RoleRow; end: IdentityForm; scale: Scale }) {
  return (
    <tr>
      <td>
        <div>
          <bdi>{row.name}</bdi>
          <p className="faint small grant-email">
            {row.email}
            {row.note ? ` · ${row.note}` : ""}
          </p>
        </div>
      </td>
      <td data-label={t("State")}>
        <GrantBadge state={row.state} />
        {row.ended ? <span className="faint small"> {t("early")}</span> : null}
      </td>
      <td data-label={t("From – until")}>
        <div className="grant-time">
          <span className="small num">
            <Time at={row.from} /> – <Time at={row.until} />
          </span>
          {periodBar(scale, { start: row.from.slice(0, 10), end: row.until.slice(0, 10) }, grantLook[row.state])}
        </div>
      </td>
      <td>
        {row.state === "ENDED" ? null : (
          <Confirm label={t("End now")} question={t("{person} loses {role} at once, also on pages that are open.", { person: row.name, role: role.name })}>
            <form method="post" action={end.action}>
              <HiddenFields values={{ ...end.hidden, grantId: row.grantId }} />
              <Button kind="danger-solid" size="small">
                {t("End it")}
              </Button>
            </form>
          </Confirm>
        )}
      </td>
    </tr>
  );
}

function NextToEnd({ roles }: { roles: readonly RoleRow[] }) {
  const open = roles
    .flatMap((role) => role.grants.filter(({ state }) => state === "RUNNING").map((grant) => ({ ...grant, role: role.name, roleId: role.roleId })))
    .toSorted((a, b) => a.until.localeCompare(b.until))
    .slice(0, 5);
  return (
    <Card id="next" title={t("Next to end")}>
      {open.length === 0 ? (
        <p className="muted small">{t("Nobody can assume a role at the moment.")}</p>
      ) : (
        <ul className="grant-list grant-next">
          {open.map((grant) => (
            <li key={grant.grantId}>
              <p>
                <bdi>{grant.name}</bdi>, <a href={`#role-${grant.roleId}`}>{grant.role}</a>
                <br />
                <span className="small num">
                  <Time at={grant.until} />
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function CreateCard({ managed }: { managed: ManagedRoles }) {
  const { create } = managed.forms;
  return (
    <Card id="new-role" title={t("New role")}>
      <form method="post" action={create.action}>
        <HiddenFields values={create.hidden} />
        <Input id="role-name" name="name" label={t("Name")} required maxLength={64} autoComplete="off" />
        <Select id="role-account" name="accountId" label={t("Account it works in")} options={managed.accounts} />
        <Textarea id="role-description" name="description" label={t("What it is for")} optional maxLength={500} rows={2} />
        <div className="auth-actions">
          <Button kind="primary">{t("Make the role")}</Button>
        </div>
      </form>
      <p className="card-foot">{t("A role can do nothing until a policy is attached to it.")}</p>
    </Card>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Day, EmptyState, PageHeader, Tabs, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields } from "../ui/field";
import { Badge } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import type { IdentityForm } from "../identity/sign-in-view";
import { Rich } from "../ui/rich";
import { msg, pieces, t, tn, translated, type Message } from "@/lib/texts/text";

export type ReviewSection = "permissions" | "factors" | "dormant" | "admins" | "keys";

interface Who {
  key: string;
  personId: string;
  accountId: string;
  name: string;
  email: string;
  accountName: string;
  groupName: string;
  changeable: boolean;
}

export interface PermissionRow extends Who {
  memberSince: string;
  recent: boolean;
  allowed: number;
  used: readonly string[];
  unused: readonly string[];
  suggested: { group: string; name: string } | null;
}

export interface ReviewPersonRow extends Who {
  /** ISO dates. */
  at: string | null;
  since: string;
  accessKey: { id: string; name: string } | null;
}

export interface ReviewViewProps {
  organizationName: string;
  section: ReviewSection;
  tabs: readonly Tab[];
  permissions: readonly PermissionRow[];
  people: readonly ReviewPersonRow[];
  summary: string;
  previousHref: string | null;
  nextHref: string | null;
  /** Where the organization asks for passkeys; null where it is not the caller's own. */
  passkeysHref: string | null;
  /** The page itself, to come back to. */
  here: string;
  change: IdentityForm;
  remove: IdentityForm;
  revoke: IdentityForm;
  /** What the export is told; null for those who may not. */
  exportForm: { action: string; fields: Readonly<Record<string, string>> } | null;
}

const intros: Record<ReviewSection, Message> = {
  permissions: msg("What each member may do, and what of it they have not done in the last 90 days. Put people into the least group that does for them."),
  factors: msg("People whose second factor has neither been used nor changed for a year. Ask whether they are still there; if so, give them a link to begin anew."),
  dormant: msg("People who have not signed in for 90 days. Whoever no longer needs access should not have it."),
  admins: msg("Administrators and staff without a passkey. Ask them to set one up, or ask for it of all."),
  keys: msg("Access keys that no script has used for 90 days, or whose secret is older than a year. Unused ones should go; old ones want a new secret."),
};
const empty: Record<ReviewSection, Message> = {
  permissions: msg("Nobody works here yet."),
  factors: msg("Everybody's second factor was used or changed within a year."),
  dormant: msg("Everybody has signed in within 90 days."),
  admins: msg("Every administrator has a passkey."),
  keys: msg("Every access key is in use and younger than a year."),
};

/** What people have and do not need, with what to do about it. */
export function ReviewView(props: ReviewViewProps) {
  const { section, permissions, people } = props;
  const none = permissions.length + people.length === 0;
  return (
    <>
      <PageHeader
        title={t("Review of access")}
        crumbs={[{ label: t("Organization"), href: "/organization" }, { label: t("Review") }]}
        description={t("{organization}: {what}", { organization: props.organizationName, what: t(intros[section]) })}
        actions={
          props.exportForm ? (
            <form method="post" action={props.exportForm.action} className="no-print">
              <HiddenFields values={props.exportForm.fields} />
              <Button icon="download">{t("Export CSV")}</Button>
            </form>
          ) : null
        }
      />
      <Tabs label={t("Parts of the review")} items={props.tabs} />
      {section === "admins" && props.passkeysHref ? (
        <p className="review-do">
          <ButtonLink href={props.passkeysHref}>{t("Ask for passkeys")}</ButtonLink>
        </p>
      ) : null}
      {none ? (
        <EmptyState icon="security" title={t("Nothing to do")}>
          {t(empty[section])}
        </EmptyState>
      ) : section === "permissions" ? (
        <PermissionTable {...props} />
      ) : (
        <PeopleTable {...props} />
      )}
      {none ? null : <Pagination summary={props.summary} previousHref={props.previousHref} nextHref={props.nextHref} />}
    </>
  );
}

function Name({ who }: { who: Who }) {
  return (
    <td>
      <span className="credential-name">
        <b>
          <bdi>{who.name}</bdi>
        </b>
        <small>{who.email}</small>
      </span>
    </td>
  );
}

const place = (who: Who) => (
  <>
    <input type="hidden" name="accountId" value={who.accountId} />
    <input type="hidden" name="personId" value={who.personId} />
  </>
);

function Removal({ row, form }: { row: Who; form: IdentityForm }) {
  return (
    <Confirm label={t("Remove")} question={t("{name} loses {account} at once and keeps other accounts. Downloads and events stay on record.", { name: row.name, account: row.accountName })}>
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        {place(row)}
        <button className="btn btn-danger-solid btn-small">{t("Remove from {account}", { account: row.accountName })}</button>
      </form>
    </Confirm>
  );
}

function PermissionTable({ permissions, change, remove }: ReviewViewProps) {
  return (
    <Table
      caption={t("Members and what they use")}
      cards
      columns={[
        { key: "name", label: t("Name") },
        { key: "account", label: t("Account") },
        { key: "group", label: t("Group") },
        { key: "use", label: t("Used of allowed") },
        { key: "unused", label: t("Not used") },
        { key: "do", label: t("What to do") },
      ]}
    >
      {permissions.map((row) => (
        <tr key={row.key}>
          <Name who={row} />
          <td data-label={t("Account")}>{row.accountName}</td>
          <td data-label={t("Group")}>{translated(row.groupName)}</td>
          <td data-label={t("Used of allowed")} className="num">
            {t("{used} of {allowed}", { used: row.used.length, allowed: row.allowed })}
          </td>
          <td data-label={t("Not used")}>
            {row.unused.length === 0 ? (
              t("nothing")
            ) : (
              <details className="review-list">
                <summary>{tn(row.unused.length, "{n} permission", "{n} permissions")}</summary>
                <ul className="mono">
                  {row.unused.map((action) => (
                    <li key={action}>{action}</li>
                  ))}
                </ul>
              </details>
            )}
          </td>
          <td data-label={t("What to do")}>
            {row.recent ? (
              <>
                <Badge kind="plain">{t("New")}</Badge> <small><Rich text={pieces("member since <day></day>")} day={() => <Day at={row.memberSince} />} /></small>
              </>
            ) : row.changeable && row.used.length === 0 ? (
              <Removal row={row} form={remove} />
            ) : row.suggested ? (
              <Confirm label={t("{group} would do", { group: translated(row.suggested.name) })} question={t("All that {name} did in 90 days in {account}, {group} may do as well. It holds from the next request.", { name: row.name, account: row.accountName, group: translated(row.suggested.name) })}>
                <form method="post" action={change.action}>
                  <HiddenFields values={change.hidden} />
                  {place(row)}
                  <input type="hidden" name="group" value={row.suggested.group} />
                  <Button kind="primary" size="small">{t("Change to {group}", { group: translated(row.suggested.name) })}</Button>
                </form>
              </Confirm>
            ) : (
              <span className="faint">{row.changeable ? t("No lesser group would do") : t("Not yours to change")}</span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

const lastWords: Record<ReviewSection, Message | null> = { permissions: null, factors: msg("Factor last used"), dormant: msg("Last sign-in"), admins: msg("Last sign-in"), keys: msg("Last used") };

function PeopleTable({ section, people, here, remove, revoke }: ReviewViewProps) {
  const words = lastWords[section];
  const last = words ? t(words) : "";
  return (
    <Table
      caption={t(intros[section])}
      cards
      columns={[
        ...(section === "keys" ? [{ key: "accessKey", label: t("Access key") }] : []),
        { key: "name", label: t("Name") },
        { key: "account", label: t("Account") },
        { key: "group", label: t("Group") },
        { key: "at", label: last },
        { key: "since", label: section === "keys" ? t("Secret since") : t("Member since") },
        { key: "do", label: t("What to do") },
      ]}
    >
      {people.map((row) => (
        <tr key={row.key}>
          {row.accessKey ? (
            <td>
              <b>
                <bdi>{row.accessKey.name}</bdi>
              </b>
            </td>
          ) : null}
          <Name who={row} />
          <td data-label={t("Account")}>{row.accountName}</td>
          <td data-label={t("Group")}>{translated(row.groupName)}</td>
          <td data-label={last}>{row.at ? <Day at={row.at} /> : t("never")}</td>
          <td data-label={section === "keys" ? t("Secret since") : t("Member since")}>
            <Day at={row.since} />
          </td>
          <td data-label={t("What to do")}>
            {!row.changeable ? <span className="faint">{t("Not yours to change")}</span> : null}
            {row.changeable && row.accessKey ? (
              <Confirm label={t("Revoke")} question={t("{key} of {name} stops working at once.", { key: row.accessKey.name, name: row.name })}>
                <form method="post" action={revoke.action}>
                  <HiddenFields values={revoke.hidden} />
                  <button className="btn btn-danger-solid btn-small" name="accessKeyId" value={row.accessKey.id}>
                    {t("Revoke this key")}
                  </button>
                </form>
              </Confirm>
            ) : null}
            {row.changeable && (section === "factors" || section === "dormant") ? (
              <span className="row">
                <Removal row={row} form={remove} />
                <a className="btn btn-small" href={`/organization/reset?${new URLSearchParams({ account: row.accountId, person: row.personId, back: here }).toString()}`}>
                  {t("Link to begin anew")}
                </a>
              </span>
            ) : null}
            {row.changeable && section === "admins" ? (
              <a className="btn btn-small" href={`mailto:${row.email}?subject=${encodeURIComponent(t("Please set up a passkey"))}`}>
                {t("Ask by mail")}
              </a>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Day, EmptyState, PageHeader, Tabs, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields } from "../ui/field";
import { plural } from "../ui/format";
import { Badge } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import type { IdentityForm } from "../identity/sign-in-view";
import { t } from "@/lib/texts/text";

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

const intros: Record<ReviewSection, string> = {
  permissions: "What each member may do, and what of it they have not done in the last 90 days. Put people into the least group that does for them.",
  factors: "People whose second factor has neither been used nor changed for a year. Ask whether they are still there; if so, give them a link to begin anew.",
  dormant: "People who have not signed in for 90 days. Whoever no longer needs access should not have it.",
  admins: "Administrators and staff without a passkey. Ask them to set one up, or ask for it of all.",
  keys: "Access keys that no script has used for 90 days, or whose secret is older than a year. Unused ones should go; old ones want a new secret.",
};
const empty: Record<ReviewSection, string> = {
  permissions: "Nobody works here yet.",
  factors: "Everybody's second factor was used or changed within a year.",
  dormant: "Everybody has signed in within 90 days.",
  admins: "Every administrator has a passkey.",
  keys: "Every access key is in use and younger than a year.",
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
        description={`${props.organizationName}: ${intros[section]}`}
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
          {empty[section]}
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
    <Confirm label={t("Remove")} question={`${row.name} loses ${row.accountName} at once and keeps other accounts. Downloads and events stay on record.`}>
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        {place(row)}
        <button className="btn btn-danger-solid btn-small">{`Remove from ${row.accountName}`}</button>
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
          <td data-label={t("Group")}>{row.groupName}</td>
          <td data-label={t("Used of allowed")} className="num">
            {`${row.used.length} of ${row.allowed}`}
          </td>
          <td data-label={t("Not used")}>
            {row.unused.length === 0 ? (
              t("nothing")
            ) : (
              <details className="review-list">
                <summary>{plural(row.unused.length, "permission")}</summary>
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
                <Badge kind="plain">{t("New")}</Badge> <small>member since <Day at={row.memberSince} /></small>
              </>
            ) : row.changeable && row.used.length === 0 ? (
              <Removal row={row} form={remove} />
            ) : row.suggested ? (
              <Confirm label={`${row.suggested.name} would do`} question={`All that ${row.name} did in 90 days in ${row.accountName}, ${row.suggested.name} may do as well. It holds from the next request.`}>
                <form method="post" action={change.action}>
                  <HiddenFields values={change.hidden} />
                  {place(row)}
                  <input type="hidden" name="group" value={row.suggested.group} />
                  <Button kind="primary" size="small">{`Change to ${row.suggested.name}`}</Button>
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

const lastWords: Record<ReviewSection, string> = { permissions: "", factors: "Factor last used", dormant: "Last sign-in", admins: "Last sign-in", keys: "Last used" };

function PeopleTable({ section, people, here, remove, revoke }: ReviewViewProps) {
  return (
    <Table
      caption={intros[section]}
      cards
      columns={[
        ...(section === "keys" ? [{ key: "accessKey", label: t("Access key") }] : []),
        { key: "name", label: t("Name") },
        { key: "account", label: t("Account") },
        { key: "group", label: t("Group") },
        { key: "at", label: lastWords[section] },
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
          <td data-label={t("Group")}>{row.groupName}</td>
          <td data-label={lastWords[section]}>{row.at ? <Day at={row.at} /> : t("never")}</td>
          <td data-label={section === "keys" ? t("Secret since") : t("Member since")}>
            <Day at={row.since} />
          </td>
          <td data-label={t("What to do")}>
            {!row.changeable ? <span className="faint">{t("Not yours to change")}</span> : null}
            {row.changeable && row.accessKey ? (
              <Confirm label={t("Revoke")} question={`${row.accessKey.name} of ${row.name} stops working at once.`}>
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
              <a className="btn btn-small" href={`mailto:${row.email}?subject=${encodeURIComponent("Please set up a passkey")}`}>
                {t("Ask by mail")}
              </a>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}

import { Day, EmptyState, Notice, PageHeader, Tabs, type Tab } from "../ui/content";
import { periodBar, periodScale, type Scale } from "../ui/period";
import { Chip } from "../ui/status";
import { Table } from "../ui/table";
import { Rich } from "../ui/rich";
import { ButtonLink } from "../ui/button";
import { TwoPersonCard, type TwoPersonProps } from "./preparation-forms";
import { AgreementBadge, barOf, type AgreementState } from "./agreement-state";
import { pieces, t, tn } from "@/lib/texts/text";

/** A stretch for which it was or is in force. ISO dates; the end is the last day, null while there is none. */
export interface AgreementLife {
  id: string;
  state: AgreementState;
  start: string;
  end: string | null;
}

export interface AgreementHolderState {
  state: AgreementState;
  /** Oldest first. */
  lives: readonly AgreementLife[];
  /** For example `revision 1, accepted 2025-03-01`. */
  detail: string;
}

export interface AgreementRow {
  slug: string;
  href: string;
  name: string;
  summary: string;
  kind: string;
  revision: number;
  effective: string;
  /** The agreement that must be in force before this one can be read, where it is not. */
  blockedBy: string | null;
  /** Null for operator staff. */
  account: AgreementHolderState | null;
  organization: AgreementHolderState | null;
  /** For operator staff: how many accounts and organizations hold it. */
  inForce: number | null;
  /** Prepared, and waiting for a second person. */
  waiting: number;
}

export interface AgreementsViewProps {
  rows: readonly AgreementRow[];
  tabs: readonly Tab[];
  today: string;
  accountName: string;
  organizationName: string;
  /** For operator staff: where a new agreement is opened. */
  createHref: string | null;
  drafts: readonly { slug: string; name: string }[];
  /** Absent for operator staff. */
  twoPersons: TwoPersonProps | null;
}

/** All agreements with how they stand for the account and for the organization, their life drawn on one scale. */
export function AgreementsView({ rows, tabs, today, accountName, organizationName, createHref, drafts, twoPersons }: AgreementsViewProps) {
  const staff = rows.some(({ inForce }) => inForce !== null);
  const scale = periodScale(
    rows.flatMap(({ account, organization }) => [...(account?.lives ?? []), ...(organization?.lives ?? [])].map(({ start, end }) => ({ start, end }))),
    today,
  );
  return (
    <>
      <PageHeader title={t("Agreements")} description={staff ? t("What customers are offered, and how many have it in force.") : t("For {organization} and its account {account}.", { organization: organizationName, account: accountName })} actions={createHref ? <ButtonLink kind="primary" icon="plus" href={createHref}>{t("New agreement")}</ButtonLink> : null} />
      <Tabs label={t("Agreements")} items={tabs} />
      {drafts.length > 0 ? (
        <Notice kind="info" title={t("Opened, and not offered yet")}>
          {drafts.map(({ slug, name }, place) => (
            <span key={slug}>
              {place > 0 ? ", " : ""}
              <a href={`/agreements/${slug}/manage`}>{name}</a>
            </span>
          ))}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="agreements" title={t("No agreements yet")}>
            {t("The operator publishes agreements. As soon as there is one, it can be read and accepted here.")}
          </EmptyState>
        </div>
      ) : (
        <Table
          caption={t("Agreements")}
          cards
          className="agreements"
          columns={[
            { key: "name", label: t("Agreement") },
            ...(staff
              ? [{ key: "inForce", label: t("In force for") }]
              : [
                  { key: "account", label: t("This account") },
                  { key: "organization", label: t("Organization") },
                ]),
            { key: "revision", label: t("Revision") },
          ]}
        >
          {rows.map((row) => (
            <tr key={row.slug} data-row="">
              <td>
                <div className="agreement-name">
                  <a className="row-link" href={row.href}>
                    {row.name}
                  </a>{" "}
                  <Chip>{row.kind}</Chip>
                  <p className="muted small">{row.blockedBy ? t("Can be read as soon as the {name} is in force.", { name: row.blockedBy }) : row.summary}</p>
                  {row.waiting > 0 ? <p className="small"><a href={`${row.href}#prepared`}>{row.waiting === 1 ? t("Waits for a second person") : t("{n} wait for a second person", { n: row.waiting })}</a></p> : null}
                </div>
              </td>
              {row.account && row.organization ? (
                <>
                  <td data-label={t("This account")}>
                    <Holder holder={row.account} scale={scale} />
                  </td>
                  <td data-label={t("Organization")}>
                    <Holder holder={row.organization} scale={scale} />
                  </td>
                </>
              ) : (
                <td data-label={t("In force for")} className="num">
                  {tn(row.inForce ?? 0, "{n} holder", "{n} holders")}
                </td>
              )}
              <td data-label={t("Revision")}>
                <span className="num">{row.revision}</span>
                <span className="faint small">
                  {" "}
                  <Rich text={pieces("from <day>{day}</day>", { day: row.effective })} day={(day) => <Day at={day} />} />
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {twoPersons ? <TwoPersonCard {...twoPersons} /> : null}
    </>
  );
}

function Holder({ holder, scale }: { holder: AgreementHolderState; scale: Scale }) {
  return (
    <div className="agreement-holder">
      <AgreementBadge state={holder.state} />
      {holder.lives.length > 0 ? (
        <div className="lives">
          {holder.lives.map((life) => (
            <div key={life.id} className="life">
              {periodBar(scale, { start: life.start, end: life.end }, barOf(life.state))}
            </div>
          ))}
        </div>
      ) : null}
      {holder.detail ? <span className="faint small">{holder.detail}</span> : null}
    </div>
  );
}

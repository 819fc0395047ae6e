import { Button } from "../ui/button";
import { EmptyState, Notice, PageHeader } from "../ui/content";
import { Select } from "../ui/field";
import { formatCount } from "../ui/format";
import { Badge, type BadgeKind } from "../ui/status";
import { Pagination, Table, rangeSummary } from "../ui/table";
import { msg, t, tn, type Message } from "@/lib/texts/text";

export type ViewerStanding = "COPY" | "AGREEMENT" | "LOOK" | "ASK" | "NO";

export interface ViewersViewProps {
  reportId: string;
  name: string;
  organizations: readonly { slug: string; name: string; shared: boolean; accounts: number; people: number }[];
  organization: string;
  viewers: readonly {
    personId: string;
    name: string;
    email: string;
    group: string;
    accountName: string;
    accountNumber: string;
    organizationName: string;
    standing: ViewerStanding;
    reason: string;
    whyHref: string | null;
  }[];
  /** How many organizations there are, and for how many of them with how many people the report is. */
  of: { organizations: number; shared: number; people: number };
  total: number;
  from: number;
  firstHref: string | null;
  nextHref: string | null;
}

const standings: Readonly<Record<ViewerStanding, { kind: BadgeKind; word: Message }>> = {
  COPY: { kind: "ok", word: msg("Gets copies") },
  AGREEMENT: { kind: "soon", word: msg("After an agreement") },
  LOOK: { kind: "none", word: msg("Sees it, no copy") },
  ASK: { kind: "future", word: msg("May ask") },
  NO: { kind: "denied", word: msg("Does not see it") },
};

/** Who can see a report, person by person, as the rules decide now. */
export function ViewersView(props: ViewersViewProps) {
  const { reportId, name, organizations, viewers } = props;
  return (
    <article>
      <PageHeader
        title={t("Who can see it")}
        description={t("{name}: {organizations}, {people} by membership.", {
          name,
          organizations: tn(props.of.shared, "{n} organization", "{n} organizations"),
          people: tn(props.of.people, "{n} person", "{n} people"),
        })}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: name, href: `/publishing/${reportId}` }, { label: t("Who can see it") }]}
      />
      <Notice kind="info">
        {t("Decided now, by the same rules as a request, for somebody who has just used a factor, from an address that is not known. Roles that a person might assume are not counted.")}
      </Notice>
      <form method="get" action={`/publishing/${reportId}/viewers`} className="pub-filter no-print">
        <Select
          id="organization"
          label={t("Organization")}
          options={[{ value: "", label: t("All that it is for") }, ...organizations.map((one) => ({ value: one.slug, label: one.shared ? `${one.name} (${formatCount(one.people)})` : t("{name} ({people}), not for them", { name: one.name, people: one.people }) }))]}
          defaultValue={props.organization}
          hint={props.of.organizations > organizations.length ? t("The first {n} of {total}.", { n: organizations.length, total: props.of.organizations }) : undefined}
        />
        <Button>{t("Show")}</Button>
      </form>
      {viewers.length === 0 ? (
        <div className="card">
          <EmptyState icon="users" title={t("Nobody")}>
            {t("There is no member in the organizations that were chosen.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <Table
            caption={t("People and what they may do with {name}", { name })}
            cards
            columns={[
              { key: "person", label: t("Person") },
              { key: "account", label: t("Works in") },
              { key: "standing", label: t("May") },
              { key: "reason", label: t("Why") },
            ]}
          >
            {viewers.map((row) => (
              <tr key={`${row.personId} ${row.accountNumber}`}>
                <td>
                  <bdi>{row.name}</bdi>
                  <span className="pub-under faint small">{row.email}</span>
                </td>
                <td data-label={t("Works in")}>
                  {row.organizationName}
                  <span className="pub-under faint small">{`${row.accountName} (${row.accountNumber}), ${row.group}`}</span>
                </td>
                <td data-label={t("May")}>
                  <Badge kind={standings[row.standing].kind}>{t(standings[row.standing].word)}</Badge>
                </td>
                <td data-label={t("Why")} className="small">
                  <span>
                    {row.reason}{" "}
                    {row.whyHref ? (
                      <a href={row.whyHref} aria-label={t("Explain for {name}", { name: row.name })}>
                        {t("Explain")}
                      </a>
                    ) : null}
                  </span>
                </td>
              </tr>
            ))}
          </Table>
          <Pagination summary={rangeSummary(viewers.length, props.total, props.from)} previousHref={props.firstHref} nextHref={props.nextHref} previousLabel={t("First")} />
        </>
      )}
    </article>
  );
}

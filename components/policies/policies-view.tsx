import { Button, ButtonLink } from "../ui/button";
import { EmptyState, PageHeader, Tabs, Time, type Tab } from "../ui/content";
import { Input, Select, type SelectOption } from "../ui/field";
import { Badge } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import { t, translated } from "@/lib/texts/text";

export interface PolicyRow {
  href: string;
  name: string;
  slug: string;
  version: number;
  /** ISO date-time. */
  changedAt: string;
  /** False: the operator's, attached here. */
  own: boolean;
  /** Where it is attached, in words; guardrails say so. */
  places: readonly { label: string; guardrail: boolean }[];
}

export interface PoliciesViewProps {
  organizationName: string;
  organizationId: string;
  /** For operator staff. */
  organizations: readonly SelectOption[];
  tabs: readonly Tab[];
  query: string;
  where: string;
  rows: readonly PolicyRow[];
  total: number;
  summary: string;
  previousHref: string | null;
  nextHref: string | null;
  /** Null where the person may not make policies. */
  newHref: string | null;
  builtIn: readonly { name: string; kind: "group" | "ceiling"; href: string }[];
}

const wheres = () => [
  { value: "", label: t("Anywhere") },
  { value: "person", label: t("On people and groups") },
  { value: "guardrail", label: t("As guardrails") },
  { value: "none", label: t("Nowhere") },
];
const shownPlaces = 4;

/** The policies of an organization: what they are called, where they hold, when they last changed. */
export function PoliciesView(props: PoliciesViewProps) {
  const { rows, total, query, where, newHref } = props;
  return (
    <>
      <PageHeader
        title={t("Access")}
        description={t("Policies say who may do what in {organization}. Attached to people and groups they give and take away; as guardrails they are the most that anyone below may do.", { organization: props.organizationName })}
        actions={
          newHref ? (
            <ButtonLink kind="primary" icon="plus" href={newHref}>
              {t("New policy")}
            </ButtonLink>
          ) : null
        }
      />
      <Tabs label={t("Access")} items={props.tabs} />
      <div className="stack-lg">
        <div>
          <h2 className="sr">
            {t("Policies")}
          </h2>
          <form method="get" action="/policies" className="policies-tools no-print">
            {props.organizations.length > 1 ? <Select id="organization" label={t("Organization")} options={props.organizations} defaultValue={props.organizationId} /> : null}
            <Input id="q" label={t("Name")} type="search" defaultValue={query} maxLength={120} data-hotkey="/" />
            <Select id="where" label={t("Attached")} options={wheres()} defaultValue={where} />
            <Button>{t("Show")}</Button>
          </form>
          {rows.length > 0 ? (
            <>
              <Table
                caption={t("Policies")}
                cards
                columns={[
                  { key: "name", label: t("Policy") },
                  { key: "places", label: t("Attached to") },
                  { key: "version", label: t("Version") },
                  { key: "changed", label: t("Last changed") },
                ]}
              >
                {rows.map((row) => (
                  <tr key={row.href} data-row="">
                    <th scope="row">
                      <div>
                        <a className="row-link" href={row.href}>
                          <bdi>{row.name}</bdi>
                        </a>
                        <div className="faint small">{row.own ? <code>{row.slug}</code> : t("by the operator")}</div>
                      </div>
                    </th>
                    <td data-label={t("Attached to")}>
                      {row.places.length === 0 ? (
                        <Badge kind="none">{t("Nowhere")}</Badge>
                      ) : (
                        <div className="policy-places">
                          {row.places.slice(0, shownPlaces).map(({ label, guardrail }) => (
                            <Badge key={label} kind={guardrail ? "soon" : "ok"}>
                              <bdi>{guardrail ? t("Guardrail: {place}", { place: label }) : label}</bdi>
                            </Badge>
                          ))}
                          {row.places.length > shownPlaces ? <span className="faint small">{t("and {n} more", { n: row.places.length - shownPlaces })}</span> : null}
                        </div>
                      )}
                    </td>
                    <td data-label={t("Version")} className="num">
                      {row.version}
                    </td>
                    <td data-label={t("Last changed")}>
                      <Time at={row.changedAt} />
                    </td>
                  </tr>
                ))}
              </Table>
              <Pagination summary={props.summary} previousHref={props.previousHref} nextHref={props.nextHref} />
            </>
          ) : (
            <div className="card">
              {total > 0 || query !== "" || where !== "" ? (
                <EmptyState icon="search" title={t("No policy fits")} actions={<ButtonLink href="/policies">{t("Show all")}</ButtonLink>}>
                  {t("Search for another part of a name, or look at all of them.")}
                </EmptyState>
              ) : (
                <EmptyState icon="access" title={t("No policies of your own yet")} actions={newHref ? <ButtonLink href={newHref}>{t("Start from a template")}</ButtonLink> : null}>
                  {t("Until there are some, people may do what their group says. Start from a template, try it in the simulator, then attach it.")}
                </EmptyState>
              )}
            </div>
          )}
        </div>
        <section aria-labelledby="built-in">
          <h2 id="built-in">{t("Built in")}</h2>
          <p className="muted small measure policies-note">{t("These come with the portal and change with it. Each group has its own; the ceilings hold for every customer.")}</p>
          <Table
            caption={t("Built-in policies")}
            cards
            columns={[
              { key: "name", label: t("Policy") },
              { key: "kind", label: t("Holds for") },
            ]}
          >
            {props.builtIn.map(({ name, kind, href }) => (
              <tr key={href} data-row="">
                <th scope="row">
                  <a className="row-link" href={href}>
                    {translated(name)}
                  </a>
                </th>
                <td data-label={t("Holds for")}>{kind === "group" ? t("everyone in the group {group}", { group: translated(name) }) : t("ceiling that nobody can lift")}</td>
              </tr>
            ))}
          </Table>
        </section>
      </div>
    </>
  );
}

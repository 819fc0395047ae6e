import { Button } from "../ui/button";
import { EmptyState, PageHeader } from "../ui/content";
import { Select, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import { Chip } from "../ui/status";
import { Table } from "../ui/table";
import { WorldMap, type MappedRegion } from "./world-map";
import { pieces, t, tn } from "@/lib/texts/text";

export interface ProgramRow {
  key: string;
  name: string;
  href: string;
  summary: string;
  issuingBody: string;
  place: string;
  industry: string | null;
  /** Report series that the caller may see. */
  series: number;
  documents: number;
}

export interface ProgramRegion {
  key: string;
  name: string;
  href: string;
  programs: number;
  /** Programs of which there is something to see. */
  held: number;
  current: boolean;
}

export interface ProgramsViewProps {
  total: number;
  held: number;
  regions: readonly ProgramRegion[];
  allHref: string;
  region: string;
  country: string;
  industry: string;
  onlyHeld: boolean;
  countries: readonly SelectOption[];
  industries: readonly SelectOption[];
  groups: readonly { name: string; rows: readonly ProgramRow[] }[];
}

const mapped = (key: string): key is MappedRegion => key === "americas" || key === "emea" || key === "asia-pacific";

/** Every program by region, country and industry, with what there is of it. */
export function ProgramsView(props: ProgramsViewProps) {
  const { total, held, regions, groups, region, allHref } = props;
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <>
      <PageHeader
        title={t("Programs")}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Programs") }]}
        description={t("{total} programs that customers ask about. There is evidence for {held} of them that your account may see.", { total, held })}
      />
      <div className="card programs-where">
        <WorldMap chosen={mapped(region) ? region : null} regions={regions.flatMap(({ key, href }) => (mapped(key) ? [{ key, href }] : []))} />
        <nav aria-label={t("Regions")}>
          <ul>
            {regions.map((one) => (
              <li key={one.key}>
                <a href={one.href} aria-current={one.current ? "true" : undefined}>
                  <b>{one.name}</b>
                  <span className="num">
                    {t("{programs}, {held} with evidence", { programs: tn(one.programs, "{n} program", "{n} programs"), held: one.held })}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <form method="get" action="/center/programs" className="center-filter no-print">
        {region ? <input type="hidden" name="region" value={region} /> : null}
        <Select id="country" label={t("Country")} options={props.countries} defaultValue={props.country} />
        <Select id="industry" label={t("Industry")} options={props.industries} defaultValue={props.industry} />
        <label className="check">
          <input type="checkbox" name="held" value="1" defaultChecked={props.onlyHeld} />
          <span>{t("With evidence only")}</span>
        </label>
        <Button>{t("Show")}</Button>
        <p className="center-count">
          {shown === total ? t("All {n} programs", { n: total }) : <Rich text={pieces("{shown} of {n} programs. <a>Show all</a>", { shown, n: total })} a={(words) => <a href={allHref}>{words}</a>} />}
        </p>
      </form>
      {groups.length === 0 ? (
        <div className="card">
          <EmptyState icon="search" title={t("No program fits")}>
            <Rich text={pieces("No program has all of this at once. <a>Show all programs</a>")} a={(words) => <a href={allHref}>{words}</a>} />
          </EmptyState>
        </div>
      ) : (
        groups.map(({ name, rows }) => (
          <section key={name} aria-label={name} className="programs-group">
            <h2 className="section-title">{name}</h2>
            <Table
              caption={t("Programs: {name}", { name })}
              cards
              className="programs"
              columns={[
                { key: "program", label: t("Program") },
                { key: "issuer", label: t("Issued by") },
                { key: "place", label: t("Where") },
                { key: "industry", label: t("Industry") },
                { key: "held", label: t("Evidence"), className: "end" },
              ]}
            >
              {rows.map((row) => programLine(row))}
            </Table>
          </section>
        ))
      )}
    </>
  );
}

function programLine(row: ProgramRow) {
  return (
    <tr key={row.key} data-row="">
      <td>
        <div>
          <a className="row-link" href={row.href}>
            {row.name}
          </a>{" "}
          <Chip>{row.key}</Chip>
          <p lang="en">{row.summary}</p>
        </div>
      </td>
      <td data-label={t("Issued by")}>{row.issuingBody}</td>
      <td data-label={t("Where")}>{row.place}</td>
      <td data-label={t("Industry")}>{row.industry ?? <span className="faint">{t("Any##industry")}</span>}</td>
      <td data-label={t("Evidence")} className="end num">
        {row.series === 0 ? <span className="faint">{t("none")}</span> : tn(row.documents, "{n} document", "{n} documents")}
      </td>
    </tr>
  );
}

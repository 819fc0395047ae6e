import { Card, EmptyState, PageHeader } from "../ui/content";
import { Badge } from "../ui/status";
import { Pagination, Table } from "../ui/table";
import { t, tn } from "@/lib/texts/text";

export type Duty = "CUSTOMER" | "SHARED" | "OPERATOR";

export interface DutyCell {
  model: string;
  duty: Duty;
  does: string;
}

export interface LayerRow {
  key: string;
  name: string;
  cells: readonly DutyCell[];
}

export interface ChecklistRow {
  reportId: string;
  href: string;
  title: string;
  name: string;
  version: number;
  latest: boolean;
  total: number;
  done: number;
  mine: number;
}

export interface ResponsibilityViewProps {
  operatorName: string;
  accountName: string;
  models: readonly { key: string; name: string; long: string; example: string }[];
  inside: readonly LayerRow[];
  /** Secured by the operator under every service model. */
  beneath: readonly { key: string; name: string; does: string }[];
  /** Null for those who may not see them. */
  checklists: readonly ChecklistRow[] | null;
  nextHref: string | null;
}

/** Who secures what: the layers in the services and those beneath, by service model, and the controls that reports leave to their readers. */
export function ResponsibilityView(props: ResponsibilityViewProps) {
  const { operatorName, models, inside, beneath } = props;
  const names: Readonly<Record<Duty, string>> = { CUSTOMER: t("You"), SHARED: t("Shared"), OPERATOR: operatorName };
  return (
    <>
      <PageHeader
        title={t("Shared responsibility")}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Shared responsibility") }]}
        description={t("{operator} answers for the security of its services, you for security in them. How much is yours depends on how you use them.", { operator: operatorName })}
      />
      <div className="responsibility">
        <section aria-labelledby="in">
          <h2 id="in" className="section-title">
            {t("Security in the services")}
          </h2>
          <p className="responsibility-lede">{t("What you bring, build and set. The more of the stack you run yourself, the more of it is yours to secure.")}</p>
          <Table
            caption={t("Security in the services: who secures which layer, by service model")}
            cards
            className="duties"
            columns={[{ key: "layer", label: t("Layer") }, ...models.map(({ key, name, long }) => ({ key, label: `${name}: ${long}` }))]}
          >
            {inside.map(({ key, name, cells }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map(({ model, duty, does }) => (
                  <td key={model} data-label={model}>
                    <div>
                      <DutyMark duty={duty} name={names[duty]} />
                      <p>{does}</p>
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </Table>
          <dl className="responsibility-models">
            {models.map(({ key, name, example }) => (
              <div key={key}>
                <dt>{name}</dt>
                <dd>{example}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="of">
          <h2 id="of" className="section-title">
            {t("Security of the services")}
          </h2>
          <p className="responsibility-lede">{t("What they stand on. The operator secures it under every service model, and its audit reports are the evidence.")}</p>
          <Table
            caption={t("Security of the services: what they stand on")}
            cards
            className="duties duties-of"
            columns={[
              { key: "layer", label: t("Layer") },
              { key: "who", label: t("SaaS, PaaS and IaaS") },
            ]}
          >
            {beneath.map(({ key, name, does }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td data-label={t("Secured by")}>
                  <div>
                    <DutyMark duty="OPERATOR" name={operatorName} />
                    <p>{does}</p>
                  </div>
                </td>
              </tr>
            ))}
          </Table>
        </section>
        {props.checklists ? <Checklists rows={props.checklists} accountName={props.accountName} nextHref={props.nextHref} /> : null}
      </div>
    </>
  );
}

/** Who secures it, in a shape and a word. */
function DutyMark({ duty, name }: { duty: Duty; name: string }) {
  return <span className={`duty duty-${duty.toLowerCase()}`}>{name}</span>;
}

function Checklists({ rows, accountName, nextHref }: { rows: readonly ChecklistRow[]; accountName: string; nextHref: string | null }) {
  if (rows.length === 0) {
    return (
      <Card id="checklists" title={t("What reports leave to you")}>
        <EmptyState icon="check" title={t("No controls yet")}>
          {t("When the operator publishes the complementary user entity controls (CUECs) of a report, they appear here as a checklist for your account.")}
        </EmptyState>
      </Card>
    );
  }
  return (
    <section aria-labelledby="checklists">
      <h2 id="checklists" className="section-title">
        {t("What reports leave to you")}
      </h2>
      <p className="responsibility-lede">
        {t("Auditors assume that you have these complementary user entity controls (CUECs) in place. The checklists are those of {account}: nobody outside the account sees them.", { account: accountName })}
      </p>
      <Table
        caption={t("Checklists of complementary user entity controls")}
        cards
        columns={[
          { key: "report", label: t("Report") },
          { key: "version", label: t("Version") },
          { key: "done", label: t("Settled") },
          { key: "mine", label: t("Assigned to you") },
        ]}
      >
        {rows.map((row) => (
          <tr key={row.href} data-row="">
            <td>
              <div>
                <a className="row-link" href={row.href}>
                  {row.name}
                </a>
                {row.title === row.name ? null : <p className="program-text">{row.title}</p>}
              </div>
            </td>
            <td data-label={t("Version")}>
              <span>
                <span className="num">{row.version}</span>
                {row.latest ? null : <span className="faint"> {t("· a later one exists")}</span>}
              </span>
            </td>
            <td data-label={t("Settled")}>
              <Progress done={row.done} total={row.total} />
            </td>
            <td data-label={t("Assigned to you")}>{row.mine === 0 ? <span className="faint">{t("none open")}</span> : <Badge kind="soon">{tn(row.mine, "{n} open control", "{n} open controls")}</Badge>}</td>
          </tr>
        ))}
      </Table>
      {nextHref ? <Pagination summary={tn(rows.length, "{n} checklist", "{n} checklists")} previousHref={null} nextHref={nextHref} /> : null}
    </section>
  );
}

/** `12 of 17`, and the same as a bar. */
export function Progress({ done, total }: { done: number; total: number }) {
  const share = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <span className="progress">
      <svg aria-hidden="true">
        <rect className="progress-all" width="100%" />
        <rect className="progress-done" width={`${share}%`} />
      </svg>
      <span className="num">{t("{done} of {all}", { done, all: total })}</span>
    </span>
  );
}

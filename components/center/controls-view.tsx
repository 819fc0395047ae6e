import { Button, ButtonLink } from "../ui/button";
import { EmptyState, PageHeader, Tabs, type Tab } from "../ui/content";
import { HiddenFields, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import { ControlItem, type ControlForms, type ControlRow } from "./control-item";
import { ControlsForm, type ControlsFormProps } from "./controls-form";
import { Progress } from "./responsibility-view";
import { pieces, t, tn } from "@/lib/texts/text";

export interface ControlsViewProps {
  report: { id: string; name: string; title: string; version: number; programName: string; programHref: string; href: string };
  /** Links to the report and to this page. */
  pages: readonly Tab[];
  accountName: string;
  /** Of the whole list, whatever is shown. */
  total: number;
  done: number;
  previousVersion: number | null;
  shows: readonly Tab[];
  rows: readonly ControlRow[];
  gone: readonly { code: string | null; text: string }[];
  people: readonly SelectOption[];
  forms: ControlForms;
  exportForm: { action: string; fields: Readonly<Record<string, string>> } | null;
  /** For those who publish. */
  edit: ControlsFormProps | null;
}

/** What one report version leaves to its readers, as the checklist of an account. */
export function ControlsView(props: ControlsViewProps) {
  const { report, pages, total, done, previousVersion, rows, gone, exportForm, edit } = props;
  return (
    <>
      <PageHeader
        title={report.title}
        crumbs={[
          { label: t("Reports"), href: "/reports" },
          { label: report.programName, href: report.programHref },
          { label: t("Version {version}", { version: String(report.version) }), href: report.href },
          { label: t("Your controls") },
        ]}
        description={t("What {report} relies on its readers to do: the complementary user entity controls (CUECs).", { report: report.name })}
        actions={
          total === 0 ? undefined : (
            <>
              {edit ? <ButtonLink href="#edit">{t("Change the list")}</ButtonLink> : null}
              <button type="button" className="btn needs-script print-button" data-print="">
                {t("Print")}
              </button>
              {exportForm ? (
                <form method="post" action={exportForm.action} className="no-print">
                  <HiddenFields values={exportForm.fields} />
                  <Button icon="download">{t("Export CSV")}</Button>
                </form>
              ) : null}
            </>
          )
        }
      />
      <Tabs label={t("This report")} items={pages} />
      {total === 0 ? (
        <div className="card">
          <EmptyState icon="check" title={t("No controls are listed for this version")}>
            {edit ? t("Paste them from the report below. Every account then has them as a checklist.") : t("The operator has not listed any. The report itself says whether it relies on some.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <div className="controls-sum">
            <p>
              <Rich text={pieces("<b>{account}</b> <progress></progress> settled", { account: props.accountName })} b={(name) => <b>{name}</b>} progress={() => <Progress done={done} total={total} />} />
            </p>
            <p className="faint">
              {previousVersion === null
                ? t("No earlier version has controls to compare with. Nobody outside the account sees what is noted here.")
                : t("Differences are marked against version {version}. Nobody outside the account sees what is noted here.", { version: String(previousVersion) })}
            </p>
          </div>
          <nav className="controls-shows no-print" aria-label={t("Which controls")}>
            {props.shows.map(({ href, label, current }) => (
              <a key={href} href={href} aria-current={current ? "true" : undefined}>
                {label}
              </a>
            ))}
          </nav>
          {rows.length === 0 ? (
            <div className="card">
              <EmptyState icon="check" title={t("None of these")}>
                {t("No control stands like this. Choose another part of the list above.")}
              </EmptyState>
            </div>
          ) : (
            <ol className="controls">
              {rows.map((row) => (
                <ControlItem key={row.id} row={row} forms={props.forms} people={props.people} previousVersion={previousVersion} />
              ))}
            </ol>
          )}
          {gone.length > 0 ? (
            <section aria-labelledby="gone" className="controls-gone">
              <h2 id="gone" className="section-title">
                {t("Gone since version {version}", { version: String(previousVersion ?? "") })}
              </h2>
              <p className="faint">{tn(gone.length, "{n} control of that version that this one does not ask for any more.", "{n} controls of that version that this one does not ask for any more.")}</p>
              <ul>
                {gone.map(({ code, text }) => (
                  <li key={`${code ?? ""} ${text}`}>
                    {code ? <code>{code}</code> : null} <del>{text}</del>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </>
      )}
      {edit ? <ControlsForm {...edit} /> : null}
    </>
  );
}

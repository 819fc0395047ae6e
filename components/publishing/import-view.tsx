import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { Field, HiddenFields } from "../ui/field";
import { Rich } from "../ui/rich";
import { Badge, type BadgeKind } from "../ui/status";
import { Table } from "../ui/table";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { PublishingTabs } from "./publishing-tabs";
import { msg, pieces, t, tn, type Message } from "@/lib/texts/text";

export interface ImportViewProps {
  csrf: string;
  error: string | null;
  columns: readonly { name: string; needed: string; what: string }[];
  example: string;
  /** The last imports, newest first, of so many. */
  imports: readonly { batchId: string; state: ImportReportProps["state"]; createdAt: string; personName: string; rows: number; imported: number; failed: number }[];
  total: number;
}

/** Takes a manifest and its documents, and says how a manifest is written. */
export function ImportView({ csrf, error, columns, example, imports, total }: ImportViewProps) {
  return (
    <article>
      <PageHeader title={t("Import")} description={t("Many documents at once, with a manifest that says what each of them is. First every row is checked; nothing is imported before you have seen the report.")} crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Import") }]} />
      <PublishingTabs current="import" />
      <div className="report-grid">
        <div className="report-main">
          <Card id="files" title={t("Files")}>
            <form method="post" action="/api/publishing/CheckImport" encType="multipart/form-data" className="pub-files">
              <FormError error={error} />
              <input type="hidden" name="csrf" value={csrf} />
              <Field id="files-input" label={t("Manifest and documents")} hint={t("manifest.csv with the PDFs, or one ZIP archive with all of them. On the portal's own machine, npm run import-reports reads a folder.")}>
                <input id="files-input" name="files" type="file" multiple required className="input trace-drop" accept=".csv,.pdf,.zip,text/csv,application/pdf,application/zip" aria-describedby="files-input-hint" />
              </Field>
              <Button kind="primary">{t("Check it")}</Button>
            </form>
          </Card>
          <Card id="manifest" title={t("The manifest")} className="pub-manifest">
            <p>
              {t("A CSV file in UTF-8, with commas or semicolons. Its first line names the columns, in any order; a column that is not needed may be left out. Rows are imported in their order, so that a bridge letter can follow its report.")}
            </p>
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t("An example of a manifest")}>
              <pre className="pub-example">{example}</pre>
            </div>
            <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(example)}`} download="manifest.csv">
              {t("Save the example")}
            </a>
          </Card>
          <Table caption={t("Columns of a manifest")} cards columns={[{ key: "name", label: t("Column") }, { key: "needed", label: t("Needed") }, { key: "what", label: t("What") }]}>
            {columns.map(({ name, needed, what }) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td data-label={t("Needed")}>{needed}</td>
                <td data-label={t("What")}>{what}</td>
              </tr>
            ))}
          </Table>
        </div>
        <div className="report-aside">
          <Card id="how" title={t("What happens")}>
            <ol className="pub-steps">
              <li>{t("The manifest and the files are checked, row by row.")}</li>
              <li>{t("You look at the report, and have the good rows imported.")}</li>
              <li>{t("Each row is imported whole or not at all: its document is prepared for marking, its series made where it is new, and the version published at once.")}</li>
              <li>{t("A document that is in its series already is never imported twice: what failed can be mended and imported again with the same manifest.")}</li>
            </ol>
          </Card>
          {imports.length > 0 ? (
            <Card id="last" title={t("Last imports")}>
              <ul className="pub-plain">
                {imports.map((one) => (
                  <li key={one.batchId}>
                    <a href={`/publishing/import/${one.batchId}`}>
                      <Time at={one.createdAt} />
                    </a>
                    <span className="pub-under faint small num">
                      {t(importWords[one.state])} · {t("{imported} of {rows} imported, {failed} failed", { imported: one.imported, rows: one.rows, failed: one.failed })} · <bdi>{one.personName}</bdi>
                    </span>
                  </li>
                ))}
                {total > imports.length ? <li className="muted">{t("The newest {n} of {total}.", { n: imports.length, total })}</li> : null}
              </ul>
            </Card>
          ) : null}
        </div>
      </div>
    </article>
  );
}

const importWords: Readonly<Record<ImportReportProps["state"], Message>> = { CHECKED: msg("Checked##import"), RUNNING: msg("Importing"), DONE: msg("Done##import") };

export type ImportRowWord = "GOOD" | "BAD" | "IMPORTED" | "FAILED";

export interface ImportReportProps {
  batchId: string;
  state: "CHECKED" | "RUNNING" | "DONE";
  createdAt: string;
  personName: string;
  rows: readonly { line: number; file: string; series: string; title: string; state: ImportRowWord; problem: string; version: number | null; href: string | null }[];
  run: IdentityForm | null;
  confirmHref: string | null;
}

const words: Readonly<Record<ImportRowWord, { kind: BadgeKind; word: Message }>> = {
  GOOD: { kind: "none", word: msg("Can be imported") },
  BAD: { kind: "error", word: msg("Not like this") },
  IMPORTED: { kind: "ok", word: msg("Imported") },
  FAILED: { kind: "error", word: msg("Failed") },
};

/** The report of an import: before it, while it runs, and after it. */
export function ImportReportView({ batchId, state, rows, run, confirmHref, createdAt, personName }: ImportReportProps) {
  const count = (wanted: ImportRowWord): number => rows.filter((row) => row.state === wanted).length;
  const [good, bad, imported, failed] = [count("GOOD"), count("BAD"), count("IMPORTED"), count("FAILED")];
  const title = state === "CHECKED" ? t("Checked: nothing is imported yet") : state === "RUNNING" ? t("Importing") : t("Imported");
  return (
    <article>
      <PageHeader
        title={title}
        description={
          <Rich
            text={pieces("{rows}, uploaded <time></time> by <who>{name}</who>", { rows: tn(rows.length, "{n} row", "{n} rows"), name: personName })}
            time={() => <Time at={createdAt} />}
            who={(name) => <bdi>{name}</bdi>}
          />
        }
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Import"), href: "/publishing/import" }, { label: t("Report") }]}
        actions={state === "CHECKED" ? null : <ButtonLink href={`/publishing/import/${batchId}`}>{t("Load again")}</ButtonLink>}
      />
      <div className="stack pub-notices">
        {state === "CHECKED" && bad > 0 ? <Notice kind="warn" title={tn(bad, "{n} row cannot be imported like this", "{n} rows cannot be imported like this")}>{good === 0 ? t("Mend the manifest or the files and check again.") : t("The others can. What is left out now can be imported later with the same manifest, once it is mended.")}</Notice> : null}
        {state === "CHECKED" && bad === 0 ? <Notice kind="ok" title={t("Every row can be imported")}>{t("What only the preparation of a document can show is seen then: such a row fails by itself.")}</Notice> : null}
        {state === "RUNNING" ? (
          <Notice kind="info" title={t("{n} of {all} rows", { n: imported + failed, all: imported + failed + good })}>
            {t("The portal goes on by itself, also when you leave this page.")}
            <div className="watch">
              <progress max={imported + failed + good} value={imported + failed} aria-label={t("Rows imported")} />
            </div>
          </Notice>
        ) : null}
        {state === "DONE" ? <Notice kind={failed > 0 ? "warn" : "ok"} title={failed > 0 ? tn(imported, "{n} row imported, {failed} failed", "{n} rows imported, {failed} failed", { failed }) : tn(imported, "{n} row imported", "{n} rows imported")}>{failed + bad > 0 ? t("What was left out can be imported again with the same manifest, once it is mended.") : t("All of it is in the catalogue.")}</Notice> : null}
        {state === "CHECKED" && run && good > 0 ? (
          confirmHref ? (
            <ButtonLink href={confirmHref} kind="primary">{tn(good, "Confirm that it is you, to import {n} row", "Confirm that it is you, to import {n} rows")}</ButtonLink>
          ) : (
            <Confirm
              label={tn(good, "Import {n} row", "Import {n} rows")}
              question={tn(good, "{n} document will be prepared and published at once, for everybody their series are for.", "{n} documents will be prepared and published at once, for everybody their series are for.")}
            >
              <form method="post" action={run.action}>
                <HiddenFields values={{ ...run.hidden, batchId }} />
                <button className="btn btn-primary btn-small">{t("Import and publish")}</button>
              </form>
            </Confirm>
          )
        ) : null}
      </div>
      <Table caption={t("Rows of the manifest")} cards columns={[{ key: "line", label: t("Line") }, { key: "file", label: t("Document") }, { key: "series", label: t("Series") }, { key: "state", label: t("Result") }]}>
        {rows.map((row) => (
          <tr key={row.line}>
            <td className="num">{row.line}</td>
            <td data-label={t("Document")}>
              <bdi>{row.title || row.file || t("no file")}</bdi>
              {row.title ? (
                <span className="pub-under faint small">
                  <bdi>{row.file}</bdi>
                </span>
              ) : null}
            </td>
            <td data-label={t("Series")}>{row.href ? <a href={row.href}>{t("{name}, version {version}", { name: row.series, version: String(row.version ?? "") })}</a> : <code>{row.series}</code>}</td>
            <td data-label={t("Result")}>
              <div>
                <Badge kind={words[row.state].kind}>{t(words[row.state].word)}</Badge>
                {row.problem ? <span className="pub-under small pub-problem">{row.problem}</span> : null}
              </div>
            </td>
          </tr>
        ))}
      </Table>
    </article>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Card, Day, EmptyState, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields, Input, Select, Textarea } from "../ui/field";
import { Rich } from "../ui/rich";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { ReportTerms } from "../reports/report-terms";
import { PublishingTabs } from "./publishing-tabs";
import { msg, pieces, t, tn, type Message } from "@/lib/texts/text";

export type AcceptanceWord = "EXPLICIT" | "PASSTHROUGH";
const modes: Readonly<Record<AcceptanceWord, Message>> = { EXPLICIT: msg("Accepted with a tick before each copy"), PASSTHROUGH: msg("Apply without a tick") };

export interface TermsRow {
  slug: string;
  title: string;
  acceptance: AcceptanceWord;
  revision: number;
  since: string;
  series: number;
}

/** All terms. */
export function TermsListView({ rows }: { rows: readonly TermsRow[] }) {
  return (
    <article>
      <PageHeader
        title={t("Terms")}
        description={t("What people accept before they get a copy. A text is revised, never changed: each acceptance names its revision.")}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Terms") }]}
        actions={<ButtonLink href="/publishing/terms/new" kind="primary">{t("New terms")}</ButtonLink>}
      />
      <PublishingTabs current="terms" />
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="agreements" title={t("There are no terms yet")} actions={<ButtonLink href="/publishing/terms/new">{t("New terms")}</ButtonLink>}>
            {t("Every series is given out under terms: write some before the first series.")}
          </EmptyState>
        </div>
      ) : (
        <Table caption={t("Terms")} cards columns={[{ key: "title", label: t("Terms") }, { key: "revision", label: t("Revision") }, { key: "mode", label: t("How") }, { key: "series", label: t("Used by") }]}>
          {rows.map((row) => (
            <tr key={row.slug} data-row="">
              <td>
                <a className="row-link" href={`/publishing/terms/${row.slug}`}>
                  {row.title}
                </a>
                <span className="pub-under faint small">
                  <code>{row.slug}</code>
                </span>
              </td>
              <td data-label={t("Revision")} className="num">
                <Rich text={pieces("{revision}, since <day></day>", { revision: String(row.revision) })} day={() => <Day at={row.since.slice(0, 10)} />} />
              </td>
              <td data-label={t("How")}>{t(modes[row.acceptance])}</td>
              <td data-label={t("Used by")}>{tn(row.series, "{n} series", "{n} series")}</td>
            </tr>
          ))}
        </Table>
      )}
    </article>
  );
}

export interface TermsFormProps {
  form: IdentityForm;
  /** Of terms that exist, the short name stays. */
  slug: string | null;
  /** The revision that is in force; 0 for new terms. */
  revision: number;
  values: Readonly<Record<string, string>>;
}

/** Writes terms, or their next revision. */
export function TermsForm({ form, slug, revision, values }: TermsFormProps) {
  const { errors } = form;
  return (
    <form method="post" action={form.action} className="pub-form">
      <FormError error={form.error} />
      <HiddenFields values={{ ...form.hidden, ...(slug ? { slug } : {}), expected: String(revision) }} />
      {slug ? null : <Input id="slug" label={t("Short name")} required maxLength={64} className="mono" placeholder={t("standard")} defaultValue={values["slug"]} error={errors?.["slug"]} hint={t("Small letters, digits and dashes. It stays.")} />}
      <Input id="title" label={t("Title")} required maxLength={200} defaultValue={values["title"]} error={errors?.["title"]} />
      <Select id="acceptance" label={t("How they apply")} options={[{ value: "EXPLICIT", label: t(modes.EXPLICIT) }, { value: "PASSTHROUGH", label: t(modes.PASSTHROUGH) }]} defaultValue={values["acceptance"]} />
      <Textarea id="sections" label={t("Text")} required rows={18} className="input pub-text" defaultValue={values["sections"]} error={errors?.["sections"]} hint={t("A line that begins with # is a heading. Empty lines part paragraphs.")} />
      <div className="pub-actions">
        <Button kind="primary">{slug ? t("Publish the next revision") : t("Make the terms")}</Button>
        <ButtonLink href="/publishing/terms">{t("Cancel")}</ButtonLink>
      </div>
    </form>
  );
}

export function NewTermsView(props: TermsFormProps) {
  return (
    <article className="pub-narrow">
      <PageHeader title={t("New terms")} crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Terms"), href: "/publishing/terms" }, { label: t("New") }]} />
      <Card id="text" title={t("Text")}>
        <TermsForm {...props} />
      </Card>
    </article>
  );
}

type Part = { kind: "same" | "removed" | "added"; text: string };
export interface DiffBlockShown {
  kind: "same" | "removed" | "added" | "changed";
  heading: boolean;
  parts: readonly Part[];
}

export interface TermsViewProps extends Omit<TermsFormProps, "revision"> {
  slug: string;
  title: string;
  acceptance: AcceptanceWord;
  sections: readonly { heading: string; text: string }[];
  revisions: readonly { revision: number; title: string; createdAt: string; tickets: number; compareHref: string | null }[];
  series: readonly { reportId: string; name: string }[];
  comparison: { from: number; to: number; blocks: readonly DiffBlockShown[]; title: readonly [string, string]; acceptance: readonly [AcceptanceWord, AcceptanceWord] } | null;
  editing: boolean;
}

/** One terms text: as it is, its revisions, and what changed. */
export function TermsView(props: TermsViewProps) {
  const { slug, title, revisions, comparison, series } = props;
  const newest = revisions[0]?.revision ?? 1;
  return (
    <article>
      <PageHeader
        title={title}
        description={`${t(modes[props.acceptance])} · ${tn(series.length, "used by {n} series", "used by {n} series")}`}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Terms"), href: "/publishing/terms" }, { label: slug }]}
        actions={props.editing ? null : <ButtonLink href={`/publishing/terms/${slug}?edit=1`} kind="primary">{t("Revise")}</ButtonLink>}
      />
      <div className="report-grid pub-terms">
        <div className="report-main">
          {props.editing ? (
            <Card id="revise" title={t("Revision {revision}", { revision: String(newest + 1) })}>
              <Notice kind="info">
                {t("It holds from the next copy on, for every series that uses these terms. What was accepted before keeps its revision. People who are reading the old text are asked to read the new one.")}
              </Notice>
              <TermsForm form={props.form} slug={slug} revision={newest} values={props.values} />
            </Card>
          ) : null}
          {comparison && !props.editing ? <Comparison {...comparison} /> : null}
          <ReportTerms terms={{ title, revision: newest, mode: props.acceptance, sections: props.sections, shareWith: "" }} />
        </div>
        <div className="report-aside">
          <Card id="revisions" title={t("Revisions")}>
            <ol className="versions" reversed>
              {revisions.map((row) => (
                <li key={row.revision}>
                  <div className="row">
                    <b>{t("Revision {revision}", { revision: String(row.revision) })}</b>
                    {row.revision === newest ? <Badge kind="ok">{t("In force")}</Badge> : null}
                  </div>
                  <div className="faint small">
                    <Time at={row.createdAt} />
                    {` · ${tn(row.tickets, "accepted {n} time", "accepted {n} times")}`}
                  </div>
                  {row.compareHref ? (
                    <a className="small" href={row.compareHref}>
                      {t("What changed in revision {revision}", { revision: String(row.revision) })}
                    </a>
                  ) : null}
                </li>
              ))}
            </ol>
          </Card>
          <Card id="used" title={t("Used by")}>
            {series.length === 0 ? (
              <p className="muted">{t("No series yet.")}</p>
            ) : (
              <ul className="pub-plain">
                {series.slice(0, 30).map(({ reportId, name }) => (
                  <li key={reportId}>
                    <a href={`/publishing/${reportId}`}>{name}</a>
                  </li>
                ))}
                {series.length > 30 ? <li className="muted">{t("and {n} more", { n: series.length - 30 })}</li> : null}
              </ul>
            )}
          </Card>
        </div>
      </div>
    </article>
  );
}

function Comparison({ from, to, blocks, title, acceptance }: NonNullable<TermsViewProps["comparison"]>) {
  const changes = blocks.filter(({ kind }) => kind !== "same").length;
  return (
    <Card id="changed" title={t("What changed from revision {from} to {to}", { from: String(from), to: String(to) })} aside={<span className="faint small">{tn(changes, "{n} paragraph", "{n} paragraphs")}</span>}>
      {title[0] === title[1] ? null : (
        <p>
          {t("Title:")} <del>{title[0]}</del> <ins>{title[1]}</ins>
        </p>
      )}
      {acceptance[0] === acceptance[1] ? null : (
        <p>
          {t("How they apply:")} <del>{t(modes[acceptance[0]])}</del> <ins>{t(modes[acceptance[1]])}</ins>
        </p>
      )}
      <div className="terms-diff">
        {blocks.map((block, index) => (
          <Block key={index} block={block} near={[index - 1, index + 1].some((at) => blocks[at] !== undefined && blocks[at].kind !== "same")} />
        ))}
      </div>
    </Card>
  );
}

/** A paragraph of a comparison; what stayed is shown beside a change alone. */
function Block({ block, near }: { block: DiffBlockShown; near: boolean }) {
  if (block.kind === "same" && !near && !block.heading) return null;
  const words = block.parts.map((part, index) => (part.kind === "added" ? <ins key={index}>{part.text}</ins> : part.kind === "removed" ? <del key={index}>{part.text}</del> : <span key={index}>{part.text}</span>));
  return block.heading ? <h3 className={block.kind === "same" ? "muted" : undefined}>{words}</h3> : <p className={block.kind === "same" ? "muted" : undefined}>{words}</p>;
}

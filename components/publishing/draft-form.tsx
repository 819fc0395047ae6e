import { Card, Notice } from "../ui/content";
import { HiddenFields, Input, Select, Textarea, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import type { IdentityForm } from "../identity/sign-in-view";
import { pieces, t } from "@/lib/texts/text";

export interface DraftValues {
  reportId: string;
  kind: string;
  title: string;
  periodStart: string;
  periodEnd: string;
  auditor: string;
  category: string;
  language: string;
  extendsVersion: string;
  supersedes: string;
  changes: string;
  publishAt: string;
}

export interface DraftFormProps {
  form: IdentityForm;
  draftId: string;
  /** The save that the form shows. */
  saves: number;
  values: DraftValues;
  /** Where a value was read off the document and nobody has saved it yet: where it stands there. */
  sources: Readonly<Partial<Record<keyof DraftValues, string>>>;
  series: readonly SelectOption[];
  categories: readonly SelectOption[];
  /** Reports of the series that a letter can extend. */
  extendable: readonly SelectOption[];
  /** Published versions that can be replaced. */
  replaceable: readonly SelectOption[];
  /** For whom it will be, in a sentence; null while no series is chosen. */
  audience: string | null;
  /** The document is prepared: it can be published. */
  ready: boolean;
}

const exampleTag = "en";

/** What the version will say of itself. The same fields go to saving, to publishing and to setting a time. */
export function DraftForm({ form, draftId, saves, values, sources, series, categories, extendable, replaceable, audience, ready }: DraftFormProps) {
  const { errors } = form;
  const none: SelectOption = { value: "", label: t("None") };
  const read = (name: keyof DraftValues): string | undefined => (sources[name] ? t("Read off the document ({where}). Check it.", { where: sources[name] }) : undefined);
  return (
    <Card id="describe" title={t("What it is")}>
      <form method="post" action="/api/publishing/SaveDraft" className="pub-form">
        <HiddenFields values={{ ...form.hidden, draftId, seen: String(saves) }} />
        <Select id="reportId" label={t("Series")} options={[{ value: "", label: t("Choose a series") }, ...series]} defaultValue={values.reportId} error={errors?.["reportId"]} hint={<Rich text={pieces("Not there yet? <a>Make a series</a>, then come back.")} a={(words) => <a href="/publishing/new">{words}</a>} />} />
        <Input id="title" label={t("Title")} required maxLength={200} defaultValue={values.title} hint={read("title")} error={errors?.["title"]} />
        <fieldset className="pub-pair">
          <legend className="label">{t("Period of performance")}</legend>
          <Input id="periodStart" label={t("First day")} optional type="date" defaultValue={values.periodStart} error={errors?.["periodStart"]} />
          <Input id="periodEnd" label={t("Last day")} optional type="date" defaultValue={values.periodEnd} error={errors?.["periodEnd"]} />
          <p className="hint">{read("periodStart") ?? t("The same day twice for a statement as of one day; nothing where it has no period.")}</p>
        </fieldset>
        <Input id="auditor" label={t("Auditor")} optional maxLength={200} defaultValue={values.auditor} error={errors?.["auditor"]} />
        <Select
          id="kind"
          label={t("Kind")}
          options={[
            { value: "REPORT", label: t("Report") },
            { value: "BRIDGE_LETTER", label: t("Bridge letter") },
          ]}
          defaultValue={values.kind}
          hint={read("kind")}
        />
        <Select id="extendsVersion" label={t("Extends")} options={[none, ...extendable]} defaultValue={values.extendsVersion} error={errors?.["extendsVersion"]} hint={extendable.length === 0 ? t("For bridge letters. Save with a series chosen to see its reports.") : t("For bridge letters: the report whose period it extends.")} />
        <Select id="supersedes" label={t("Takes the place of")} options={[none, ...replaceable]} defaultValue={values.supersedes} error={errors?.["supersedes"]} hint={t("For a correction: that version leaves the catalogue when this one is published. An ordinary next version replaces nothing.")} />
        <Textarea id="changes" label={t("What changed")} optional rows={3} maxLength={2000} defaultValue={values.changes} hint={t("In your words, for the history of versions.")} error={errors?.["changes"]} />
        <details className="pub-more" open={Boolean(errors?.["category"] ?? errors?.["language"])}>
          <summary>{t("Category and language")}</summary>
          <Select id="category" label={t("Category")} options={[{ value: "", label: t("As the series") }, ...categories]} defaultValue={values.category} error={errors?.["category"]} />
          <Input id="language" label={t("Language")} optional maxLength={20} defaultValue={values.language} placeholder={exampleTag} hint={read("language") ?? t("A language tag; as the series where it is empty.")} error={errors?.["language"]} />
        </details>
        {audience ? (
          <Notice kind="info" title={t("Who will see it")}>
            {audience}
          </Notice>
        ) : null}
        <div className="pub-actions">
          <button className="btn">{t("Save draft")}</button>
          {ready ? (
            <button className="btn btn-primary" formAction="/api/publishing/PublishDraft">
              {t("Publish now")}
            </button>
          ) : null}
        </div>
        {ready ? (
          <details className="pub-more" open={Boolean(errors?.["publishAt"])}>
            <summary>{t("Publish later")}</summary>
            <Input id="publishAt" label={t("Time, in UTC")} type="datetime-local" defaultValue={values.publishAt} error={errors?.["publishAt"]} />
            <button className="btn" formAction="/api/publishing/ScheduleDraft">
              {t("Publish at this time")}
            </button>
          </details>
        ) : (
          <p className="hint">{t("It can be published when the document is prepared.")}</p>
        )}
      </form>
    </Card>
  );
}

import type { Block } from "@/lib/markdown/blocks";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Prose } from "../prose/prose";
import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { Checkbox, Field, HiddenFields, Input, Select, Textarea, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

type Values = Readonly<Record<string, string>>;

export interface NewResourceProps {
  form: IdentityForm;
  values: Values;
  kinds: readonly SelectOption[];
}

/** Opens a resource: what it is called and what sort of text it is. */
export function NewResourceView({ form, values, kinds }: NewResourceProps) {
  const { errors } = form;
  return (
    <>
      <PageHeader title={t("New resource")} crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Resources"), href: "/center/resources" }, { label: t("New") }]} description={t("It begins as a draft that customers do not see. You write the text next.")} />
      <form method="post" action={form.action} className="card resource-form">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <Input id="title" label={t("Title")} required maxLength={160} autoComplete="off" defaultValue={values["title"]} error={errors?.["title"]} />
        <Textarea id="summary" label={t("What it is about, in a sentence or two")} required rows={2} maxLength={400} defaultValue={values["summary"]} error={errors?.["summary"]} />
        <div className="resource-pair">
          <Select id="kind" label={t("Kind")} options={kinds} defaultValue={values["kind"]} error={errors?.["kind"]} />
          <Input id="slug" label={t("Short name")} required maxLength={64} pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?" autoComplete="off" spellCheck={false} hint={t("Small letters, digits and dashes. It stands in the address and stays.")} defaultValue={values["slug"]} error={errors?.["slug"]} />
        </div>
        <Button kind="primary">{t("Open the draft")}</Button>
      </form>
    </>
  );
}

export interface ResourceEditorProps {
  slug: string;
  title: string;
  state: "DRAFT" | "PUBLISHED" | "RETIRED";
  /** The newest published revision; null where there is none. */
  revision: number | null;
  /** How often the draft was saved; 0 where there is none. */
  save: number;
  /** ISO date-time of the last save and by whom. */
  saved: { at: string; byName: string } | null;
  form: IdentityForm;
  values: { kind: string; title: string; summary: string; body: string; language: string; programs: readonly string[]; topics: readonly string[] };
  kinds: readonly SelectOption[];
  topics: readonly SelectOption[];
  programs: readonly SelectOption[];
  preview: readonly Block[];
  publish: IdentityForm;
  discard: IdentityForm | null;
  retire: IdentityForm | null;
}

/** Where staff write the next revision: the draft, what it will look like, and its publication. */
export function ResourceEditor(props: ResourceEditorProps) {
  const { slug, title, state, revision, save, saved, discard, retire } = props;
  const next = (revision ?? 0) + 1;
  const published = String(revision ?? 0);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Resources"), href: "/center/resources" }, ...(state === "PUBLISHED" ? [{ label: title, href: `/center/resources/${slug}` }] : []), { label: t("Edit") }]}
        description={
          saved ? (
            <Rich
              text={
                state === "PUBLISHED"
                  ? pieces("Draft of revision {next}, saved by <who>{name}</who>, <time></time>. Customers see revision {revision}.", { next: String(next), name: saved.byName, revision: published })
                  : pieces("Draft of revision {next}, saved by <who>{name}</who>, <time></time>. Customers do not see it.", { next: String(next), name: saved.byName })
              }
              who={(name) => <bdi>{name}</bdi>}
              time={() => <Time at={saved.at} />}
            />
          ) : state === "PUBLISHED" ? (
            t("There is no draft. What you save becomes the draft of revision {next}; customers go on seeing revision {revision}.", { next: String(next), revision: published })
          ) : (
            t("There is no draft. What you save becomes the draft of revision {next}; customers do not see it.", { next: String(next) })
          )
        }
        actions={
          <>
            {revision === null ? null : <ButtonLink href={`/center/resources/${slug}/history`}>{t("History")}</ButtonLink>}
            {discard ? (
              <Confirm label={t("Throw the draft away")} question={t("The draft is lost. Revision {revision} stays as it is.", { revision: published })}>
                <form method="post" action={discard.action}>
                  <HiddenFields values={discard.hidden} />
                  <Button kind="danger">{t("Throw it away")}</Button>
                </form>
              </Confirm>
            ) : null}
            {retire ? (
              <Confirm label={t("Retire")} question={t("Customers do not find it any more. Its revisions stay on record, and publishing a new one brings it back.")}>
                <form method="post" action={retire.action}>
                  <HiddenFields values={retire.hidden} />
                  <Button kind="danger">{t("Retire it")}</Button>
                </form>
              </Confirm>
            ) : null}
          </>
        }
      />
      <div className="resource-desk">
        <Write {...props} />
        <div className="stack">
          {save > 0 ? <Publish form={props.publish} next={next} /> : null}
          <Card id="preview" title={t("Preview")} aside={<span className="faint small">{save > 0 ? t("As saved") : t("As published")}</span>}>
            {props.preview.length > 0 ? <Prose blocks={props.preview} language={props.values.language} /> : <p className="muted">{t("Nothing to see yet. Write, then save the draft.")}</p>}
          </Card>
        </div>
      </div>
    </>
  );
}

function Write({ form, values, save, kinds, topics, programs }: ResourceEditorProps) {
  const { errors } = form;
  return (
    <form method="post" action={form.action} className="card resource-form" id="write">
      <FormError error={form.error} />
      <HiddenFields values={{ ...form.hidden, seen: String(save) }} />
      <Input id="title" label={t("Title")} required maxLength={160} autoComplete="off" defaultValue={values.title} error={errors?.["title"]} />
      <Textarea id="summary" label={t("What it is about, in a sentence or two")} required rows={2} maxLength={400} defaultValue={values.summary} error={errors?.["summary"]} />
      <Textarea
        id="body"
        label={t("Text")}
        rows={22}
        maxLength={100_000}
        className="input mono resource-body"
        hint={
          <Rich
            text={pieces("Markdown: <a></a>, <b></b>, <c></c>, <d></d>, <e></e>, tables. HTML is shown as written.")}
            a={() => <code>{`## ${t("Heading")}`}</code>}
            b={() => <code>{`- ${t("point")}`}</code>}
            c={() => <code>{`- [ ] ${t("to tick")}`}</code>}
            d={() => <code>{`**${t("strong")}**`}</code>}
            e={() => <code>{`[${t("words")}](/reports)`}</code>}
          />
        }
        defaultValue={values.body}
        error={errors?.["body"]}
      />
      <div className="resource-pair">
        <Select id="kind" label={t("Kind")} options={kinds} defaultValue={values.kind} error={errors?.["kind"]} />
        <Input id="language" label={t("Language")} required maxLength={20} pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*" hint={t("A tag such as en or pt-BR.")} defaultValue={values.language} error={errors?.["language"]} />
      </div>
      <fieldset className="resource-topics">
        <legend className="label">{t("Topics")}</legend>
        {topics.map(({ value, label }) => (
          <Checkbox key={value} name="topics" value={value} defaultChecked={values.topics.includes(value)}>
            {label}
          </Checkbox>
        ))}
      </fieldset>
      <Field id="programs" label={t("Programs")} optional hint={t("Several with Ctrl or Cmd. It then stands on the page of each.")} error={errors?.["programs"]}>
        <select id="programs" name="programs" multiple size={6} className="input" defaultValue={[...values.programs]} aria-describedby="programs-hint">
          {programs.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <Button kind={save > 0 ? "secondary" : "primary"}>{t("Save the draft and preview it")}</Button>
    </form>
  );
}

function Publish({ form, next }: { form: IdentityForm; next: number }) {
  return (
    <Card id="publish" title={t("Publish revision {revision}", { revision: String(next) })}>
      <form method="post" action={form.action} className="resource-form">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <Notice kind="info">{t("Every customer sees it at once. What is published never changes afterwards: a correction is another revision.")}</Notice>
        <Input id="note" label={t("What changed")} optional maxLength={300} autoComplete="off" hint={t("For the history; customers do not see it.")} error={form.errors?.["note"]} />
        <Button kind="primary">{t("Publish revision {revision}", { revision: String(next) })}</Button>
      </form>
    </Card>
  );
}

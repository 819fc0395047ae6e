import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, PageHeader, type Crumb } from "../ui/content";
import { Checkbox, HiddenFields, Input, Radio, Select, Textarea, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { pieces, t } from "@/lib/texts/text";

export interface SeriesFormProps {
  form: IdentityForm;
  title: string;
  crumbs: readonly Crumb[];
  /** Of a series that exists, its short name and program stay. */
  existing: { reportId: string; slug: string; programName: string } | null;
  values: Readonly<Record<string, string>>;
  programs: readonly SelectOption[];
  categories: readonly SelectOption[];
  terms: readonly SelectOption[];
  organizations: readonly { slug: string; name: string; chosen: boolean }[];
  /** Null: nobody has chosen yet. */
  audience: "everyone" | "named" | null;
  askable: boolean;
  viewOnly: boolean;
  /** The operator's people, by e-mail address. */
  owners: readonly SelectOption[];
  /** Where to confirm that it is oneself, where that is needed first. */
  confirmHref: string | null;
  backHref: string;
}

/** Makes a series, or changes what it is and for whom. */
export function SeriesForm(props: SeriesFormProps) {
  const { form, existing, values, confirmHref } = props;
  const { errors } = form;
  return (
    <article className="pub-narrow">
      <PageHeader title={props.title} crumbs={props.crumbs} description={existing ? t("What you change holds at once, for all versions of the series.") : t("A series is the line in which the versions of one report follow each other.")} />
      {confirmHref ? (
        <Notice kind="warn" title={t("Confirm that it is you, before you change anything")}>
          <Rich text={pieces("This decides who can see evidence. <a>Use your passkey or a code</a>, then come back.")} a={(words) => <a href={confirmHref}>{words}</a>} />
        </Notice>
      ) : null}
      <form method="post" action={form.action} className="stack-lg">
        <FormError error={form.error} />
        <HiddenFields values={{ ...form.hidden, ...(existing ? { reportId: existing.reportId } : {}) }} />
        <Card id="what" title={t("What it is")}>
          <Input id="name" label={t("Name")} required maxLength={200} defaultValue={values["name"]} error={errors?.["name"]} placeholder={t("SOC 2 Type II: Cloud platform")} />
          {existing ? (
            <p className="hint pub-fixed">{t("Short name {slug}, program {program}: these stay.", { slug: existing.slug, program: existing.programName })}</p>
          ) : (
            <>
              <Input id="slug" label={t("Short name")} required maxLength={64} defaultValue={values["slug"]} error={errors?.["slug"]} className="mono" hint={t("Small letters, digits and dashes; stands in file names and manifests. It stays.")} placeholder={t("soc-2-platform")} />
              <Select id="program" label={t("Program")} required options={[{ value: "", label: t("Choose a program") }, ...props.programs]} defaultValue={values["program"]} error={errors?.["program"]} hint={t("The standard, law or scheme that it is evidence for. It stays.")} />
            </>
          )}
          <Textarea id="description" label={t("Description")} required rows={3} maxLength={2000} defaultValue={values["description"]} error={errors?.["description"]} />
          <Input id="product" label={t("Product or service")} required maxLength={200} defaultValue={values["product"]} error={errors?.["product"]} />
          <Select id="category" label={t("Category")} options={props.categories} defaultValue={values["category"]} error={errors?.["category"]} />
          <Input id="language" label={t("Language")} required maxLength={20} defaultValue={values["language"]} error={errors?.["language"]} hint={t("A language tag such as en or pt-BR.")} />
        </Card>
        <Card id="whom" title={t("For whom")}>
          <fieldset className="pub-choices">
            <legend className="label">{t("Organizations")}</legend>
            {errors?.["audience"] ?? errors?.["organizations"] ? <p className="field-error">{errors?.["audience"] ?? errors?.["organizations"]}</p> : null}
            <Radio name="audience" value="everyone" required defaultChecked={props.audience === "everyone"}>
              {t("Every customer, also those to come")}
            </Radio>
            <Radio name="audience" value="named" required defaultChecked={props.audience === "named"}>
              {t("Only the organizations ticked here")}
            </Radio>
            <div className="pub-organizations">
              {props.organizations.map(({ slug, name, chosen }) => (
                <Checkbox key={slug} name="organizations" value={slug} defaultChecked={chosen}>
                  {name}
                </Checkbox>
              ))}
            </div>
            {props.organizations.length === 0 ? <p className="muted">{t("There is no customer yet.")}</p> : null}
          </fieldset>
          <Checkbox name="askable" value="on" defaultChecked={props.askable}>
            {t("Members whose policies hide it may know that it exists, and ask for it")}
          </Checkbox>
          <Checkbox name="viewOnly" value="on" defaultChecked={props.viewOnly}>
            {t("For reading in the browser alone; there is no file to download")}
          </Checkbox>
        </Card>
        <Card id="conditions" title={t("Under what conditions")}>
          <Select id="terms" label={t("Terms")} options={props.terms} defaultValue={values["terms"]} error={errors?.["terms"]} hint={<Rich text={pieces("Accepted before each copy. <a>Read or revise them</a>")} a={(words) => <a href="/publishing/terms">{words}</a>} />} />
          <Textarea id="shareWith" label={t("With whom a customer may share it")} required rows={2} maxLength={1000} defaultValue={values["shareWith"]} error={errors?.["shareWith"]} />
          {existing ? <Select id="owner" label={t("Owner")} options={[{ value: "", label: t("Nobody") }, ...props.owners]} defaultValue={values["owner"]} error={errors?.["owner"]} hint={t("Is reminded 90, 60 and 30 days before nothing covers the series any more.")} /> : null}
        </Card>
        <div className="pub-actions">
          <Button kind="primary">{existing ? t("Save") : t("Make the series")}</Button>
          <ButtonLink href={props.backHref}>{t("Cancel")}</ButtonLink>
        </div>
      </form>
    </article>
  );
}

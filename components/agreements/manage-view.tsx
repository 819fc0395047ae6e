import { Button, ButtonLink } from "../ui/button";
import { Card, Day, EmptyState, PageHeader } from "../ui/content";
import { Field, HiddenFields, Input, Select, Textarea, type SelectOption } from "../ui/field";
import { Pagination, Table } from "../ui/table";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { AgreementBadge, revisionText, type AgreementState } from "./agreement-state";
import { t, tn } from "@/lib/texts/text";

type Values = Readonly<Record<string, string>>;

export interface NewAgreementProps {
  form: IdentityForm;
  values: Values;
  prerequisites: readonly SelectOption[];
}

const kinds = (): SelectOption[] => [
  { value: "NDA", label: t("Non-disclosure (NDA)") },
  { value: "BAA", label: t("Business associate (BAA)") },
  { value: "DPA", label: t("Data processing (DPA)") },
  { value: "OTHER", label: t("Other") },
];
const scopes = (): SelectOption[] => [
  { value: "BOTH", label: t("An account, or the whole organization") },
  { value: "ORGANIZATION", label: t("The whole organization only") },
  { value: "ACCOUNT", label: t("Single accounts only") },
];

/** Opens an agreement: what it is called, for whom it is made, what must come first. */
export function NewAgreementView({ form, values, prerequisites }: NewAgreementProps) {
  const { errors } = form;
  return (
    <>
      <PageHeader title={t("New agreement")} crumbs={[{ label: t("Agreements"), href: "/agreements" }, { label: t("New") }]} description={t("It is offered to customers from its first revision on, which you write next.")} />
      <form method="post" action={form.action} className="card agreement-form">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <Input id="name" label={t("Name")} required maxLength={120} autoComplete="off" defaultValue={values["name"]} error={errors?.["name"]} />
        <Input id="slug" label={t("Short name")} required maxLength={64} autoComplete="off" hint={t("Small letters, digits and dashes. It stands in addresses and policies and stays.")} defaultValue={values["slug"]} error={errors?.["slug"]} />
        <Textarea id="summary" label={t("What it is for, in a sentence")} required rows={2} maxLength={500} defaultValue={values["summary"]} error={errors?.["summary"]} />
        <div className="agreement-signature">
          <Select id="kind" label={t("Kind")} options={kinds()} defaultValue={values["kind"]} />
          <Select id="scope" label={t("Made for")} options={scopes()} defaultValue={values["scope"]} />
          <Select id="prerequisite" label={t("Must be in force before it can be read")} options={[{ value: "", label: t("Nothing") }, ...prerequisites]} defaultValue={values["prerequisite"]} error={errors?.["prerequisite"]} />
        </div>
        <Button kind="primary">{t("Open the agreement")}</Button>
      </form>
    </>
  );
}

export interface HolderRow {
  id: string;
  organization: string;
  holder: string;
  state: AgreementState;
  revision: number;
  type: "DEFAULT" | "CUSTOM" | "MODIFIED";
  /** ISO dates; the end is the last day. */
  start: string;
  end: string | null;
  acceptedBy: string;
  proof: "certificate" | "document" | null;
}

export interface ManageProps {
  slug: string;
  name: string;
  /** 0 while nothing was published. */
  newest: number;
  inForce: number;
  publish: { form: IdentityForm; values: Values };
  record: { form: IdentityForm; values: Values; confirmHref: string | null } | null;
  holders: readonly HolderRow[];
  nextHref: string | null;
  newestHref: string | null;
  csrf: string;
}

/** What the operator does with an agreement. */
export function ManageView(props: ManageProps) {
  const { slug, name, newest, inForce } = props;
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ label: t("Agreements"), href: "/agreements" }, ...(newest > 0 ? [{ label: name, href: `/agreements/${slug}` }] : []), { label: t("Manage") }]}
        description={newest === 0 ? t("Not offered yet: it has no revision.") : tn(inForce, "Revision {revision} is the newest. In force for {n} account or organization.", "Revision {revision} is the newest. In force for {n} accounts and organizations.", { revision: String(newest) })}
        actions={newest > 0 ? <ButtonLink href={`/agreements/${slug}#history`}>{t("Text, and ending it as provider")}</ButtonLink> : null}
      />
      <div className="stack-lg">
        {newest > 0 ? <Holders {...props} /> : null}
        <Publish {...props} />
        {props.record ? <RecordOffline {...props.record} newest={newest} /> : null}
      </div>
    </>
  );
}

function Holders({ holders, nextHref, newestHref, csrf, slug }: ManageProps) {
  return (
    <section aria-labelledby="holders">
      <h2 id="holders">{t("Who has it")}</h2>
      {holders.length === 0 ? (
        <div className="card">
          <EmptyState icon="agreements" title={t("Nobody yet")}>
            {t("Every acceptance of every customer shows here, with its certificate.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <Table
            caption={t("Who has it, newest first")}
            cards
            className="agreements"
            columns={[
              { key: "organization", label: t("Customer") },
              { key: "state", label: t("How it stands") },
              { key: "days", label: t("In force") },
              { key: "by", label: t("Accepted or signed by") },
              { key: "proof", label: t("Proof"), quiet: true },
            ]}
          >
            {holders.map((row) => (
              <tr key={row.id}>
                <td data-label={t("Customer")}>
                  <div>
                    <b>{row.organization}</b>
                    <br />
                    <span className="muted small">{row.holder}</span>
                  </div>
                </td>
                <td data-label={t("How it stands")}>
                  <div>
                    <AgreementBadge state={row.state} />
                    <br />
                    <span className="faint small">{revisionText(row)}</span>
                  </div>
                </td>
                <td data-label={t("In force")} className="num">
                  <span>
                    <Day at={row.start} /> – {row.end ? <Day at={row.end} /> : t("no end")}
                  </span>
                </td>
                <td data-label={t("Accepted or signed by")}>
                  <bdi>{row.acceptedBy}</bdi>
                </td>
                <td>
                  {row.proof ? (
                    <form method="post" action="/api/agreements/GetCertificate" className="no-print">
                      <HiddenFields values={{ csrf, slug, customerAgreementId: row.id }} />
                      <Button size="small" icon="download">
                        {row.proof === "certificate" ? t("Certificate") : t("Document")}
                      </Button>
                    </form>
                  ) : null}
                </td>
              </tr>
            ))}
          </Table>
          <Pagination summary={t("{n} shown", { n: holders.length })} previousHref={newestHref} nextHref={nextHref} previousLabel={t("Newest")} nextLabel={t("Earlier")} />
        </>
      )}
    </section>
  );
}

function Publish({ publish: { form, values }, newest }: ManageProps) {
  const { errors } = form;
  return (
    <Card id="publish" title={newest === 0 ? t("Publish the first revision") : t("Publish revision {revision}", { revision: String(newest + 1) })} className="no-print">
      <form method="post" action={form.action} encType="multipart/form-data" className="agreement-form">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <div className="agreement-signature">
          <Input id="title" label={t("Title")} required maxLength={200} autoComplete="off" defaultValue={values["title"]} error={errors?.["title"]} />
          <Input id="language" label={t("Language")} required maxLength={35} hint={t("For example en or de-CH.")} defaultValue={values["language"]} error={errors?.["language"]} />
        </div>
        <Textarea
          id="sections"
          label={t("Text")}
          rows={18}
          className="input agreement-source"
          hint={t("A line that begins with # is a heading; its section follows. Blank lines part paragraphs. Leave it empty where you choose a file.")}
          defaultValue={values["sections"]}
          error={errors?.["sections"]}
        />
        <Field id="file" label={t("Or a text file")} optional hint={t("UTF-8, written the same way. Empty the text above first.")} error={errors?.["file"]}>
          <input id="file" name="file" type="file" className="input" accept=".txt,.md,text/plain,text/markdown" />
        </Field>
        <Textarea id="boxes" label={t("Statements to tick, one to a line")} required rows={4} defaultValue={values["boxes"]} error={errors?.["boxes"]} />
        <Textarea id="terminateTerms" label={t("How it ends")} required rows={3} defaultValue={values["terminateTerms"]} error={errors?.["terminateTerms"]} />
        <div className="agreement-signature">
          <Input id="noticeDays" label={t("Days of notice")} type="number" min={0} max={3650} required defaultValue={values["noticeDays"]} error={errors?.["noticeDays"]} />
          <Input id="effective" label={t("In effect from")} type="date" required defaultValue={values["effective"]} error={errors?.["effective"]} />
          <Input
            id="graceDays"
            label={t("Days of grace")}
            optional
            type="number"
            min={0}
            max={3650}
            hint={t("How long earlier acceptances stay in force after that day. Empty: for as long as they were agreed.")}
            defaultValue={values["graceDays"]}
            error={errors?.["graceDays"]}
          />
        </div>
        <Button kind="primary">{newest === 0 ? t("Publish") : t("Publish revision {revision}", { revision: String(newest + 1) })}</Button>
        <p className="hint">
          {t("A published text never changes.")} {newest === 0 ? "" : t("Everybody who looks after an earlier acceptance is asked by mail to accept this one.")}
        </p>
      </form>
    </Card>
  );
}

function RecordOffline({ form, values, confirmHref, newest }: NonNullable<ManageProps["record"]> & { newest: number }) {
  const { errors } = form;
  return (
    <Card id="record" title={t("Record what was signed elsewhere")} className="no-print">
      {confirmHref ? (
        <>
          <p className="muted">{t("This binds a customer without their acceptance here. It needs a code from your authenticator app that is not older than five minutes.")}</p>
          <ButtonLink href={confirmHref}>{t("Confirm that it is you")}</ButtonLink>
        </>
      ) : (
        <form method="post" action={form.action} encType="multipart/form-data" className="agreement-form">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <div className="agreement-signature">
            <Input id="organizationSlug" label={t("Short name of the organization")} optional maxLength={64} hint={t("For an agreement of the whole organization, or")} defaultValue={values["organizationSlug"]} error={errors?.["organizationSlug"]} />
            <Input id="accountId" label={t("Number of the account")} optional maxLength={14} inputMode="numeric" hint={t("Twelve digits, for one account.")} defaultValue={values["accountId"]} error={errors?.["accountId"]} />
            <Select id="type" label={t("Text")} options={[{ value: "MODIFIED", label: t("Ours, with changes") }, { value: "CUSTOM", label: t("A text of its own") }]} defaultValue={values["type"]} />
            <Input id="revision" label={t("Made from revision")} type="number" min={1} max={newest} required defaultValue={values["revision"] ?? String(newest)} error={errors?.["revision"]} />
            <Input id="firstDay" label={t("First day in force")} type="date" required defaultValue={values["firstDay"]} error={errors?.["firstDay"]} />
            <Input id="lastDay" label={t("Last day in force")} optional type="date" defaultValue={values["lastDay"]} error={errors?.["lastDay"]} />
          </div>
          <Field id="document" label={t("The signed document")} hint={t("PDF. It is kept byte for byte.")} error={errors?.["document"]}>
            <input id="document" name="document" type="file" className="input" accept="application/pdf,.pdf" required />
          </Field>
          <Input id="note" label={t("Who signed it, and where the document is from")} required maxLength={500} defaultValue={values["note"]} error={errors?.["note"]} />
          <Button>{t("Record it")}</Button>
          <p className="hint">{t("The customer’s admins are told by mail and can see the document.")}</p>
        </form>
      )}
    </Card>
  );
}

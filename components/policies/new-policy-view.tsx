import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Card, Notice, PageHeader } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { DraftNotice, type DraftProps } from "./draft-notice";
import { t } from "@/lib/texts/text";

export interface NewPolicyViewProps {
  organizationName: string;
  templates: readonly { key: string; name: string; summary: string; href: string; current: boolean; guardrail: boolean }[];
  form: IdentityForm;
  name: string;
  slug: string;
  draft: DraftProps | null;
  stepUpNeeded: boolean;
  editor: ReactNode;
}

/** A new policy from a template, or from what was written before. */
export function NewPolicyView({ organizationName, templates, form, name, slug, draft, stepUpNeeded, editor }: NewPolicyViewProps) {
  return (
    <>
      <PageHeader
        title={t("New policy")}
        crumbs={[{ label: t("Access"), href: "/policies" }, { label: t("New policy") }]}
        description={t("For {organization}. It has no effect until it is attached.", { organization: organizationName })}
      />
      <div className="stack-lg">
        {draft ? <DraftNotice {...draft} /> : null}
        <section aria-labelledby="templates">
          <h2 id="templates">{t("Start from")}</h2>
          <ul className="templates">
            {templates.map((template) => (
              <li key={template.key}>
                <a href={template.href} aria-current={template.current ? "true" : undefined}>
                  <b>{template.name}</b>
                  <span>{template.summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Card id="document-card" title={t("Document")}>
          <form method="post" action={form.action} className="policy-form">
            <FormError error={form.error} />
            <HiddenFields values={form.hidden} />
            <div className="policy-names">
              <Input id="name" label={t("Name")} required maxLength={120} defaultValue={name} error={form.errors?.["name"]} autoComplete="off" />
              <Input
                id="slug"
                label={t("Short name")}
                required
                maxLength={64}
                defaultValue={slug}
                hint={t("Small letters, digits and dashes. It stays when the name changes.")}
                error={form.errors?.["slug"]}
                autoComplete="off"
                spellCheck={false}
              />
            </div>
            {editor}
            {stepUpNeeded ? <Notice kind="info">{t("Saving asks for a fresh code first. What you wrote is kept meanwhile.")}</Notice> : null}
            <div className="row">
              <Button kind="primary">{t("Create the policy")}</Button>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}

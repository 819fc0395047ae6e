import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Card, CopyId, Facts, Notice, PageHeader, Tabs, Time, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields } from "../ui/field";
import { plural } from "../ui/format";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { DraftNotice, type DraftProps } from "./draft-notice";
import { t } from "@/lib/texts/text";

export interface PolicyHeadProps {
  name: string;
  slug: string;
  version: number;
  places: number;
  guardrails: number;
  managed: boolean;
  tabs: readonly Tab[];
}

/** Name and tabs of a policy. */
export function PolicyHead({ name, version, places, guardrails, managed, tabs }: PolicyHeadProps) {
  const where = places === 0 ? "It is attached nowhere and has no effect." : `It holds in ${plural(places, "place")}${guardrails > 0 ? `, ${guardrails === places ? "always" : `in ${guardrails} of them`} as a guardrail` : ""}.`;
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ label: t("Access"), href: "/policies" }, { label: name }]}
        badge={<Badge kind="plain">{`version ${version}`}</Badge>}
        description={managed ? where : t("The operator's policy: it can be read here and changed by the operator alone.")}
      />
      <Tabs label={t("Policy")} items={tabs} />
    </>
  );
}

export interface DocumentTabProps {
  policyId: string;
  slug: string;
  version: number;
  changedAt: string;
  by: string | null;
  places: number;
  form: IdentityForm | null;
  draft: DraftProps | null;
  stepUpNeeded: boolean;
  /** The editor, or the document to read. */
  document: ReactNode;
  remove: { form: IdentityForm; confirmHref: string | null } | null;
}

/** The document in force, to change where that is allowed. */
export function DocumentTab(props: DocumentTabProps) {
  const { form, draft, places, remove } = props;
  return (
    <div className="stack-lg">
      {draft ? <DraftNotice {...draft} /> : null}
      <Card id="document-card" title={t("Document")}>
        {form ? (
          <form method="post" action={form.action} className="policy-form">
            <FormError error={form.error} />
            <HiddenFields values={form.hidden} />
            {props.document}
            {props.stepUpNeeded ? <Notice kind="info">{t("Saving asks for a fresh code first. What you wrote is kept meanwhile.")}</Notice> : null}
            <div className="row">
              <Button kind="primary">{`Save as version ${props.version + 1}`}</Button>
              <span className="muted small">{places === 0 ? t("It is attached nowhere.") : `It is in force at once in ${plural(places, "place")}, from everybody's next request.`}</span>
            </div>
          </form>
        ) : (
          props.document
        )}
      </Card>
      <Card id="facts-card" title={t("About it")}>
        <Facts
          items={[
            { term: t("Short name"), value: <code>{props.slug}</code> },
            { term: t("Id"), value: <CopyId value={props.policyId} label={t("policy id")} /> },
            {
              term: t("Last changed"),
              value: (
                <>
                  <Time at={props.changedAt} />
                  {props.by ? (
                    <>
                      {t(" by ")}
                      <bdi>{props.by}</bdi>
                    </>
                  ) : null}
                </>
              ),
            },
          ]}
        />
        {remove ? (
          <div className="row policy-remove">
            {places > 0 ? (
              <p className="muted small">
                {t("To delete it, detach it everywhere first.")}
              </p>
            ) : remove.confirmHref ? (
              <a className="btn btn-small" href={remove.confirmHref}>
                {t("Confirm that it is you to delete it")}
              </a>
            ) : (
              <Confirm label={t("Delete")} question={t("It is attached nowhere, so nobody loses or gains anything. Its versions stay on record; it cannot be brought back.")}>
                <form method="post" action={remove.form.action}>
                  <HiddenFields values={remove.form.hidden} />
                  <button className="btn btn-danger-solid btn-small">{t("Delete the policy")}</button>
                </form>
              </Confirm>
            )}
          </div>
        ) : null}
      </Card>
    </div>
  );
}

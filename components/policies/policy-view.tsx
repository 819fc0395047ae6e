import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Card, CopyId, Facts, Notice, PageHeader, Tabs, Time, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields } from "../ui/field";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { DraftNotice, type DraftProps } from "./draft-notice";
import { Rich } from "../ui/rich";
import { pieces, t, tn } from "@/lib/texts/text";

export interface PolicyHeadProps {
  name: string;
  slug: string;
  version: number;
  places: number;
  guardrails: number;
  managed: boolean;
  tabs: readonly Tab[];
}

function whereItHolds(places: number, guardrails: number): string {
  if (places === 0) return t("It is attached nowhere and has no effect.");
  if (guardrails === 0) return tn(places, "It holds in {n} place.", "It holds in {n} places.");
  if (guardrails === places) return tn(places, "It holds in {n} place, always as a guardrail.", "It holds in {n} places, always as a guardrail.");
  return t("It holds in {places} places, in {guardrails} of them as a guardrail.", { places, guardrails });
}

/** Name and tabs of a policy. */
export function PolicyHead({ name, version, places, guardrails, managed, tabs }: PolicyHeadProps) {
  return (
    <>
      <PageHeader
        title={name}
        crumbs={[{ label: t("Access"), href: "/policies" }, { label: name }]}
        badge={<Badge kind="plain">{t("version {version}", { version: String(version) })}</Badge>}
        description={managed ? whereItHolds(places, guardrails) : t("The operator's policy: it can be read here and changed by the operator alone.")}
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
              <Button kind="primary">{t("Save as version {version}", { version: String(props.version + 1) })}</Button>
              <span className="muted small">{places === 0 ? t("It is attached nowhere.") : tn(places, "It is in force at once in {n} place, from everybody's next request.", "It is in force at once in {n} places, from everybody's next request.")}</span>
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
              value: props.by ? (
                <Rich text={pieces("<at>{at}</at> by <name>{name}</name>", { at: props.changedAt, name: props.by })} at={(at) => <Time at={at} />} name={(name) => <bdi>{name}</bdi>} />
              ) : (
                <Time at={props.changedAt} />
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

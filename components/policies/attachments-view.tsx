import { Button, ButtonLink } from "../ui/button";
import { Card, EmptyState, Notice, Tabs, type Tab } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Badge } from "../ui/status";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { msg, t, type Message } from "@/lib/texts/text";

export type AttachKind = "person" | "group" | "root" | "unit" | "account";
/** Roles get their policies on their own page. */
export type AttachedKind = AttachKind | "role";

export interface AttachmentRow {
  id: string;
  kind: AttachedKind;
  name: string;
  /** What ends for whom when it is detached. */
  detachQuestion: string;
}

export interface AttachmentsViewProps {
  rows: readonly AttachmentRow[];
  /** Null where the person may not detach. */
  detach: IdentityForm | null;
  confirmHref: string | null;
  attach: {
    form: IdentityForm;
    kind: AttachKind;
    tabs: readonly Tab[];
    /** What attaching it here does, to whom. */
    sentence: string;
    /** What should be thought about first. */
    warning: string | null;
    options: readonly SelectOption[];
    emails: readonly { value: string; label: string }[];
  } | null;
}

export const kindNames: Readonly<Record<AttachedKind, Message>> = { person: msg("Person"), role: msg("Role"), group: msg("Group"), root: msg("Whole organization"), unit: msg("Unit"), account: msg("Account") };
const isGuardrail = (kind: AttachedKind): boolean => kind === "root" || kind === "unit" || kind === "account";

/** Where a policy holds, and where else it could. */
export function AttachmentsView({ rows, detach, confirmHref, attach }: AttachmentsViewProps) {
  return (
    <div className="stack-lg">
      <Card id="attached" title={t("Attached to")}>
        {rows.length === 0 ? (
          <EmptyState icon="access" title={t("Nowhere")}>
            {t("The policy has no effect. Attach it below, to people it should hold for, or as a guardrail.")}
          </EmptyState>
        ) : (
          <ul className="attachments">
            {rows.map((row) => (
              <li key={row.id}>
                <span>
                  <b>
                    <bdi>{row.name}</bdi>
                  </b>
                  <small>{isGuardrail(row.kind) ? t("{place}: the most that anyone below may do", { place: t(kindNames[row.kind]) }) : row.kind === "group" ? t("Everyone in this group, in all accounts") : t("This person, in this account")}</small>
                </span>
                <Badge kind={isGuardrail(row.kind) ? "soon" : "ok"}>{isGuardrail(row.kind) ? t("Guardrail") : t("Gives and takes away")}</Badge>
                {detach && !confirmHref ? (
                  <Confirm label={t("Detach")} question={row.detachQuestion}>
                    <form method="post" action={detach.action}>
                      <HiddenFields values={detach.hidden} />
                      <button className="btn btn-danger-solid btn-small" name="attachmentId" value={row.id} aria-label={t("Detach from {name}", { name: row.name })}>
                        {t("Detach")}
                      </button>
                    </form>
                  </Confirm>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Card>
      {attach || detach ? (
        <Card id="attach" title={t("Attach it")} className="no-print">
          {confirmHref ? (
            <>
              <p className="muted">{t("Attaching and detaching need a code from your authenticator app that is not older than five minutes. You come back here.")}</p>
              <ButtonLink kind="primary" href={confirmHref}>
                {t("Confirm that it is you")}
              </ButtonLink>
            </>
          ) : attach ? (
            <AttachForm {...attach} />
          ) : null}
        </Card>
      ) : null}
    </div>
  );
}

function AttachForm({ form, kind, tabs, sentence, warning, options, emails }: NonNullable<AttachmentsViewProps["attach"]>) {
  const { errors } = form;
  const field = kind === "group" ? "group" : kind === "unit" ? "unitId" : "accountId";
  return (
    <>
      <Tabs label={t("Attach to")} items={tabs} />
      <form method="post" action={form.action} className="attach-form">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <input type="hidden" name="kind" value={kind} />
        <p>{sentence}</p>
        {warning ? <Notice kind="warn">{warning}</Notice> : null}
        {kind !== "root" && options.length === 0 ? (
          <p className="muted">{t("There is nothing of this kind to attach it to.")}</p>
        ) : (
          <>
            {kind === "person" ? (
              <>
                <Input id="email" type="email" label={t("E-mail address")} required maxLength={254} list="members" autoComplete="off" error={errors?.["email"]} />
                <datalist id="members">
                  {emails.map(({ value, label }) => (
                    <option key={`${value} ${label}`} value={value}>
                      {label}
                    </option>
                  ))}
                </datalist>
              </>
            ) : null}
            {kind === "root" ? null : <Select id={field} label={kind === "person" ? t("In the account") : t(kindNames[kind])} options={options} error={errors?.[field]} />}
            <Button kind="primary">{kind === "person" ? t("Attach to this person") : isGuardrail(kind) ? t("Attach as a guardrail") : t("Attach to this group")}</Button>
          </>
        )}
      </form>
    </>
  );
}

import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { HiddenFields, Textarea } from "../ui/field";
import { t } from "@/lib/texts/text";

export interface AskForAccessProps {
  form: IdentityForm;
  reportId: string;
  /** Open from the beginning: where asking is what the page is about. */
  open?: boolean;
}

/** Asking for a report, with a reason, behind a disclosure. */
export function AskForAccess({ form, reportId, open }: AskForAccessProps) {
  return (
    <details className="ask-access" open={open === true || Boolean(form.error)}>
      <summary className="btn btn-small">{t("Ask for access")}</summary>
      <form method="post" action={form.action}>
        <FormError error={form.error} />
        <HiddenFields values={{ ...form.hidden, reportId }} />
        <Textarea id={`why-${reportId}`} name="reason" label={t("What you need it for")} required minLength={3} maxLength={1000} rows={3} hint={t("The administrators of your account read it. It is recorded.")} error={form.errors?.["reason"]} />
        <Button kind="primary">{t("Send the request")}</Button>
      </form>
    </details>
  );
}

import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { Card } from "../ui/content";
import { Checkbox, HiddenFields } from "../ui/field";
import { t } from "@/lib/texts/text";

export interface RequireFormProps {
  form: IdentityForm;
  choices: readonly { slug: string; name: string; required: boolean }[];
}

/** For those who publish: which agreements must be in force for an account before it gets a copy. */
export function RequireCard({ form, choices }: RequireFormProps) {
  return (
    <Card id="requires" title={t("Agreements that copies require")} className="no-print">
      {choices.length === 0 ? (
        <p className="muted">
          {t("None is published yet.")} <a href="/agreements">{t("Go to agreements")}</a>
        </p>
      ) : (
        <form method="post" action={form.action}>
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <fieldset className="report-require">
            <legend className="sr">{t("Agreements")}</legend>
            {choices.map(({ slug, name, required }) => (
              <Checkbox key={slug} name="agreements" value={slug} defaultChecked={required}>
                {name}
              </Checkbox>
            ))}
          </fieldset>
          <p className="hint">{t("Holds at once, for all versions and for tickets that were given out before. An account needs each of them, as its own or its organization’s. Staff need none.")}</p>
          <Button>{t("Save what copies require")}</Button>
        </form>
      )}
    </Card>
  );
}

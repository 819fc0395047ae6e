import type { IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { HiddenFields } from "../ui/field";
import { t } from "@/lib/texts/text";

export interface SubscribeButtonProps {
  form: IdentityForm;
  /** What it is about, as the operation takes it. */
  about: string;
  /** In words, for those who do not see what stands around the button. */
  words: string;
  subscribed: boolean;
}

/** Subscribes to what stands beside it; once subscribed, leads to where that is changed. */
export function SubscribeButton({ form, about, words, subscribed }: SubscribeButtonProps) {
  if (subscribed) {
    return (
      <ButtonLink icon="bell" href="/notifications" aria-label={t("Subscribed to {what}: change", { what: words })}>
        {t("Subscribed")}
      </ButtonLink>
    );
  }
  return (
    <form method="post" action={form.action} className="no-print">
      <HiddenFields values={{ ...form.hidden, about }} />
      <Button icon="bell" aria-label={t("Subscribe to {what}", { what: words })}>
        {t("Subscribe")}
      </Button>
    </form>
  );
}

/** The form that the button within the catalogue sends; it shows nothing itself. */
export function SubscribeForm({ action, hidden }: IdentityForm) {
  const { csrf = "" } = hidden;
  return (
    <form id="subscribe" method="post" action={action} hidden>
      <HiddenFields values={{ csrf }} />
    </form>
  );
}

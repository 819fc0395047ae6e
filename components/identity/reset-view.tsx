import { Button, ButtonLink } from "../ui/button";
import { Notice, Time } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { NewPassword } from "./invitation-view";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface ResetViewProps extends IdentityForm {
  name: string;
  email: string;
  /** ISO date-time. */
  expiresAt: string;
}

/** Behind a reset link. Fields: `newPassword`, `repeatPassword`. */
export function ResetView({ action, hidden, error, errors, name, email, expiresAt }: ResetViewProps) {
  return (
    <>
      <h1>{t("Begin anew")}</h1>
      <p className="lede">
        <Rich
          text={pieces("<name>{name}</name>, choose a new password; then you set up a second factor again. The link works once, until <at></at>.", { name })}
          name={(words) => <bdi>{words}</bdi>}
          at={() => <Time at={expiresAt} />}
        />
      </p>
      <FormError error={error} />
      <Notice kind="warn">{t("All your sessions, passkeys, authenticator apps, recovery codes and access keys end with it.")}</Notice>
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
        <NewPassword id="newPassword" label={t("New password")} error={errors?.newPassword} />
        <Input id="repeatPassword" label={t("New password again")} type="password" autoComplete="new-password" required error={errors?.repeatPassword} />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Continue to your second factor")}
          </Button>
        </div>
      </form>
    </>
  );
}

export interface GiveResetProps {
  form: IdentityForm;
  person: { name: string; email: string };
  accountName: string;
  cancelHref: string;
}

/** Asks before a reset link is made. */
export function GiveResetView({ form, person, accountName, cancelHref }: GiveResetProps) {
  return (
    <section className="card once" aria-labelledby="give-reset">
      <h2 id="give-reset">{t("Make a link")}</h2>
      <p>
        <Rich
          text={pieces("For <name>{name}</name>, {email}, who works in {account} and lost password or second factor. The link works once, within 24 hours. When it is used, all their sessions, factors, recovery codes and access keys end; they choose a new password and set up a second factor. It is in the audit trail, with your name.", { name: person.name, email: person.email, account: accountName })}
          name={(words) => (
            <b>
              <bdi>{words}</bdi>
            </b>
          )}
        />
      </p>
      <p>{t("Make sure first that it is them who ask: call them, or see them.")}</p>
      <FormError error={form.error} />
      <form className="row" method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Button kind="primary">{t("Make the link")}</Button>
        <ButtonLink href={cancelHref}>{t("Cancel")}</ButtonLink>
      </form>
    </section>
  );
}

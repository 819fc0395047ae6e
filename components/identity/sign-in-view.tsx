import { Button } from "../ui/button";
import { Notice } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { PasskeyForm } from "./passkey-form";
import { t } from "@/lib/texts/text";

/** What every form of these pages shares: where it posts, what it carries, what was wrong with the last attempt. */
export interface IdentityForm {
  action: string;
  /** Hidden fields: the token against forged requests, where to go on. */
  hidden: Readonly<Record<string, string>>;
  /** What is wrong and what to do, for the whole form. */
  error?: string | null;
  /** By field name. */
  errors?: Readonly<Record<string, string>>;
}

/** Why a form was refused, above it. `first`: unless the form has a field that takes the focus itself. */
export function FormError({ error, first = true }: { error?: string | null; first?: boolean }) {
  return error ? (
    <Notice kind="danger" live first={first}>
      {error}
    </Notice>
  ) : null;
}

export interface SignInViewProps extends IdentityForm {
  email?: string;
  /** For example that the session ended by itself. */
  info?: string | null;
  /** The form of a sign-in by passkey alone; null where this portal can have none. */
  passkey?: IdentityForm | null;
}

/** First step: e-mail address and password. Fields: `email`, `password`. */
export function SignInView({ action, hidden, error, errors, email, info, passkey }: SignInViewProps) {
  return (
    <>
      <h1>{t("Sign in")}</h1>
      <p className="lede">{passkey ? t("With your password and your second factor, or with a passkey alone.") : t("You need your password and your authenticator app.")}</p>
      <FormError error={error} first={false} />
      {info && !error ? <Notice kind="info">{info}</Notice> : null}
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Input
          id="email"
          label={t("E-mail address")}
          type="email"
          autoComplete="username"
          required
          defaultValue={email}
          error={errors?.email}
          autoFocus={!email}
        />
        <Input
          id="password"
          label={t("Password")}
          type="password"
          autoComplete="current-password"
          required
          error={errors?.password}
          autoFocus={Boolean(email)}
        />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Continue")}
          </Button>
        </div>
      </form>
      {passkey ? (
        <>
          <p className="or">{t("or")}</p>
          <PasskeyForm ceremony="sign-in" action={passkey.action} hidden={passkey.hidden} buttonClass="btn btn-large btn-wide" button={t("Sign in with a passkey")} />
        </>
      ) : null}
      <p className="auth-more">{t("Forgotten your password, or lost your second factor? An administrator of your account can give you a link to begin anew.")}</p>
      <p className="auth-more">{t("No account yet? Ask the administrator of your organization for an invitation.")}</p>
    </>
  );
}

import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { HiddenFields, Input } from "../ui/field";
import { PasskeyForm } from "./passkey-form";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

interface CodeInputProps {
  error?: string;
  label?: string;
  /** Takes the focus when the page opens; not where there is something to read first. */
  focus?: boolean;
}

/** The six digits of an authenticator app. Field: `code`. */
export function CodeInput({ error, label = t("Code from your authenticator app"), focus = true }: CodeInputProps) {
  return (
    <Input
      id="code"
      label={label}
      className="code-input"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      maxLength={7}
      title={t("Six digits")}
      spellCheck={false}
      required
      autoFocus={focus}
      error={error}
    />
  );
}

interface CodeFormProps extends IdentityForm {
  button: string;
  primary?: boolean;
  children?: ReactNode;
}

function CodeForm({ action, hidden, errors, button, primary = true, children }: CodeFormProps) {
  return (
    <form method="post" action={action}>
      <HiddenFields values={hidden} />
      <CodeInput error={errors?.code} focus={primary} />
      <div className="auth-actions">
        <Button kind={primary ? "primary" : "secondary"} size="large" wide>
          {button}
        </Button>
      </div>
      {children}
    </form>
  );
}

/** Passkey, code, or both, as far as the person has them. */
interface FactorProps extends IdentityForm {
  passkey: IdentityForm | null;
  /** The person may use a code from an app. */
  code: boolean;
}

function FactorForms(props: FactorProps & { button: string; passkeyButton: string }) {
  const { passkey, code, passkeyButton } = props;
  return (
    <>
      {passkey ? (
        <PasskeyForm ceremony="verify" action={passkey.action} hidden={passkey.hidden} buttonClass="btn btn-primary btn-large btn-wide" button={passkeyButton} />
      ) : null}
      {passkey && code ? <p className="or">{t("or")}</p> : null}
      {code ? <CodeForm {...props} primary={!passkey} /> : null}
    </>
  );
}

export interface VerifyViewProps extends FactorProps {
  email: string;
  recoveryHref: string;
  startOverHref: string;
}

/** Second step: a passkey or a code. */
export function VerifyView(props: VerifyViewProps) {
  return (
    <>
      <h1>{props.passkey ? t("Confirm that it is you") : t("Enter your code")}</h1>
      <p className="lede">
        <Rich text={pieces("Signing in as <b>{email}</b>.", { email: props.email })} b={(words) => <b>{words}</b>} />
      </p>
      <FormError error={props.error} first={false} />
      <FactorForms {...props} button={t("Sign in")} passkeyButton={t("Use your passkey")} />
      <p className="auth-more">
        <a href={props.recoveryHref}>{t("Use a recovery code")}</a> · <a href={props.startOverHref}>{t("Start over")}</a>
      </p>
    </>
  );
}

export interface StepUpViewProps extends FactorProps {
  /** What the person was about to do, for example `change your password`. */
  purpose: string;
  cancelHref: string;
  recoveryHref?: string;
}

function howToConfirm({ purpose, passkey, code }: StepUpViewProps): string {
  if (!code) return t("To {purpose}, use your passkey. The confirmation holds for five minutes.", { purpose });
  if (!passkey) return t("To {purpose}, enter a fresh code from your app. The confirmation holds for five minutes.", { purpose });
  return t("To {purpose}, use your passkey or enter a fresh code from your app. The confirmation holds for five minutes.", { purpose });
}

/** The factor once more, before something that matters. */
export function StepUpView(props: StepUpViewProps) {
  return (
    <>
      <h1>{t("Confirm that it is you")}</h1>
      <p className="lede">{howToConfirm(props)}</p>
      <FormError error={props.error} first={false} />
      <FactorForms {...props} button={t("Confirm")} passkeyButton={t("Confirm with your passkey")} />
      <p className="auth-more">
        {props.recoveryHref ? (
          <>
            <a href={props.recoveryHref}>{t("Use a recovery code")}</a> ·{" "}
          </>
        ) : null}
        <a href={props.cancelHref}>{t("Cancel")}</a>
      </p>
    </>
  );
}

export interface RecoveryViewProps extends IdentityForm {
  backHref: string;
}

/** Second step without the app. Field: `recoveryCode`. */
export function RecoveryView({ action, hidden, error, errors, backHref }: RecoveryViewProps) {
  return (
    <>
      <h1>{t("Use a recovery code")}</h1>
      <p className="lede">{t("One of the ten that you kept when you set up your app. Each works once.")}</p>
      <FormError error={error} first={false} />
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Input
          id="recoveryCode"
          label={t("Recovery code")}
          className="mono"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
          autoFocus
          error={errors?.recoveryCode}
          hint={t("Capital or small letters, with or without dashes.")}
        />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Sign in")}
          </Button>
        </div>
      </form>
      <p className="auth-more">
        <a href={backHref}>{t("Back to the code from the app")}</a>
      </p>
    </>
  );
}

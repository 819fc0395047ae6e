import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { HiddenFields, Input } from "../ui/field";
import { PasskeyForm } from "./passkey-form";
import { FormError, type IdentityForm } from "./sign-in-view";

interface CodeInputProps {
  error?: string;
  label?: string;
  /** Takes the focus when the page opens; not where there is something to read first. */
  focus?: boolean;
}

/** The six digits of an authenticator app. Field: `code`. */
export function CodeInput({ error, label = "Code from your authenticator app", focus = true }: CodeInputProps) {
  return (
    <Input
      id="code"
      label={label}
      className="code-input"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      maxLength={7}
      title="Six digits"
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
      {passkey && code ? <p className="or">or</p> : null}
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
      <h1>{props.passkey ? "Confirm that it is you" : "Enter your code"}</h1>
      <p className="lede">
        Signing in as <b>{props.email}</b>.
      </p>
      <FormError error={props.error} />
      <FactorForms {...props} button="Sign in" passkeyButton="Use your passkey" />
      <p className="auth-more">
        <a href={props.recoveryHref}>Use a recovery code</a> · <a href={props.startOverHref}>Start over</a>
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

/** The factor once more, before something that matters. */
export function StepUpView(props: StepUpViewProps) {
  return (
    <>
      <h1>Confirm that it is you</h1>
      <p className="lede">{`To ${props.purpose}, ${props.passkey ? "use your passkey" : ""}${props.passkey && props.code ? " or " : ""}${props.code ? "enter a fresh code from your app" : ""}. The confirmation holds for five minutes.`}</p>
      <FormError error={props.error} />
      <FactorForms {...props} button="Confirm" passkeyButton="Confirm with your passkey" />
      <p className="auth-more">
        {props.recoveryHref ? (
          <>
            <a href={props.recoveryHref}>Use a recovery code</a> ·{" "}
          </>
        ) : null}
        <a href={props.cancelHref}>Cancel</a>
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
      <h1>Use a recovery code</h1>
      <p className="lede">One of the ten that you kept when you set up your app. Each works once.</p>
      <FormError error={error} />
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Input
          id="recoveryCode"
          label="Recovery code"
          className="mono"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
          autoFocus
          error={errors?.recoveryCode}
          hint="Capital or small letters, with or without dashes."
        />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            Sign in
          </Button>
        </div>
      </form>
      <p className="auth-more">
        <a href={backHref}>Back to the code from the app</a>
      </p>
    </>
  );
}

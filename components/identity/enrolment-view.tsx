import { Button } from "../ui/button";
import { CopyId } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { QrCode } from "./qr-code";
import { FormError, type IdentityForm } from "./sign-in-view";
import { CodeInput } from "./verify-view";

export interface EnrolmentViewProps extends IdentityForm {
  /** `qr[row][column]` is true where dark; holds the `otpauth:` address. */
  qr: readonly (readonly boolean[])[];
  /** Base32, without blanks. */
  secret: string;
  email: string;
  /** The person has an app already and puts this one in its place. */
  replaces?: boolean;
  cancelHref?: string;
}

/** Three steps from nothing to a second factor: scan, or type the key; then prove it with a code. */
export function EnrolmentView({ action, hidden, error, errors, qr, secret, email, replaces, cancelHref }: EnrolmentViewProps) {
  return (
    <>
      <h1>{replaces ? "Set up a new authenticator app" : "Set up your authenticator app"}</h1>
      <p className="lede">
        {replaces
          ? "The new app takes the place of the old one as soon as its first code is right, and you get new recovery codes."
          : "Evidence is for named people, so a password alone is not enough here. This takes a minute."}
      </p>
      <FormError error={error} />
      <ol className="steps">
        <li>
          <h2>Open an authenticator app</h2>
          <p>Any app for time-based codes will do: the one in your phone's settings, in your password manager, or one that you install.</p>
        </li>
        <li>
          <h2>Scan this code</h2>
          <div className="enrol">
            <QrCode matrix={qr} label={`QR code with the key for ${email}`} />
            <div>
              <p>Or type this key into the app, as a time-based key:</p>
              <p className="secret">
                <CopyId value={secret} label="key" short={secret.replace(/(.{4})(?=.)/g, "$1 ")} />
              </p>
              <p className="hint">Account: {email}. Whoever has this key can make your codes: show it to nobody.</p>
            </div>
          </div>
        </li>
        <li>
          <h2>Enter the code that it shows</h2>
          <form className="enrol-form" method="post" action={action}>
            <HiddenFields values={hidden} />
            <CodeInput label="Six digits" focus={Boolean(errors?.code ?? error)} error={errors?.code} />
            <Button kind="primary" size="large">
              Finish
            </Button>
          </form>
        </li>
      </ol>
      {cancelHref ? (
        <p className="auth-more">
          <a href={cancelHref}>Cancel and keep the old app</a>
        </p>
      ) : null}
    </>
  );
}

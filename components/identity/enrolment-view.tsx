import { Button } from "../ui/button";
import { CopyId } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { QrCode } from "./qr-code";
import { PasskeyForm } from "./passkey-form";
import { FormError, type IdentityForm } from "./sign-in-view";
import { CodeInput } from "./verify-view";
import { t } from "@/lib/texts/text";

export interface ChooseFactorProps {
  /** The form of a new passkey; null where this portal can have none. */
  passkey: IdentityForm | null;
  /** What to call a passkey on this device. */
  deviceName: string;
  /** An organization asks for a passkey: an app will not do. */
  required: boolean;
  /** Why there can be no passkey here. */
  problem?: string | null;
  /** The steps for an authenticator app; null where an app will not do. */
  app: EnrolmentViewProps | null;
}

/** The first second factor: a passkey, or an authenticator app. */
export function ChooseFactorView({ passkey, deviceName, required, problem, app }: ChooseFactorProps) {
  if (!passkey && app) return <EnrolmentView {...app} />;
  return (
    <>
      <h1>{required ? t("Set up your passkey") : t("Set up your second factor")}</h1>
      <p className="lede">
        {required
          ? t("An organization that you administer asks for a passkey. Nothing else can be reached until there is one.")
          : t("Evidence is for named people, so a password alone is not enough here. This takes a minute.")}
      </p>
      <FormError error={passkey?.error ?? app?.error ?? problem} />
      {passkey ? (
        <section className="choice" aria-labelledby="choice-passkey">
          <h2 id="choice-passkey">{required ? t("A passkey") : t("A passkey (recommended)")}</h2>
          <p>{t("Your fingerprint, face or PIN on this device, on your phone or on a security key. It cannot be told to anybody, and it signs you in without a password.")}</p>
          <NewPasskeyForm form={passkey} deviceName={deviceName} buttonClass="btn btn-primary btn-large" />
        </section>
      ) : null}
      {app ? (
        <section className="choice" aria-labelledby="choice-app">
          <h2 id="choice-app">{t("An authenticator app")}</h2>
          <p>{t("Any app for time-based codes: in your phone's settings, in your password manager, or one that you install.")}</p>
          <AppSteps {...app} />
        </section>
      ) : null}
    </>
  );
}

/** Names and makes a passkey. Field: `name`. */
export function NewPasskeyForm({ form, deviceName, buttonClass = "btn" }: { form: IdentityForm; deviceName: string; buttonClass?: string }) {
  return (
    <PasskeyForm ceremony="register" action={form.action} hidden={form.hidden} buttonClass={buttonClass} button={t("Set up a passkey")}>
      <Input id="passkey-name" name="name" label={t("Name of the passkey")} maxLength={60} required defaultValue={deviceName} error={form.errors?.name} hint={t("So that you know it again, such as the device that it is on.")} />
    </PasskeyForm>
  );
}

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
export function EnrolmentView(props: EnrolmentViewProps) {
  const { error, replaces, cancelHref } = props;
  return (
    <>
      <h1>{replaces ? t("Set up a new authenticator app") : t("Set up your authenticator app")}</h1>
      <p className="lede">
        {replaces
          ? t("The new app takes the place of the old one as soon as its first code is right, and you get new recovery codes.")
          : t("Evidence is for named people, so a password alone is not enough here. This takes a minute.")}
      </p>
      <FormError error={error} />
      <AppSteps {...props} />
      {cancelHref ? (
        <p className="auth-more">
          <a href={cancelHref}>{t("Cancel and keep the old app")}</a>
        </p>
      ) : null}
    </>
  );
}

function AppSteps({ action, hidden, error, errors, qr, secret, email }: EnrolmentViewProps) {
  return (
    <ol className="steps">
      <li>
        <h2>{t("Open an authenticator app")}</h2>
        <p>{t("Any app for time-based codes will do: the one in your phone's settings, in your password manager, or one that you install.")}</p>
      </li>
      <li>
        <h2>{t("Scan this code")}</h2>
        <div className="enrol">
          <QrCode matrix={qr} label={t("QR code with the key for {email}", { email })} />
          <div>
            <p>{t("Or type this key into the app, as a time-based key:")}</p>
            <p className="secret">
              <CopyId value={secret} label={t("key")} short={secret.replace(/(.{4})(?=.)/g, "$1 ")} />
            </p>
            <p className="hint">{t("Account: {email}. Whoever has this key can make your codes: show it to nobody.", { email })}</p>
          </div>
        </div>
      </li>
      <li>
        <h2>{t("Enter the code that it shows")}</h2>
        <form className="enrol-form" method="post" action={action}>
          <HiddenFields values={hidden} />
          <CodeInput label={t("Six digits")} focus={Boolean(errors?.code ?? error)} error={errors?.code} />
          <Button kind="primary" size="large">
            {t("Finish")}
          </Button>
        </form>
      </li>
    </ol>
  );
}

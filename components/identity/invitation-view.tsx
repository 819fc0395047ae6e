import { Button, ButtonLink } from "../ui/button";
import { CopyId, Notice, Time } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { FormError, type IdentityForm } from "./sign-in-view";
import { t } from "@/lib/texts/text";

const passwordHint =
  "At least 15 characters. A few words in a row are good; well-known passwords are refused. No rules about digits or signs.";

interface NewPasswordProps {
  error?: string;
  id?: string;
  label?: string;
}

/** A new password, with the one rule that matters. */
export function NewPassword({ error, id = "password", label = "Password" }: NewPasswordProps) {
  return (
    <Input
      id={id}
      label={label}
      type="password"
      autoComplete="new-password"
      minLength={15}
      maxLength={256}
      required
      hint={passwordHint}
      error={error}
    />
  );
}

export interface InvitationViewProps extends IdentityForm {
  email: string;
  name: string;
  organizationName: string;
  accountName: string;
  groupName: string;
  /** Where it leads into a role for a time instead of an account. ISO date-times. */
  role?: { name: string; from: string; until: string } | null;
  /** ISO date-time. */
  expiresAt: string;
  /** `new`: choose a name and a password. `known`: sign in first. `signed-in`: accept as who one is. */
  state: "new" | "known" | "signed-in";
  signInHref: string;
}

/** Behind an invitation link. Fields: `name`, `password`. */
export function InvitationView(props: InvitationViewProps) {
  const { action, hidden, error, errors, email, state } = props;
  return (
    <>
      {props.role ? (
        <>
          <h1>{`A role at ${props.organizationName}`}</h1>
          <p className="lede">
            {`You may work as ${props.role.name} in the account ${props.accountName} from `}
            <Time at={props.role.from} /> until <Time at={props.role.until} />, without becoming a member. The link works once, until <Time at={props.expiresAt} />.
          </p>
        </>
      ) : (
        <>
          <h1>{`Join ${props.organizationName}`}</h1>
          <p className="lede">
            {`You are invited to the account ${props.accountName} as ${props.groupName}. The link works once, until `}
            <Time at={props.expiresAt} />.
          </p>
        </>
      )}
      <FormError error={error} />
      {state === "known" ? (
        <>
          <Notice kind="info">
            <b>{email}</b> is known here. Sign in as this person, then open the link again.
          </Notice>
          <div className="auth-actions">
            <ButtonLink kind="primary" size="large" wide href={props.signInHref}>
              {t("Sign in")}
            </ButtonLink>
          </div>
        </>
      ) : (
        <form method="post" action={action}>
          <HiddenFields values={hidden} />
          {state === "new" ? (
            <>
              <Input id="email" label={t("E-mail address")} type="email" autoComplete="username" defaultValue={email} readOnly />
              <Input
                id="name"
                label={t("Your name")}
                autoComplete="name"
                maxLength={120}
                required
                defaultValue={props.name}
                error={errors?.name}
                hint={t("As it shall stand on your copies, in any script.")}
              />
              <NewPassword error={errors?.password} />
            </>
          ) : null}
          <div className="auth-actions">
            <Button kind="primary" size="large" wide>
              {state === "new" ? t("Continue to your second factor") : t("Accept the invitation")}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

export interface SetupViewProps extends IdentityForm {
  values?: { operatorName?: string; name?: string; email?: string };
}

/** The first person of a new portal. Fields: `operatorName`, `name`, `email`, `password`. */
export function SetupView({ action, hidden, error, errors, values }: SetupViewProps) {
  return (
    <>
      <h1>{t("Set up the portal")}</h1>
      <p className="lede">{t("You become its first person, with every right. This link works once.")}</p>
      <FormError error={error} />
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Input
          id="operatorName"
          label={t("Your company")}
          autoComplete="organization"
          maxLength={120}
          required
          autoFocus
          defaultValue={values?.operatorName}
          error={errors?.operatorName}
          hint={t("Stands at the top of every page and on every copy.")}
        />
        <Input id="name" label={t("Your name")} autoComplete="name" maxLength={120} required defaultValue={values?.name} error={errors?.name} />
        <Input
          id="email"
          label={t("E-mail address")}
          type="email"
          autoComplete="username"
          required
          defaultValue={values?.email}
          error={errors?.email}
        />
        <NewPassword error={errors?.password} />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Continue to your second factor")}
          </Button>
        </div>
      </form>
    </>
  );
}

/** After signing out, or when a session ended. */
export function SignedOutView({ signInHref, reason }: { signInHref: string; reason?: string | null }) {
  return (
    <>
      <h1>{t("You are signed out")}</h1>
      <p className="lede">{reason ?? t("This device no longer has access. Copies that you downloaded stay yours to look after.")}</p>
      <ButtonLink kind="primary" size="large" wide href={signInHref}>
        {t("Sign in again")}
      </ButtonLink>
    </>
  );
}

export interface InvitationLinkViewProps extends IdentityForm {
  link: string;
  name: string;
  email: string;
  /** ISO date-time. */
  expiresAt: string;
}

/** The link of a fresh invitation, shown to the inviter this once. The form says that it was passed on. */
export function InvitationLinkView({ action, hidden, link, name, email, expiresAt }: InvitationLinkViewProps) {
  return (
    <section className="card once" aria-labelledby="invitation-link">
      <h2 id="invitation-link">{t("Pass this link on")}</h2>
      <p>
        Send it to <bdi>{name}</bdi>, {email}, in a way that only they can read. It works once, until <Time at={expiresAt} />, and is shown
        only now.
      </p>
      <p className="once-link">
        <CopyId value={link} label={t("invitation link")} short={link} />
      </p>
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Button>{t("I have passed it on")}</Button>
      </form>
    </section>
  );
}

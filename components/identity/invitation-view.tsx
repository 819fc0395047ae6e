import { Button, ButtonLink } from "../ui/button";
import { CopyId, Notice, Time } from "../ui/content";
import { HiddenFields, Input } from "../ui/field";
import { FormError, type IdentityForm } from "./sign-in-view";
import { Rich } from "../ui/rich";
import { msg, pieces, t } from "@/lib/texts/text";

const passwordHint = msg("At least 15 characters. A few words in a row are good; well-known passwords are refused. No rules about digits or signs.");

interface NewPasswordProps {
  error?: string;
  id?: string;
  label?: string;
}

/** A new password, with the one rule that matters. */
export function NewPassword({ error, id = "password", label = t("Password") }: NewPasswordProps) {
  return (
    <Input
      id={id}
      label={label}
      type="password"
      autoComplete="new-password"
      minLength={15}
      maxLength={256}
      required
      hint={t(passwordHint)}
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

function RoleLede({ role, accountName, expiresAt }: { role: { name: string; from: string; until: string }; accountName: string; expiresAt: string }) {
  return (
    <Rich
      text={pieces("You may work as {role} in the account {account} from <from></from> until <until></until>, without becoming a member. The link works once, until <at></at>.", { role: role.name, account: accountName })}
      from={() => <Time at={role.from} />}
      until={() => <Time at={role.until} />}
      at={() => <Time at={expiresAt} />}
    />
  );
}

/** Behind an invitation link. Fields: `name`, `password`. */
export function InvitationView(props: InvitationViewProps) {
  const { action, hidden, error, errors, email, state } = props;
  return (
    <>
      {props.role ? (
        <>
          <h1>{t("A role at {organization}", { organization: props.organizationName })}</h1>
          <p className="lede">
            <RoleLede role={props.role} accountName={props.accountName} expiresAt={props.expiresAt} />
          </p>
        </>
      ) : (
        <>
          <h1>{t("Join {organization}", { organization: props.organizationName })}</h1>
          <p className="lede">
            <Rich
              text={pieces("You are invited to the account {account} as {group}. The link works once, until <at></at>.", { account: props.accountName, group: props.groupName })}
              at={() => <Time at={props.expiresAt} />}
            />
          </p>
        </>
      )}
      <FormError error={error} />
      {state === "known" ? (
        <>
          <Notice kind="info">
            <Rich text={pieces("<b>{email}</b> is known here. Sign in as this person, then open the link again.", { email })} b={(words) => <b>{words}</b>} />
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
      <FormError error={error} first={false} />
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
        <Rich
          text={pieces("Send it to <name>{name}</name>, {email}, in a way that only they can read. It works once, until <at></at>, and is shown only now.", { name, email })}
          name={(words) => <bdi>{words}</bdi>}
          at={() => <Time at={expiresAt} />}
        />
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

import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { CopyId } from "../ui/content";
import { HiddenFields } from "../ui/field";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface UnsubscribeViewProps extends IdentityForm {
  /** What would end, in words. Empty: there is nothing left to end. */
  subscriptions: readonly string[];
}

/** Behind the link of a message. */
export function UnsubscribeView({ action, hidden, error, subscriptions }: UnsubscribeViewProps) {
  if (subscriptions.length === 0) {
    return (
      <>
        <h1>{t("You are unsubscribed")}</h1>
        <p className="lede">{t("Nothing more is sent to this address about what that message was about.")}</p>
        <div className="auth-actions">
          <ButtonLink href="/notifications">{t("Manage all notifications")}</ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <h1>{t("Unsubscribe")}</h1>
      <p className="lede">{subscriptions.length === 1 ? t("That message came because of this subscription:") : t("That message came because of these subscriptions:")}</p>
      <ul className="link-list">
        {subscriptions.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <FormError error={error} />
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Unsubscribe")}
          </Button>
        </div>
      </form>
      <p className="faint small">
        <Rich text={pieces("No sign-in is needed for that. To change the rest, <a>manage all notifications</a>.")} a={(words) => <a href="/notifications">{words}</a>} />
      </p>
    </>
  );
}

export interface ConfirmAddressViewProps extends IdentityForm {
  address: string;
  personName: string;
  confirmed: boolean;
}

/** Behind the link that was sent to an address. */
export function ConfirmAddressView({ action, hidden, error, address, personName, confirmed }: ConfirmAddressViewProps) {
  if (confirmed) {
    return (
      <>
        <h1>{t("Confirmed")}</h1>
        <p className="lede">
          <Rich
            text={pieces("<where>{address}</where> may now get notifications that <name>{name}</name> subscribes to. Each has a link to end it.", { address, name: personName })}
            where={(words) => <b className="notifications-where">{words}</b>}
            name={(name) => <bdi>{name}</bdi>}
          />
        </p>
      </>
    );
  }
  return (
    <>
      <h1>{t("Confirm this address")}</h1>
      <p className="lede">
        <Rich
          text={pieces("<name>{name}</name> wants notifications of this portal to be sent to <where>{address}</where>.", { address, name: personName })}
          where={(words) => <b className="notifications-where">{words}</b>}
          name={(name) => <bdi>{name}</bdi>}
        />
      </p>
      <FormError error={error} />
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <div className="auth-actions">
          <Button kind="primary" size="large" wide>
            {t("Confirm")}
          </Button>
        </div>
      </form>
      <p className="faint small">{t("If you do not want that, close this page: nothing is sent.")}</p>
    </>
  );
}

export interface SecretOnceProps extends IdentityForm {
  address: string;
  secret: string;
}

/** The secret that signs what a webhook gets, this once. */
export function SecretOnceView({ action, hidden, address, secret }: SecretOnceProps) {
  return (
    <section className="card once" aria-labelledby="secret">
      <h2 id="secret">{t("Keep this secret")}</h2>
      <p>
        <Rich
          text={pieces(
            "Everything that is posted to <b>{address}</b> is signed with it. It is shown only now. Give it to the receiver, which checks <code>webhook-signature</code> over <code>webhook-id.webhook-timestamp.body</code> (Standard Webhooks, HMAC-SHA-256), refuses timestamps that are minutes old, and takes each id once.",
            { address },
          )}
          b={(words) => <b>{words}</b>}
          code={(words) => <code>{words}</code>}
        />
      </p>
      <p className="once-link">
        <CopyId value={secret} label={t("secret")} short={secret} />
      </p>
      <form method="post" action={action}>
        <HiddenFields values={hidden} />
        <Button>{t("I have kept it")}</Button>
      </form>
    </section>
  );
}

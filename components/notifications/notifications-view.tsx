import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Card, EmptyState, Notice, PageHeader } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { Field, HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Badge } from "../ui/status";
import { t } from "@/lib/texts/text";

export type NotificationRhythm = "IMMEDIATE" | "DAILY" | "WEEKLY";

export interface SubscriptionRow {
  subscriptionId: string;
  words: string;
  accountName: string;
  rhythm: NotificationRhythm;
  /** An address; of a webhook its host. */
  where: string;
  webhook: boolean;
}

export interface DestinationRow {
  destinationId: string;
  webhook: boolean;
  address: string;
  confirmed: boolean;
}

export interface NotificationsViewProps {
  mailIsOn: boolean;
  email: string;
  accountName: string;
  timeZone: string;
  timeZones: readonly string[];
  subscriptions: readonly SubscriptionRow[];
  destinations: readonly DestinationRow[];
  /** What can be subscribed to, under its headings: the values go as `about`. */
  choices: readonly { label: string; options: readonly SelectOption[] }[];
  /** Where to confirm with a factor before a place is added; null where that was just done. */
  stepUpHref: string | null;
  forms: {
    /** Null in a role, or in no account. */
    subscribe: IdentityForm | null;
    change: IdentityForm;
    end: IdentityForm;
    addMail: IdentityForm;
    addWebhook: IdentityForm;
    remove: IdentityForm;
    timeZone: IdentityForm;
  };
}

const rhythms = (): readonly SelectOption[] => [
  { value: "IMMEDIATE", label: t("At once") },
  { value: "DAILY", label: t("Every morning") },
  { value: "WEEKLY", label: t("Mondays") },
];

/** What a person is told about, where, and how often. */
export function NotificationsView(props: NotificationsViewProps) {
  return (
    <>
      <PageHeader title={t("Notifications")} description={t("What you are told about, where it goes, and how often. A message names only what you may see when it leaves.")} />
      {props.mailIsOn ? null : (
        <Notice kind="info" title={t("This portal sends no mail yet")}>
          {t("Messages wait until its operator sets a mail server. Webhooks are called all the same.")}
        </Notice>
      )}
      <div className="organization-grid notifications">
        <div className="stack-lg">
          <Subscriptions {...props} />
          <Add {...props} />
        </div>
        <div className="stack-lg">
          <Places {...props} />
          <Mornings {...props} />
        </div>
      </div>
    </>
  );
}

function Subscriptions({ subscriptions, forms }: NotificationsViewProps) {
  return (
    <Card id="subscriptions" title={t("Subscriptions")}>
      {subscriptions.length === 0 ? (
        <EmptyState icon="bell" title={t("You are told about nothing yet")}>
          {t("Choose below, or use Subscribe on a report or in the list of a program.")}
        </EmptyState>
      ) : (
        <ul className="request-list">
          {subscriptions.map((row) => (
            <li key={row.subscriptionId} className="subscription">
              <div>
                <b>{row.words}</b>
                <span className="faint small notifications-line notifications-where">
                  {row.webhook
                    ? t("to the webhook {where}, as seen in {account}", { where: row.where, account: row.accountName })
                    : t("to {where}, as seen in {account}", { where: row.where, account: row.accountName })}
                </span>
              </div>
              <div className="subscription-do">
                <form method="post" action={forms.change.action} className="notifications-change">
                  <HiddenFields values={{ ...forms.change.hidden, subscriptionId: row.subscriptionId }} />
                  <select className="input input-small" name="rhythm" defaultValue={row.rhythm} aria-label={t("How often: {what}", { what: row.words })}>
                    {rhythms().map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                  <Button size="small" aria-label={t("Save how often: {what}", { what: row.words })}>
                    {t("Save")}
                  </Button>
                </form>
                <form method="post" action={forms.end.action}>
                  <HiddenFields values={{ ...forms.end.hidden, subscriptionId: row.subscriptionId }} />
                  <Button size="small" kind="danger" aria-label={t("Unsubscribe: {what}, to {where}", { what: row.words, where: row.where })}>
                    {t("Unsubscribe")}
                  </Button>
                </form>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Add({ forms, choices, destinations, email, accountName }: NotificationsViewProps) {
  const { subscribe } = forms;
  const open = destinations.filter(({ confirmed }) => confirmed);
  return (
    <Card id="add" title={t("Subscribe")}>
      {subscribe === null ? (
        <p className="muted">{t("Subscriptions are a member's own: work in one of your accounts, as yourself.")}</p>
      ) : (
        <form method="post" action={subscribe.action} className="notifications-add">
          <FormError error={subscribe.error} />
          <HiddenFields values={subscribe.hidden} />
          <Field id="about" label={t("Tell me about")} hint={t("New versions, as far as you may see them in {account}.", { account: accountName })} error={subscribe.errors?.["about"]}>
            <select className="input" id="about" name="about" aria-describedby="about-hint" required>
              {choices.map(({ label, options }) => (
                <optgroup key={label} label={label}>
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </Field>
          <Select id="destinationId" label={t("At##place")} options={[{ value: "", label: email }, ...open.map(({ destinationId, address, webhook }) => ({ value: destinationId, label: webhook ? t("Webhook {address}", { address }) : address }))]} />
          <Select id="rhythm" label={t("How often")} options={rhythms()} defaultValue="IMMEDIATE" />
          <div>
            <Button kind="primary">{t("Subscribe")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}

function Places({ email, destinations, forms, stepUpHref }: NotificationsViewProps) {
  return (
    <Card id="places" title={t("Where it goes")}>
      <ul className="request-list">
        <li>
          <b className="notifications-where">{email}</b> <Badge kind="ok">{t("Your address")}</Badge>
        </li>
        {destinations.map((row) => (
          <li key={row.destinationId} className="notifications-place">
            <span className="notifications-where">
              {row.address} {row.webhook ? <Badge kind="plain">{t("Webhook")}</Badge> : row.confirmed ? <Badge kind="ok">{t("Confirmed")}</Badge> : <Badge kind="soon">{t("Waits for its reader")}</Badge>}
            </span>
            <Confirm label={t("Remove")} question={t("Subscriptions that go to {address} end with it.", { address: row.address })}>
              <form method="post" action={forms.remove.action}>
                <HiddenFields values={{ ...forms.remove.hidden, destinationId: row.destinationId }} />
                <Button kind="danger-solid" size="small" aria-label={t("Remove {name}", { name: row.address })}>
                  {t("Remove it")}
                </Button>
              </form>
            </Confirm>
          </li>
        ))}
      </ul>
      {stepUpHref ? (
        <p className="notifications-more">
          <ButtonLink href={stepUpHref}>{t("Add an address or a webhook")}</ButtonLink>
          <span className="faint small notifications-line">{t("You confirm with your second factor first.")}</span>
        </p>
      ) : (
        <div className="notifications-more stack">
          <FormError error={forms.addMail.error} />
          <form method="post" action={forms.addMail.action} className="notifications-new">
            <HiddenFields values={{ ...forms.addMail.hidden, channel: "MAIL" }} />
            <Input id="address" type="email" label={t("Another e-mail address")} hint={t("A link to confirm is sent there.")} required autoComplete="off" error={forms.addMail.errors?.["address"]} />
            <Button>{t("Add address")}</Button>
          </form>
          <form method="post" action={forms.addWebhook.action} className="notifications-new">
            <HiddenFields values={{ ...forms.addWebhook.hidden, channel: "WEBHOOK" }} />
            <Input id="url" type="url" label={t("A webhook")} placeholder={t("https://")} hint={t("Signed JSON is posted there. The secret is shown once.")} required autoComplete="off" error={forms.addWebhook.errors?.["url"]} />
            <Button>{t("Add webhook")}</Button>
          </form>
        </div>
      )}
    </Card>
  );
}

function Mornings({ timeZone, timeZones, forms }: NotificationsViewProps) {
  return (
    <Card id="mornings" title={t("When mornings are")}>
      <form method="post" action={forms.timeZone.action} className="notifications-new">
        <HiddenFields values={forms.timeZone.hidden} />
        <Select id="timeZone" label={t("Time zone")} hint={t("Digests leave at 08:00 there; weekly ones on Monday.")} options={timeZones.map((value) => ({ value, label: value.replaceAll("_", " ") }))} defaultValue={timeZone} error={forms.timeZone.errors?.["timeZone"]} />
        <Button>{t("Save")}</Button>
      </form>
    </Card>
  );
}

import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Card, EmptyState, Notice, PageHeader, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { Checkbox, HiddenFields, Input } from "../ui/field";
import { Rich } from "../ui/rich";
import { pieces, t } from "@/lib/texts/text";

export interface ErasureRow {
  id: string;
  /** The event. */
  href: string;
  operation: string;
  fields: readonly string[];
  /** ISO date-time. */
  at: string;
  personName: string;
  reason: string;
}

export interface ErasureViewProps {
  /** The event that is about to lose fields; null where none was chosen. */
  event: { id: string; at: string; operation: string; personId: string | null; personName: string; personEmail: string } | null;
  fields: readonly { value: string; label: string }[];
  erasures: readonly ErasureRow[];
  /** Null for those who may only look. */
  form: IdentityForm | null;
  stepUpHref: string | null;
}

/** Erasing what tells who somebody is from events, with every proof kept; and what was erased so far. */
export function ErasureView({ event, fields, erasures, form, stepUpHref }: ErasureViewProps) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Erasure") }]}
        title={t("Erasure")}
        description={t("What tells who somebody is can be erased from events, for good. That it was done, by whom and why, stays; every proof and receipt holds all the same.")}
      />
      <div className="organization-grid">
        {form && event ? <Erase event={event} fields={fields} form={form} stepUpHref={stepUpHref} /> : <Choose />}
        <Card id="erased" title={t("Erased so far")}>
          {erasures.length === 0 ? (
            <p className="muted">{t("Nothing was erased from any event.")}</p>
          ) : (
            <ul className="request-list">
              {erasures.map((row) => (
                <li key={row.id}>
                  <a href={row.href}>{row.operation}</a>
                  <span className="small notifications-line">{row.fields.join(", ")}</span>
                  <span className="faint small notifications-line">
                    <Time at={row.at} />, <bdi>{row.personName}</bdi>: <q>{row.reason}</q>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </>
  );
}

function Choose() {
  return (
    <div className="card">
      <EmptyState icon="trail" title={t("Choose an event")} actions={<ButtonLink href="/trail">{t("Open the trail")}</ButtonLink>}>
        {t("Open an event and choose Erase fields. From there all events of its person can be meant as well.")}
      </EmptyState>
    </div>
  );
}

function Erase({ event, fields, form, stepUpHref }: { event: NonNullable<ErasureViewProps["event"]>; fields: ErasureViewProps["fields"]; form: IdentityForm; stepUpHref: string | null }) {
  const who = event.personName || event.personEmail || t("a person whose name was erased");
  return (
    <Card id="erase" title={t("Erase fields")}>
      <div className="stack">
        <p>
          <Rich
            text={pieces("<a>{operation}</a>, <at>{at}</at>, by <name>{name}</name>", { operation: event.operation, at: event.at, name: who })}
            a={(words) => <a href={`/trail/${event.id}`}>{words}</a>}
            at={(at) => <Time at={at} />}
            name={(name) => <bdi>{name}</bdi>}
          />
        </p>
        <Notice kind="warn">{t("Nobody can bring back what was erased. Copies that were exported or sent on are not reached.")}</Notice>
      </div>
      {stepUpHref ? (
        <p className="notifications-more">
          <ButtonLink href={stepUpHref}>{t("Confirm it is you")}</ButtonLink>
        </p>
      ) : (
        <form method="post" action={form.action} className="notifications-add notifications-more">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <fieldset className="stack">
            <legend className="label">{t("What")}</legend>
            {fields.map(({ value, label }) => (
              <Checkbox key={value} name="fields" value={value} defaultChecked>
                {label}
              </Checkbox>
            ))}
          </fieldset>
          <Input id="reason" label={t("Why")} hint={t("It stands in the trail for good: name no person in it.")} required minLength={3} maxLength={500} autoComplete="off" error={form.errors?.["reason"]} />
          <div className="row">
            <Button kind="danger" name="eventId" value={event.id}>
              {t("Erase from this event")}
            </Button>
            {event.personId ? (
              <Confirm label={t("All events of this person")} question={t("These fields are erased from every event of {person}, those of all accounts and years.", { person: who })}>
                <Button kind="danger-solid" size="small" name="personId" value={event.personId}>
                  {t("Erase from all of them")}
                </Button>
              </Confirm>
            ) : null}
          </div>
        </form>
      )}
    </Card>
  );
}

import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, Tabs, Time, type Tab } from "../ui/content";
import { Checkbox, HiddenFields, Input, Textarea } from "../ui/field";
import { Rich } from "../ui/rich";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { pieces, t } from "@/lib/texts/text";

export interface PrepareProps {
  form: IdentityForm;
  choices: readonly Tab[];
  kind: "ACCOUNT" | "ORGANIZATION";
  boundName: string;
  /** Of the agreement, which its statements are written in. */
  language: string;
  boxes: readonly string[];
  personName: string;
  values: Readonly<Record<string, string>>;
}

/** The first half of an acceptance by two people. */
export function PrepareCard({ form, choices, kind, boundName, language, boxes, personName, values }: PrepareProps) {
  const { errors } = form;
  return (
    <Card id="accept" title={t("Prepare for another person to accept")} className="agreement-accept no-print">
      {choices.length > 1 ? <Tabs label={t("For whom")} items={choices} /> : null}
      <p>
        <Rich
          text={
            kind === "ACCOUNT"
              ? pieces("Your organization wants two people. You fill it in and check it for the account <b>{name}</b>; another person with the right to accept does so within two weeks. Nobody is bound until then.", { name: boundName })
              : pieces("Your organization wants two people. You fill it in and check it for the organization <b>{name}</b>; another person with the right to accept does so within two weeks. Nobody is bound until then.", { name: boundName })
          }
          b={(words) => <b>{words}</b>}
        />
      </p>
      <form method="post" action={form.action}>
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <fieldset className="agreement-boxes">
          <legend className="label">{t("Tick every statement that you checked")}</legend>
          {boxes.map((box, index) => (
            <Checkbox key={box} name="box" value={index} required aria-invalid={errors?.[`box.${index}`] ? true : undefined}>
              <span lang={language}>{box}</span>
            </Checkbox>
          ))}
          <Checkbox name="checked" required aria-invalid={errors?.["checked"] ? true : undefined}>
            {t("I have read the text above, and what I enter here is right.")}
          </Checkbox>
        </fieldset>
        <div className="agreement-signature">
          <Input id="legalEntity" label={t("Legal entity that is to be bound")} required maxLength={200} defaultValue={values["legalEntity"]} error={errors?.["legalEntity"]} />
          <Input id="title" label={t("Your title")} required maxLength={160} autoComplete="organization-title" defaultValue={values["title"]} error={errors?.["title"]} />
          <Input
            id="typedName"
            label={t("Your name, typed")}
            className="signature"
            required
            maxLength={160}
            autoComplete="off"
            hint={
              <>
                {t("As the portal knows it:")} <bdi>{personName}</bdi>
              </>
            }
            defaultValue={errors?.["typedName"] ? undefined : values["typedName"]}
            error={errors?.["typedName"]}
          />
        </div>
        <Textarea id="note" label={t("Note for the one who accepts")} optional rows={2} maxLength={500} defaultValue={values["note"]} />
        <Button kind="primary" size="large">
          {t("Prepare it")}
        </Button>
        <p className="hint">{t("Your name, e-mail address, title, the time and your address on the network become part of the record and of the certificate, beside those of the person who accepts.")}</p>
      </form>
    </Card>
  );
}

export interface PreparationRow {
  id: string;
  holder: string;
  revision: number;
  legalEntity: string;
  personName: string;
  personTitle: string;
  note: string;
  /** ISO date-times. */
  at: string;
  expiresAt: string;
  own: boolean;
  outdated: boolean;
  /** Where this person can accept it; null where another one must. */
  acceptHref: string | null;
  /** The row's `preparationId` is among its hidden fields; null for those who may not withdraw. */
  withdraw: IdentityForm | null;
}

/** What one person prepared and another has to accept, the same for both. */
export function PreparationsCard({ rows }: { rows: readonly PreparationRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card id="prepared" title={t("Prepared, waits for a second person")} className="no-print">
      <ol className="agreement-history">
        {rows.map((row) => (
          <li key={row.id}>
            <div className="row">
              <b>{row.holder}</b>
              <span className="faint small">{t("revision {revision}", { revision: String(row.revision) })}</span>
            </div>
            <p className="small">
              <Rich
                text={pieces("Prepared by <bdi>{name}</bdi>, {title}, <time>{at}</time>, to bind {legalEntity}. Good until <time>{until}</time>.", { name: row.personName, title: row.personTitle, at: row.at, legalEntity: row.legalEntity, until: row.expiresAt })}
                bdi={(words) => <bdi>{words}</bdi>}
                time={(at) => <Time at={at} />}
              />
            </p>
            {row.note ? (
              <p className="small">
                {t("Note:")} <bdi>{row.note}</bdi>
              </p>
            ) : null}
            {row.outdated ? <Notice kind="warn">{t("A new revision was published in between. This cannot be accepted any more; prepare the new one.")}</Notice> : null}
            {row.own && !row.outdated ? <p className="hint">{t("You prepared this, so another person accepts it. Those who may were told by mail.")}</p> : null}
            <div className="row">
              {row.acceptHref ? <ButtonLink href={row.acceptHref}>{t("Go to the form")}</ButtonLink> : null}
              {row.withdraw ? (
                <form method="post" action={row.withdraw.action}>
                  <HiddenFields values={row.withdraw.hidden} />
                  <Button size="small" aria-label={t("Withdraw what {person} prepared for {holder}", { person: row.personName, holder: row.holder })}>
                    {t("Withdraw")}
                  </Button>
                </form>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

export interface TwoPersonProps {
  wanted: boolean;
  /** Absent for those who may only see it. */
  form: IdentityForm | null;
  confirmHref: string | null;
}

/** The organization's rule on who accepts agreements. */
export function TwoPersonCard({ wanted, form, confirmHref }: TwoPersonProps) {
  return (
    <Card id="two-people" title={t("How many people it takes")} className="two-people no-print">
      <p>{wanted ? t("Two: one person prepares an agreement, another with the right to accept accepts it.") : t("One: whoever has the right to accept fills in an agreement and accepts it.")}</p>
      {form && confirmHref ? (
        <ButtonLink href={confirmHref}>{t("Confirm that it is you to change this")}</ButtonLink>
      ) : form ? (
        <form method="post" action={form.action}>
          <FormError error={form.error} />
          <HiddenFields values={{ ...form.hidden, wanted: wanted ? "no" : "yes" }} />
          <Button>{wanted ? t("Let one person do both") : t("Want two people")}</Button>
          <p className="hint">{t("Holds for the organization and all its accounts, from now on. The other admins are told by mail.")}</p>
        </form>
      ) : null}
    </Card>
  );
}

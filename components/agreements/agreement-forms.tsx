import { Button, ButtonLink } from "../ui/button";
import { Card, Notice, Tabs, type Tab } from "../ui/content";
import { Checkbox, HiddenFields, Input } from "../ui/field";
import { Rich } from "../ui/rich";
import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { pieces, t, tn } from "@/lib/texts/text";

export interface AcceptProps {
  form: IdentityForm;
  kind: "ACCOUNT" | "ORGANIZATION";
  /** For whom it can be accepted, where there is a choice. */
  choices: readonly Tab[];
  boundName: string;
  /** True where an earlier revision is in force. */
  again: boolean;
  /** Of the agreement, which its statements are written in. */
  language: string;
  boxes: readonly string[];
  /** In English, as the record keeps them: `authority`, `electronicRecords` and `button`. */
  authority: string;
  electronicRecords: string;
  button: string;
  personName: string;
  legalEntity: string;
  /** What was entered before the form was refused. */
  values: Readonly<Record<string, string>>;
  /** Who filled it in, where two people are wanted: what is bound is theirs to say. */
  preparedBy: { name: string; title: string; note: string } | null;
  /** Where a fresh code is needed first: the page that asks for it. */
  confirmHref: string | null;
}

/** From the text to an agreement: every statement to tick, none ticked before, and a name typed as a signature. */
export function AcceptCard(props: AcceptProps) {
  const { form, kind, choices, boundName, again, language, boxes, authority, electronicRecords, button, personName, legalEntity, confirmHref, values, preparedBy } = props;
  const { errors } = form;
  return (
    <Card id="accept" title={again ? t("Accept the new revision") : t("Accept##agreement")} className="agreement-accept no-print">
      {choices.length > 1 ? <Tabs label={t("For whom")} items={choices} /> : null}
      <p>
        <Rich
          text={
            kind === "ACCOUNT"
              ? pieces("Binds the account <b>{name}</b> alone.", { name: boundName })
              : pieces("Binds the organization <b>{name}</b> and covers all its accounts, those of today and those that join later.", { name: boundName })
          }
          b={(words) => <b>{words}</b>}
        />
      </p>
      {preparedBy ? (
        <p>
          <Rich
            text={pieces("Prepared by <bdi>{name}</bdi>, {title}, to bind <b>{legalEntity}</b>. Your acceptance names you both.", { name: preparedBy.name, title: preparedBy.title, legalEntity })}
            bdi={(words) => <bdi>{words}</bdi>}
            b={(words) => <b>{words}</b>}
          />
        </p>
      ) : null}
      {confirmHref ? (
        <>
          <p className="muted">{t("Accepting needs a code from your authenticator app that is not older than five minutes. You come back here.")}</p>
          <ButtonLink kind="primary" href={confirmHref}>
            {t("Confirm that it is you")}
          </ButtonLink>
        </>
      ) : (
        <form method="post" action={form.action}>
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <fieldset className="agreement-boxes">
            <legend className="label">{t("Tick every statement")}</legend>
            {boxes.map((box, index) => (
              <Checkbox key={box} name="box" value={index} required aria-invalid={errors?.[`box.${index}`] ? true : undefined}>
                <span lang={language}>{box}</span>
              </Checkbox>
            ))}
            <Checkbox name="authority" required aria-invalid={errors?.["authority"] ? true : undefined}>
              <span lang="en">{authority}</span>
            </Checkbox>
            <Checkbox name="electronicRecords" required aria-invalid={errors?.["electronicRecords"] ? true : undefined}>
              <span lang="en">{electronicRecords}</span>
            </Checkbox>
          </fieldset>
          <div className="agreement-signature">
            {preparedBy ? null : (
              <Input id="legalEntity" label={t("Legal entity that is bound")} required maxLength={200} defaultValue={values["legalEntity"] ?? legalEntity} error={errors?.["legalEntity"]} />
            )}
            <Input id="title" label={t("Your title")} required maxLength={160} autoComplete="organization-title" defaultValue={values["title"]} error={errors?.["title"]} />
            <Input
              id="typedName"
              label={t("Your name, typed as a signature")}
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
          <Button kind="primary" size="large" lang="en">
            {button}
          </Button>
          <p className="hint">{t("Your name, e-mail address, title, the time, your address on the network and everything on this form become part of the record. You get a certificate at once.")}</p>
        </form>
      )}
    </Card>
  );
}

export interface EndProps {
  form: IdentityForm;
  holderName: string;
  agreementName: string;
  notice: string;
  lapses: { count: number; names: readonly string[] };
  confirmHref: string | null;
}

/** Ending behind a disclosure: what will happen, to whom, then the name of the thing. */
export function EndDisclosure({ form, holderName, agreementName, notice, lapses, confirmHref }: EndProps) {
  const id = form.hidden["customerAgreementId"] ?? "";
  const rest = lapses.count - lapses.names.length;
  const names = lapses.names.join(", ");
  return (
    <details className="agreement-end" open={form.error !== null}>
      <summary className="btn btn-small btn-danger">{t("End it for {name}", { name: holderName })}</summary>
      <div className="agreement-end-panel">
        <Notice kind="warn" title={lapses.count === 0 ? t("No account loses its cover") : tn(lapses.count, "{n} account will not be covered any more", "{n} accounts will not be covered any more")}>
          {lapses.count === 0 ? t("Every account is covered by another agreement as well.") : rest > 0 ? t("{names} and {n} more.", { names, n: rest }) : `${names}.`} <span lang="en">{notice}</span>
        </Notice>
        {confirmHref ? (
          <ButtonLink href={confirmHref}>{t("Confirm that it is you first")}</ButtonLink>
        ) : (
          <form method="post" action={form.action}>
            <FormError error={form.error} />
            <HiddenFields values={form.hidden} />
            <Checkbox name="readTerms" required>
              <Rich text={pieces("I have read <a>how this agreement ends</a>, and may end it for {name}.", { name: holderName })} a={(words) => <a href="#ending">{words}</a>} />
            </Checkbox>
            <Input id={`reason-${id}`} name="reason" label={t("Reason")} optional maxLength={500} />
            <Input id={`confirm-${id}`} name="confirmName" label={t("Type the agreement’s name: {name}", { name: agreementName })} required autoComplete="off" error={form.errors?.["confirmName"]} />
            <Button kind="danger-solid">{t("End the agreement")}</Button>
          </form>
        )}
      </div>
    </details>
  );
}

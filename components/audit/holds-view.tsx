import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button } from "../ui/button";
import { Card, Time } from "../ui/content";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import { Badge } from "../ui/status";
import { msg, t, type Message } from "@/lib/texts/text";

export type HoldCovers = "EVERYTHING" | "ORGANIZATION" | "PERSON" | "REPORT";

export interface HoldRow {
  holdId: string;
  covers: HoldCovers;
  subject: string;
  subjectName: string;
  reason: string;
  /** ISO date-times. */
  placedAt: string;
  placedByName: string;
  endedAt: string | null;
  endedByName: string;
  endReason: string;
}

export interface HoldsProps {
  holds: readonly HoldRow[];
  forms: { place: IdentityForm; release: IdentityForm } | null;
  stepUpHref: string | null;
}

const kinds = (): readonly SelectOption[] => [
  { value: "ORGANIZATION", label: t("An organization") },
  { value: "PERSON", label: t("A person") },
  { value: "REPORT", label: t("A report") },
  { value: "EVERYTHING", label: t("Everything") },
];
const kindNames: Readonly<Record<HoldCovers, Message>> = { EVERYTHING: msg("Everything"), ORGANIZATION: msg("Organization"), PERSON: msg("Person"), REPORT: msg("Report") };

/** What retention may not remove, and where to say so. */
export function Holds({ holds, forms, stepUpHref }: HoldsProps) {
  const standing = holds.filter(({ endedAt }) => endedAt === null);
  const ended = holds.filter(({ endedAt }) => endedAt !== null);
  const mayAct = forms !== null && stepUpHref === null;
  return (
    <Card id="holds" title={t("Legal holds")}>
      {standing.length === 0 ? (
        <p className="muted">{t("None stands. A hold keeps all events of an organization, a person or a report, whatever their age, until somebody ends it.")}</p>
      ) : (
        <ul className="request-list">
          {standing.map((hold) => (
            <li key={hold.holdId}>
              <Badge kind="soon">{t("Held")}</Badge> <Subject hold={hold} />
              <Placed hold={hold} />
              {mayAct ? (
                <Confirm label={t("End")} question={t("What it covers goes with the next removal when its time is over and no other hold covers it.")}>
                  <form method="post" action={forms.release.action} className="stack">
                    <HiddenFields values={{ ...forms.release.hidden, holdId: hold.holdId }} />
                    <Input id={`end-${hold.holdId}`} name="reason" label={t("Why it ends")} required minLength={3} maxLength={500} autoComplete="off" />
                    <div>
                      <Button size="small" kind="danger-solid">
                        {t("End the hold")}
                      </Button>
                    </div>
                  </form>
                </Confirm>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {forms && mayAct ? <Place form={forms.place} /> : null}
      {ended.length > 0 ? (
        <details className="notifications-more">
          <summary className="btn btn-small">{t("Ended ({n})", { n: ended.length })}</summary>
          <ul className="request-list">
            {ended.map((hold) => (
              <li key={hold.holdId}>
                <Subject hold={hold} />
                <Placed hold={hold} />
                <span className="faint small notifications-line">
                  {t("Ended")} <Time at={hold.endedAt ?? ""} />, <bdi>{hold.endedByName}</bdi>: <q>{hold.endReason}</q>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

function Subject({ hold }: { hold: HoldRow }) {
  return (
    <span>
      {t(kindNames[hold.covers])} {hold.subjectName ? <bdi>{hold.subjectName}</bdi> : null}
    </span>
  );
}

function Placed({ hold }: { hold: HoldRow }) {
  return (
    <span className="faint small notifications-line">
      <Time at={hold.placedAt} />, <bdi>{hold.placedByName}</bdi>: <q>{hold.reason}</q>
    </span>
  );
}

function Place({ form }: { form: IdentityForm }) {
  return (
    <details className="notifications-more" open={Boolean(form.error)}>
      <summary className="btn btn-small">{t("Place a hold")}</summary>
      <form method="post" action={form.action} className="notifications-add notifications-more">
        <FormError error={form.error} />
        <HiddenFields values={form.hidden} />
        <Select id="covers" label={t("On")} options={kinds()} />
        <Input
          id="subject"
          label={t("Which")}
          optional
          hint={t("The organization's name, the person's e-mail address, or the report's name or id. Nothing for everything.")}
          maxLength={200}
          autoComplete="off"
          error={form.errors?.["subject"]}
        />
        <Input id="why-hold" name="reason" label={t("Why")} hint={t("It stands in the trail for good.")} required minLength={3} maxLength={500} autoComplete="off" error={form.errors?.["reason"]} />
        <div>
          <Button kind="primary">{t("Place the hold")}</Button>
        </div>
      </form>
    </details>
  );
}

import { FormError, type IdentityForm } from "../identity/sign-in-view";
import { Button, ButtonLink } from "../ui/button";
import { Card, Day, Notice, PageHeader, Time } from "../ui/content";
import { HiddenFields, Input, Select } from "../ui/field";
import { formatCount, formatDate } from "../ui/format";
import { Badge } from "../ui/status";
import { Table } from "../ui/table";
import { Holds, type HoldRow } from "./holds-view";
import { t, tn } from "@/lib/texts/text";

export interface RetentionRow {
  class: string;
  /** For example `Sign-ins`. */
  name: string;
  /** What belongs to it. */
  about: string;
  minimumDays: number;
  /** Null: for ever. */
  days: number | null;
  /** Who decided that and when; null where nobody did. */
  decided: { at: string; personName: string; reason: string } | null;
  /** What counts later; null where nothing does. */
  coming: { days: number | null; from: string } | null;
  due: number;
}

export interface PruningRow {
  href: string;
  /** ISO date-times. */
  at: string;
  from: string | null;
  to: string | null;
  removed: number;
}

export interface RetentionViewProps {
  classes: readonly RetentionRow[];
  /** There are more due than were counted. */
  more: boolean;
  /** Receivers of events that have yet to get what would go otherwise. */
  awaited: readonly { name: string; paused: boolean; events: number }[];
  graceDays: number;
  everyHours: number;
  holds: readonly HoldRow[];
  prunings: readonly PruningRow[];
  /** Where to confirm with a factor before anything is changed; null where that was just done. */
  stepUpHref: string | null;
  /** Null for those who may only look. */
  forms: { update: IdentityForm; place: IdentityForm; release: IdentityForm } | null;
}

/** `2 years`, `90 days`, `for ever`. */
export const spanOf = (days: number | null): string => (days === null ? t("for ever") : days % 365 === 0 ? tn(days / 365, "{n} year", "{n} years") : tn(days, "{n} day", "{n} days"));

const choices: readonly number[] = [90, 180, 365, 730, 1095, 1825, 2190, 2555, 3650];

/** How long the trail is kept, what stops its removal, and what was removed. */
export function RetentionView(props: RetentionViewProps) {
  const due = props.classes.reduce((sum, row) => sum + row.due, 0);
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("Audit trail"), href: "/trail" }, { label: t("Retention") }]}
        title={t("Retention")}
        description={t("How long events are kept. When their time is over their records go; their hashes stay in the log, and with them every proof.")}
      />
      <div className="stack-lg">
        <Classes {...props} />
        <Notice kind={due > 0 ? "warn" : "info"} title={nextRemoval(due, props.more)}>
          {t("The portal looks every {hours} hours. What a hold covers stays. A shorter time counts {days} days after it was set.", { hours: props.everyHours, days: props.graceDays })}
        </Notice>
        {props.awaited.length > 0 ? (
          <Notice kind="warn" title={t("Removal waits for receivers of events")}>
            <ul>
              {props.awaited.map(({ name, paused, events }) => (
                <li key={name}>{awaitedBy(name, paused, events)}</li>
              ))}
            </ul>
            {t("Nothing is removed that a receiver has not had yet, or that it refused. Let it go on, try what it refused again, or remove it.")}
          </Notice>
        ) : null}
        <div className="organization-grid">
          <Holds holds={props.holds} forms={props.forms} stepUpHref={props.stepUpHref} />
          {props.forms ? <Decide {...props} form={props.forms.update} /> : null}
        </div>
        <Removed prunings={props.prunings} />
      </div>
    </>
  );
}

const awaitedBy = (name: string, paused: boolean, events: number): string =>
  paused ? tn(events, "{name} (paused): {n} event whose time is over", "{name} (paused): {n} events whose time is over", { name }) : tn(events, "{name}: {n} event whose time is over", "{name}: {n} events whose time is over", { name });

function nextRemoval(due: number, more: boolean): string {
  if (due === 0) return t("The next removal takes nothing.");
  return more ? t("The next removal takes more than {n} events.", { n: due }) : tn(due, "The next removal takes {n} event.", "The next removal takes {n} events.");
}

function Classes({ classes, more }: RetentionViewProps) {
  return (
    <Card id="classes" title={t("How long")}>
      <Table
        caption={t("Classes of events and how long each is kept")}
        cards
        columns={[
          { key: "class", label: t("Class") },
          { key: "kept", label: t("Kept") },
          { key: "minimum", label: t("At least") },
          { key: "due", label: t("Due now") },
        ]}
      >
        {classes.map((row) => (
          <tr key={row.class}>
            <td data-label={t("Class")}>
              <div>
                <b>{row.name}</b>
                <span className="faint small notifications-line">{row.about}</span>
              </div>
            </td>
            <td data-label={t("Kept")}>
              <div>
                {row.days === null ? t("For ever") : spanOf(row.days)}
                {row.coming ? (
                  <span className="notifications-line">
                    <Badge kind="future">
                      {t("{span} from {day}", { span: spanOf(row.coming.days), day: formatDate(row.coming.from.slice(0, 10)) })}
                    </Badge>
                  </span>
                ) : null}
                {row.decided ? (
                  <span className="faint small notifications-line">
                    <Day at={row.decided.at.slice(0, 10)} />, <bdi>{row.decided.personName}</bdi>: <q>{row.decided.reason}</q>
                  </span>
                ) : null}
              </div>
            </td>
            <td data-label={t("At least")} className="num">{spanOf(row.minimumDays)}</td>
            <td data-label={t("Due now")} className="num">
              {formatCount(row.due)}
              {more && row.due > 0 ? "+" : ""}
            </td>
          </tr>
        ))}
        <tr>
          <td data-label={t("Class")}>
            <div>
              <b>{t("The trail itself")}</b>
              <span className="faint small notifications-line">{t("Removals, holds, erasures, keys, backups, and changes on this page")}</span>
            </div>
          </td>
          <td data-label={t("Kept")}>{t("For ever")}</td>
          <td data-label={t("At least")} className="num">{t("for ever")}</td>
          <td data-label={t("Due now")} className="num">
            0
          </td>
        </tr>
      </Table>
    </Card>
  );
}

function Decide({ form, classes, graceDays, stepUpHref }: RetentionViewProps & { form: IdentityForm }) {
  return (
    <Card id="decide" title={t("Change a time")}>
      {stepUpHref ? (
        <p>
          <ButtonLink href={stepUpHref}>{t("Confirm it is you")}</ButtonLink>
          <span className="faint small notifications-line">{t("Changing a time, placing and ending holds needs your second factor.")}</span>
        </p>
      ) : (
        <form method="post" action={form.action} className="notifications-add">
          <FormError error={form.error} />
          <HiddenFields values={form.hidden} />
          <Select id="class" label={t("Class")} options={classes.map((row) => ({ value: row.class, label: t("{name}, at least {span}", { name: row.name, span: spanOf(row.minimumDays) }) }))} />
          <Select
            id="days"
            label={t("Kept")}
            hint={t("A longer time counts at once, a shorter one in {days} days.", { days: graceDays })}
            error={form.errors?.["days"]}
            options={[{ value: "", label: t("For ever") }, ...choices.map((days) => ({ value: String(days), label: spanOf(days) }))]}
          />
          <Input id="why-time" name="reason" label={t("Why")} hint={t("It stands in the trail for good.")} required minLength={3} maxLength={500} autoComplete="off" error={form.errors?.["reason"]} />
          <div>
            <Button kind="primary">{t("Change")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}

function Removed({ prunings }: { prunings: readonly PruningRow[] }) {
  return (
    <Card id="removed" title={t("Removed so far")}>
      {prunings.length === 0 ? (
        <p className="muted">{t("Nothing was removed from the trail.")}</p>
      ) : (
        <Table
          caption={t("Removals, newest first")}
          cards
          columns={[
            { key: "at", label: t("When") },
            { key: "removed", label: t("Events") },
            { key: "of", label: t("Of the time") },
          ]}
        >
          {prunings.map((row) => (
            <tr key={row.href} data-row="">
              <td data-label={t("When")}>
                <a className="row-link" href={row.href}>
                  <Time at={row.at} />
                </a>
              </td>
              <td data-label={t("Events")} className="num">
                {formatCount(row.removed)}
              </td>
              <td data-label={t("Of the time")}>
                {row.from && row.to ? (
                  t("{from} to {to}", { from: formatDate(row.from.slice(0, 10)), to: formatDate(row.to.slice(0, 10)) })
                ) : (
                  "–"
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

import { Button } from "../ui/button";
import { Time } from "../ui/content";
import { HiddenFields, Select, Textarea, type SelectOption } from "../ui/field";
import { Badge, type BadgeKind } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";
import { t } from "@/lib/texts/text";

export type ControlState = "OPEN" | "IN_PLACE" | "NOT_APPLICABLE";

export interface ControlRow {
  id: string;
  /** Place in the list, from 1. */
  number: number;
  code: string | null;
  text: string;
  change: "SAME" | "CHANGED" | "NEW" | null;
  previousText: string | null;
  state: ControlState;
  decidedBy: string;
  /** ISO date-time. */
  decidedAt: string | null;
  changedSince: boolean;
  earlier: { state: ControlState; by: string; at: string } | null;
  assignee: { id: string; name: string } | null;
  comments: readonly { by: string; at: string; text: string }[];
}

/** Null for those who may not. `return` leads back to the list. */
export interface ControlForms {
  tick: IdentityForm | null;
  assign: IdentityForm | null;
  comment: IdentityForm | null;
}

const words: Readonly<Record<ControlState, string>> = { OPEN: "Open", IN_PLACE: "In place", NOT_APPLICABLE: "Does not apply" };
const badges: Readonly<Record<ControlState, BadgeKind>> = { OPEN: "future", IN_PLACE: "ok", NOT_APPLICABLE: "none" };

export interface ControlItemProps {
  row: ControlRow;
  forms: ControlForms;
  people: readonly SelectOption[];
  previousVersion: number | null;
}

/** One control: what is asked for, where the account stands, who works on it, and what they wrote. */
export function ControlItem({ row, forms, people, previousVersion }: ControlItemProps) {
  const label = row.code ?? `Control ${row.number}`;
  return (
    <li className="card control" id={`control-${row.id}`} aria-labelledby={`name-${row.id}`}>
      <div className="control-head">
        <h2 id={`name-${row.id}`}>{label}</h2>
        {row.change === "NEW" ? <Badge kind="soon">{t("New")}</Badge> : row.change === "CHANGED" ? <Badge kind="ended">{t("Changed")}</Badge> : null}
        <Badge kind={badges[row.state]}>{words[row.state]}</Badge>
      </div>
      <p className="control-text">{row.text}</p>
      {row.previousText ? (
        <details className="control-before">
          <summary>{`As it was in version ${previousVersion ?? ""}`}</summary>
          <p>{row.previousText}</p>
        </details>
      ) : null}
      <Standing row={row} previousVersion={previousVersion} />
      {row.comments.length > 0 ? (
        <ul className="control-comments" aria-label={`Comments on ${label}`}>
          {row.comments.map(({ by, at, text }) => (
            <li key={`${at} ${by}`}>
              <p>{text}</p>
              <small>
                <bdi>{by}</bdi>, <Time at={at} />
              </small>
            </li>
          ))}
        </ul>
      ) : null}
      {forms.tick || forms.assign || forms.comment ? (
        <div className="control-ticks no-print">
          {forms.tick ? <Ticks form={forms.tick} row={row} label={label} /> : null}
          {forms.assign || forms.comment ? <Work row={row} forms={forms} people={people} label={label} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** To whom it is given, and what is to be said about it; closed until somebody wants to. */
function Work({ row, forms, people, label }: { row: ControlRow; forms: ControlForms; people: readonly SelectOption[]; label: string }) {
  return (
    <details className="control-work">
      <summary>
        {forms.assign ? t("Assign or comment") : t("Comment")}
        <span className="sr">{` on ${label}`}</span>
      </summary>
      <div className="control-forms">
        {forms.assign ? (
          <form method="post" action={forms.assign.action}>
            <HiddenFields values={fieldsOf(forms.assign, row)} />
            <Select id={`assignee-${row.id}`} name="assigneeId" label={t("Assigned to")} options={[{ value: "", label: t("Nobody") }, ...people]} defaultValue={row.assignee?.id ?? ""} />
            <Button size="small">
              Assign<span className="sr">{` ${label}`}</span>
            </Button>
          </form>
        ) : null}
        {forms.comment ? (
          <form method="post" action={forms.comment.action}>
            <HiddenFields values={fieldsOf(forms.comment, row)} />
            <Textarea id={`text-${row.id}`} name="text" label={t("Comment")} rows={3} maxLength={2000} required hint={t("For the people of this account. It cannot be changed afterwards.")} />
            <Button size="small">
              Comment<span className="sr">{` on ${label}`}</span>
            </Button>
          </form>
        ) : null}
      </div>
    </details>
  );
}

/** The page comes back to the control that was worked on. */
function fieldsOf(form: IdentityForm, { id }: ControlRow): Record<string, string> {
  return { ...form.hidden, return: `${form.hidden["return"] ?? ""}#control-${id}`, controlId: id };
}

const deeds: Readonly<Record<ControlState, string>> = { IN_PLACE: "Tick as in place", NOT_APPLICABLE: "Does not apply", OPEN: "Open again" };

function Tick({ form, row, state, label }: { form: IdentityForm; row: ControlRow; state: ControlState; label: string }) {
  return (
    <form method="post" action={form.action}>
      <HiddenFields values={{ ...fieldsOf(form, row), state }} />
      <Button size="small" icon={state === "IN_PLACE" ? "check" : undefined}>
        {deeds[state]}
        <span className="sr">{`: ${label}`}</span>
      </Button>
    </form>
  );
}

function Ticks({ form, row, label }: { form: IdentityForm; row: ControlRow; label: string }) {
  const states: readonly ControlState[] = row.state === "OPEN" ? ["IN_PLACE", "NOT_APPLICABLE"] : ["OPEN"];
  return states.map((state) => <Tick key={state} form={form} row={row} state={state} label={label} />);
}

function Standing({ row, previousVersion }: { row: ControlRow; previousVersion: number | null }) {
  const { decidedAt, assignee, earlier } = row;
  const facts = [
    decidedAt ? (
      <span key="decided">
        {words[row.state]}, said <bdi>{row.decidedBy}</bdi>, <Time at={decidedAt} />
      </span>
    ) : null,
    assignee ? (
      <span key="assignee">
        Assigned to <bdi>{assignee.name}</bdi>
      </span>
    ) : null,
    earlier && !decidedAt ? (
      <span key="earlier">
        {`In version ${previousVersion ?? ""}: ${words[earlier.state].toLowerCase()}, said `}
        <bdi>{earlier.by}</bdi>, <Time at={earlier.at} />
      </span>
    ) : null,
  ].filter((fact) => fact !== null);
  return (
    <>
      {facts.length > 0 ? <p className="control-facts">{facts}</p> : null}
      {row.changedSince ? <p className="control-warning">{t("The operator reworded this control after that. Read it again.")}</p> : null}
    </>
  );
}

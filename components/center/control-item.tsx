import { Button } from "../ui/button";
import { Time } from "../ui/content";
import { HiddenFields, Select, Textarea, type SelectOption } from "../ui/field";
import { Rich } from "../ui/rich";
import { Badge, type BadgeKind } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";
import { msg, pieces, t, type Message } from "@/lib/texts/text";

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

const words: Readonly<Record<ControlState, Message>> = { OPEN: msg("Open##adjective"), IN_PLACE: msg("In place"), NOT_APPLICABLE: msg("Does not apply") };
const wordsWithin: Readonly<Record<ControlState, Message>> = { OPEN: msg("open##adjective"), IN_PLACE: msg("in place"), NOT_APPLICABLE: msg("does not apply") };
const badges: Readonly<Record<ControlState, BadgeKind>> = { OPEN: "future", IN_PLACE: "ok", NOT_APPLICABLE: "none" };

export interface ControlItemProps {
  row: ControlRow;
  forms: ControlForms;
  people: readonly SelectOption[];
  previousVersion: number | null;
}

/** One control: what is asked for, where the account stands, who works on it, and what they wrote. */
export function ControlItem({ row, forms, people, previousVersion }: ControlItemProps) {
  const label = row.code ?? t("Control {number}", { number: String(row.number) });
  return (
    <li className="card control" id={`control-${row.id}`} aria-labelledby={`name-${row.id}`}>
      <div className="control-head">
        <h2 id={`name-${row.id}`}>{label}</h2>
        {row.change === "NEW" ? <Badge kind="soon">{t("New")}</Badge> : row.change === "CHANGED" ? <Badge kind="ended">{t("Changed")}</Badge> : null}
        <Badge kind={badges[row.state]}>{t(words[row.state])}</Badge>
      </div>
      <p className="control-text">{row.text}</p>
      {row.previousText ? (
        <details className="control-before">
          <summary>{t("As it was in version {version}", { version: String(previousVersion ?? "") })}</summary>
          <p>{row.previousText}</p>
        </details>
      ) : null}
      <Standing row={row} previousVersion={previousVersion} />
      {row.comments.length > 0 ? (
        <ul className="control-comments" aria-label={t("Comments on {label}", { label })}>
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

/** Read out alone: what a short word is about. */
const quiet = (words: string) => <span className="sr">{words}</span>;

/** To whom it is given, and what is to be said about it; closed until somebody wants to. */
function Work({ row, forms, people, label }: { row: ControlRow; forms: ControlForms; people: readonly SelectOption[]; label: string }) {
  return (
    <details className="control-work">
      <summary>
        <Rich text={forms.assign ? pieces("Assign or comment<sr> on {label}</sr>", { label }) : pieces("Comment<sr> on {label}</sr>", { label })} sr={quiet} />
      </summary>
      <div className="control-forms">
        {forms.assign ? (
          <form method="post" action={forms.assign.action}>
            <HiddenFields values={fieldsOf(forms.assign, row)} />
            <Select id={`assignee-${row.id}`} name="assigneeId" label={t("Assigned to")} options={[{ value: "", label: t("Nobody") }, ...people]} defaultValue={row.assignee?.id ?? ""} />
            <Button size="small">
              <Rich text={pieces("Assign<sr> {label}</sr>", { label })} sr={quiet} />
            </Button>
          </form>
        ) : null}
        {forms.comment ? (
          <form method="post" action={forms.comment.action}>
            <HiddenFields values={fieldsOf(forms.comment, row)} />
            <Textarea id={`text-${row.id}`} name="text" label={t("Comment")} rows={3} maxLength={2000} required hint={t("For the people of this account. It cannot be changed afterwards.")} />
            <Button size="small">
              <Rich text={pieces("Comment<sr> on {label}</sr>", { label })} sr={quiet} />
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

const deeds: Readonly<Record<ControlState, Message>> = { IN_PLACE: msg("Tick as in place"), NOT_APPLICABLE: msg("Does not apply"), OPEN: msg("Open again") };

function Tick({ form, row, state, label }: { form: IdentityForm; row: ControlRow; state: ControlState; label: string }) {
  return (
    <form method="post" action={form.action}>
      <HiddenFields values={{ ...fieldsOf(form, row), state }} />
      <Button size="small" icon={state === "IN_PLACE" ? "check" : undefined}>
        {t(deeds[state])}
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
        <Rich text={pieces("{state}, said <who>{name}</who>, <time></time>", { state: t(words[row.state]), name: row.decidedBy })} who={(name) => <bdi>{name}</bdi>} time={() => <Time at={decidedAt} />} />
      </span>
    ) : null,
    assignee ? (
      <span key="assignee">
        <Rich text={pieces("Assigned to <who>{name}</who>", { name: assignee.name })} who={(name) => <bdi>{name}</bdi>} />
      </span>
    ) : null,
    earlier && !decidedAt ? (
      <span key="earlier">
        <Rich
          text={pieces("In version {version}: {state}, said <who>{name}</who>, <time></time>", { version: String(previousVersion ?? ""), state: t(wordsWithin[earlier.state]), name: earlier.by })}
          who={(name) => <bdi>{name}</bdi>}
          time={() => <Time at={earlier.at} />}
        />
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

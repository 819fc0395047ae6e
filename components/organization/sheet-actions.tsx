import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { Confirm } from "../ui/dialog";
import { HiddenFields, Input, Select, type SelectOption } from "../ui/field";
import type { IdentityForm } from "../identity/sign-in-view";
import { t } from "@/lib/texts/text";

/** A form behind a disclosure, one among the actions of a sheet. */
export function Action({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="grow">
      <summary>{label}</summary>
      {children}
    </details>
  );
}

/** A name to change. Fields: `name` and those hidden. */
export function RenameAction({ form, id, name }: { form: IdentityForm; id: string; name: string }) {
  return (
    <Action label={t("Rename")}>
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <Input id={`rename-${id}`} name="name" label={t("New name")} defaultValue={name} maxLength={120} required autoComplete="off" error={form.errors?.["name"]} />
        <Button>{t("Rename")}</Button>
      </form>
    </Action>
  );
}

/** Where to go: leads to the page that shows what a move would change. `hidden` names what moves. */
export function MoveAction({ id, hidden, places, now }: { id: string; hidden: Readonly<Record<string, string>>; places: readonly SelectOption[]; now: string }) {
  return (
    <Action label={t("Move to…")}>
      <form method="get" action="/organization/change">
        <HiddenFields values={hidden} />
        <Select id={`move-${id}`} name="to" label={t("New place")} options={places} defaultValue={now} />
        <Button>{t("See what changes")}</Button>
      </form>
    </Action>
  );
}

/** To shut something, or to open it again, after saying what that means. */
export function SuspendAction({ form, suspended, question, what }: { form: IdentityForm; suspended: boolean; question: string; what: string }) {
  if (suspended) {
    return (
      <form method="post" action={form.action} className="sheet-button">
        <HiddenFields values={form.hidden} />
        <button className="btn btn-small">{t("Resume {what}", { what })}</button>
      </form>
    );
  }
  return (
    <Confirm label={t("Suspend")} question={question}>
      <form method="post" action={form.action}>
        <HiddenFields values={form.hidden} />
        <button className="btn btn-danger-solid btn-small">{t("Suspend {what}", { what })}</button>
      </form>
    </Confirm>
  );
}

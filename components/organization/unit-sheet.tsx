import { Confirm } from "../ui/dialog";
import { HiddenFields, type SelectOption } from "../ui/field";
import { Notice } from "../ui/content";
import { Badge } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";
import { GrowActions, type GrowForms } from "./grow-actions";
import { MoveAction, RenameAction, SuspendAction } from "./sheet-actions";
import { t, tn } from "@/lib/texts/text";

export interface OrganizationUnit {
  id: string;
  name: string;
  parentId: string | null;
  /** Names from the organization down to the unit above it. */
  path: readonly string[];
  suspended: boolean;
  /** The suspended unit above it. */
  suspendedBy: string | null;
  accounts: number;
  direct: number;
  units: number;
}

export interface UnitSheetProps {
  unit: OrganizationUnit;
  rename?: IdentityForm | null;
  places?: readonly SelectOption[] | null;
  /** Suspends, or resumes, by the unit's state. */
  suspend?: IdentityForm | null;
  remove?: IdentityForm | null;
  grow: GrowForms;
}

/** One unit: where it hangs, what it holds, and what can be done with it. */
export function UnitSheet({ unit, rename, places, suspend, remove, grow }: UnitSheetProps) {
  const empty = unit.direct + unit.units === 0;
  return (
    <section className="sheet card" aria-labelledby={`unit-${unit.id}`}>
      <header className="sheet-head">
        <p className="sheet-path">{unit.path.join(" / ")}</p>
        <h2 id={`unit-${unit.id}`}>
          <bdi>{unit.name}</bdi>
        </h2>
        <p className="sheet-facts">
          <Badge kind="plain">{t("Organizational unit")}</Badge>
          {unit.suspended || unit.suspendedBy ? <Badge kind="denied">{t("Suspended")}</Badge> : null}
          <span className="faint small">{empty ? t("empty") : t("{accounts}, {units} directly below", { accounts: tn(unit.accounts, "{n} account", "{n} accounts"), units: tn(unit.units, "{n} unit", "{n} units") })}</span>
        </p>
      </header>
      {unit.suspended ? <Notice kind="warn" title={t("Suspended")}>{t(": nobody can work in any account below until it is resumed.")}</Notice> : null}
      {!unit.suspended && unit.suspendedBy ? <Notice kind="warn" title={t("Nobody can work below")}>{t(": the unit {unit} above it is suspended.", { unit: unit.suspendedBy })}</Notice> : null}
      <div className="sheet-actions">
        {unit.suspended || unit.suspendedBy ? null : <GrowActions id={unit.id} forms={grow} />}
        {rename ? <RenameAction form={rename} id={unit.id} name={unit.name} /> : null}
        {places ? <MoveAction id={unit.id} hidden={{ kind: "move-unit", unitId: unit.id }} places={places} now={unit.parentId ?? "root"} /> : null}
      </div>
      <div className="sheet-buttons">
        {suspend ? (
          <SuspendAction
            form={suspend}
            suspended={unit.suspended}
            what={unit.name}
            question={tn(unit.accounts, "Nobody can work in the account below {unit} until it is resumed, and sessions there end at once. Agreements stay in force.", "Nobody can work in the {n} accounts below {unit} until it is resumed, and sessions there end at once. Agreements stay in force.", { unit: unit.name })}
          />
        ) : null}
        {remove ? (
          empty ? (
            <Confirm label={t("Delete")} question={t("{unit} is empty. Guardrails attached to it go with it.", { unit: unit.name })}>
              <form method="post" action={remove.action}>
                <HiddenFields values={remove.hidden} />
                <button className="btn btn-danger-solid btn-small">{t("Delete {what}", { what: unit.name })}</button>
              </form>
            </Confirm>
          ) : (
            <p className="muted small">{t("To delete it, move or close first what is in it.")}</p>
          )
        ) : null}
      </div>
    </section>
  );
}

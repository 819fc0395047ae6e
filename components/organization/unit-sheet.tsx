import { Confirm } from "../ui/dialog";
import { HiddenFields, type SelectOption } from "../ui/field";
import { Notice } from "../ui/content";
import { plural } from "../ui/format";
import { Badge } from "../ui/status";
import type { IdentityForm } from "../identity/sign-in-view";
import { GrowActions, type GrowForms } from "./grow-actions";
import { MoveAction, RenameAction, SuspendAction } from "./sheet-actions";
import { t } from "@/lib/texts/text";

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
          <span className="faint small">{empty ? t("empty") : `${plural(unit.accounts, "account")}, ${plural(unit.units, "unit")} directly below`}</span>
        </p>
      </header>
      {unit.suspended ? <Notice kind="warn" title={t("Suspended")}>{t(": nobody can work in any account below until it is resumed.")}</Notice> : null}
      {!unit.suspended && unit.suspendedBy ? <Notice kind="warn" title={t("Nobody can work below")}>{`: the unit ${unit.suspendedBy} above it is suspended.`}</Notice> : null}
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
            question={`Nobody can work in ${unit.accounts === 1 ? "the account" : `the ${plural(unit.accounts, "account")}`} below ${unit.name} until it is resumed, and sessions there end at once. Agreements stay in force.`}
          />
        ) : null}
        {remove ? (
          empty ? (
            <Confirm label={t("Delete")} question={`${unit.name} is empty. Guardrails attached to it go with it.`}>
              <form method="post" action={remove.action}>
                <HiddenFields values={remove.hidden} />
                <button className="btn btn-danger-solid btn-small">{`Delete ${unit.name}`}</button>
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

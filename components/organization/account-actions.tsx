import { ButtonLink } from "../ui/button";
import type { SelectOption } from "../ui/field";
import type { IdentityForm } from "../identity/sign-in-view";
import { MoveAction, RenameAction, SuspendAction } from "./sheet-actions";
import { t } from "@/lib/texts/text";

export interface AccountActionsProps {
  id: string;
  name: string;
  /** Where it stands: the id of a unit or `root`. */
  now: string;
  suspended: boolean;
  rename?: IdentityForm | null;
  places?: readonly SelectOption[] | null;
  /** Suspends, or resumes, by the account's state. */
  suspend?: IdentityForm | null;
  /** Each leads to a page that shows first what it changes. */
  leave: boolean;
  remove: boolean;
  close: boolean;
}

/** What can be done with an account, for those who may. */
export function AccountActions({ id, name, now, suspended, rename, places, suspend, leave, remove, close }: AccountActionsProps) {
  const change = (kind: string): string => `/organization/change?kind=${kind}&accountId=${id}`;
  if (!rename && !places && !suspend && !leave && !remove && !close) return null;
  return (
    <>
      <div className="sheet-actions">
        {rename ? <RenameAction form={rename} id={id} name={name} /> : null}
        {places ? <MoveAction id={id} hidden={{ kind: "move-account", accountId: id }} places={places} now={now} /> : null}
      </div>
      <div className="sheet-buttons">
        {suspend ? (
          <SuspendAction form={suspend} suspended={suspended} what={name} question={t("Nobody can work in {account} until it is resumed, and sessions in it end at once. Its agreements stay in force.", { account: name })} />
        ) : null}
        {leave ? (
          <ButtonLink size="small" href={change("leave")}>
            {t("Leave the organization…")}
          </ButtonLink>
        ) : null}
        {remove ? (
          <ButtonLink size="small" href={change("remove")}>
            {t("Remove from the organization…")}
          </ButtonLink>
        ) : null}
        {close ? (
          <ButtonLink size="small" kind="danger" href={change("close")}>
            {t("Close for good…")}
          </ButtonLink>
        ) : null}
      </div>
    </>
  );
}

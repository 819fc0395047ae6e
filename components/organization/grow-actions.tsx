import { Button } from "../ui/button";
import { HiddenFields, Input, Textarea } from "../ui/field";
import type { IdentityForm } from "../identity/sign-in-view";
import { Action } from "./sheet-actions";
import { t } from "@/lib/texts/text";

/** Forms that make the tree grow in one place; the place goes in their hidden fields. */
export interface GrowForms {
  /** Field: `name`. */
  account?: IdentityForm | null;
  /** Field: `name`. */
  unit?: IdentityForm | null;
  /** Fields: `accountId`, `note`. */
  invite?: IdentityForm | null;
}

export function GrowActions({ id, forms: { account, unit, invite } }: { id: string; forms: GrowForms }) {
  return (
    <>
      {account ? (
        <Action label={t("Add an account")}>
          <form method="post" action={account.action}>
            <HiddenFields values={account.hidden} />
            <Input id={`account-name-${id}`} name="name" label={t("Name of the account")} maxLength={120} required autoComplete="off" />
            <Button>{t("Create the account")}</Button>
          </form>
        </Action>
      ) : null}
      {unit ? (
        <Action label={t("Add a unit")}>
          <form method="post" action={unit.action}>
            <HiddenFields values={unit.hidden} />
            <Input id={`unit-name-${id}`} name="name" label={t("Name of the unit")} maxLength={120} required autoComplete="off" />
            <Button>{t("Create the unit")}</Button>
          </form>
        </Action>
      ) : null}
      {invite ? (
        <Action label={t("Invite an account that exists")}>
          <form method="post" action={invite.action}>
            <HiddenFields values={invite.hidden} />
            <Input
              id={`account-id-${id}`}
              name="accountId"
              label={t("Account number")}
              inputMode="numeric"
              required
              autoComplete="off"
              maxLength={20}
              hint={t("Twelve digits, from its people. Its admin sees what would change, and accepts or declines.")}
              error={invite.errors?.["accountId"]}
            />
            <Textarea id={`note-${id}`} name="note" label={t("Note")} optional maxLength={500} rows={2} />
            <Button>{t("Invite the account")}</Button>
          </form>
        </Action>
      ) : null}
    </>
  );
}

import type { ReactElement } from "react";
import { chainOf, placeChoices } from "@/components/organization/tree-model";
import { UnitSheet } from "@/components/organization/unit-sheet";
import { may } from "@/lib/access/decide";
import { MunimentError } from "@/lib/operations/errors";
import { createAccount } from "@/lib/organizations/create-account";
import { createOrganizationalUnit } from "@/lib/organizations/create-organizational-unit";
import { deleteOrganizationalUnit } from "@/lib/organizations/delete-organizational-unit";
import { inviteAccount } from "@/lib/organizations/invite-account";
import { moveOrganizationalUnit } from "@/lib/organizations/move-organizational-unit";
import { renameOrganizationalUnit } from "@/lib/organizations/rename-organizational-unit";
import { resumeOrganizationalUnit } from "@/lib/organizations/resume-organizational-unit";
import { suspendOrganizationalUnit } from "@/lib/organizations/suspend-organizational-unit";
import { formFor, type SheetContext } from "./sheet-context";

/** The sheet of a unit. @throws MunimentError ResourceNotFound for one that is not of this organization */
export async function unitSheet(context: SheetContext, unitId: string): Promise<ReactElement> {
  const { caller, tree } = context;
  const unit = tree.units.find(({ id }) => id === unitId);
  if (!unit) throw new MunimentError("ResourceNotFound");
  const above = chainOf(tree.units, unit.parentId).flatMap((id) => tree.units.filter((one) => one.id === id));
  const inOrganization = { organizationId: tree.organization.id };
  const about = { unitId };
  return (
    <UnitSheet
      unit={{
        id: unit.id,
        name: unit.name,
        parentId: unit.parentId,
        path: [tree.organization.name, ...above.map(({ name }) => name)],
        suspended: unit.suspended,
        suspendedBy: above.find(({ suspended }) => suspended)?.name ?? null,
        accounts: unit.accounts,
        direct: unit.direct,
        units: tree.units.filter(({ parentId }) => parentId === unit.id).length,
      }}
      rename={await formFor(context, renameOrganizationalUnit, about)}
      places={may(caller, moveOrganizationalUnit) ? placeChoices(tree.units, ({ id, shut }) => shut || id === unit.id) : null}
      suspend={await formFor(context, unit.suspended ? resumeOrganizationalUnit : suspendOrganizationalUnit, about)}
      remove={await formFor(context, deleteOrganizationalUnit, about)}
      grow={{
        account: await formFor(context, createAccount, { ...inOrganization, unitId }),
        unit: await formFor(context, createOrganizationalUnit, { ...inOrganization, parentId: unitId }),
        invite: await formFor(context, inviteAccount, { ...inOrganization, unitId }),
      }}
    />
  );
}

import type { Metadata } from "next";
import { PasskeyRequirementView } from "@/components/organization/passkeys-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { groupNames } from "@/lib/access/groups";
import { getPasskeyRequirement } from "@/lib/identity/get-passkey-requirement";
import { setPasskeyRequirement } from "@/lib/identity/set-passkey-requirement";
import { errorTable } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Passkeys of administrators") });

const here = "/organization/passkeys";

/** Whether the caller's organization asks its admins for a passkey. */
export default async function PasskeyRequirementPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, getPasskeyRequirement, {}));
  if (!found.ok) return found.page;
  const { organization, required, available, concerned, people, without } = found.value;
  return (
    <Frame place="/organization" here={here} flash={one(params, "flash")}>
      <PasskeyRequirementView
        organizationName={organization.name}
        staff={organization.kind === "OPERATOR"}
        required={required}
        people={people}
        without={without}
        problem={available ? null : t(errorTable.PasskeysUnavailable.advice)}
        concerned={concerned.map(({ personId, group, ...rest }) => ({ ...rest, key: `${personId} ${rest.accountName}`, groupName: groupNames[group] }))}
        form={may(caller, setPasskeyRequirement) ? await operationForm("identity:SetPasskeyRequirement", here) : null}
      />
    </Frame>
  );
}

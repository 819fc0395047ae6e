import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RecoveryCodesView } from "@/components/identity/recovery-codes-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { operatorName } from "@/lib/organizations/operator-name";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Your recovery codes") });

/** Fresh recovery codes, until their person says that they kept them. */
export default async function RecoveryCodesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const caller = await currentCaller();
  const found = await attempt("/recovery-codes", "/security", () => perform(caller, getOnceShown, {}));
  if (!found.ok) return found.page;
  const { shown } = found.value;
  if (shown?.kind !== "recovery-codes" || caller.kind !== "person") redirect("/reports");
  const form = await operationForm("identity:ClearOnceShown", "/reports", one(await searchParams, "flash"));
  const name = await operatorName();
  return (
    <AuthShell operatorName={name} wide here="/recovery-codes">
      <RecoveryCodesView {...form} codes={shown.codes} email={caller.email} operatorName={name} />
    </AuthShell>
  );
}

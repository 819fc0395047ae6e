import type { Metadata } from "next";
import { SetupView } from "@/components/identity/invitation-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { describeSetup } from "@/lib/identity/describe-setup";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Set up the portal") });

/** Behind the one-time link of a new portal: the operator's name and its first person. */
export default async function SetupPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token } = await params;
  const query = await searchParams;
  const here = `/setup/${token}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, describeSetup, { setup: token }));
  if (!found.ok) return found.page;
  const form = await sessionForm("SetUpOperator", { here, done: "/enrollment", flash: one(query, "flash"), extra: { setup: token }, params: query });
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <SetupView {...form} />
    </AuthShell>
  );
}

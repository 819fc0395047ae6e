import type { Metadata } from "next";
import { ResetView } from "@/components/identity/reset-view";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { sessionForm } from "@/app/_doors/session-form";
import { describeReset } from "@/lib/identity/describe-reset";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Begin anew") });

/** Behind a reset link: a new password, then enrolment. */
export default async function ResetPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token } = await params;
  const query = await searchParams;
  const here = `/reset/${token}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/security", () => perform(caller, describeReset, { reset: token }));
  if (!found.ok) return found.page;
  const form = await sessionForm("UseResetLink", { here, done: "/enrollment", flash: one(query, "flash"), extra: { reset: token }, params: query });
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <ResetView {...form} name={found.value.name} email={found.value.email} expiresAt={found.value.expiresAt.toISOString()} />
    </AuthShell>
  );
}

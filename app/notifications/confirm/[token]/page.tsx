import type { Metadata } from "next";
import { ConfirmAddressView } from "@/components/notifications/link-views";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { describeDestinationLink } from "@/lib/notifications/subscriptions/confirm-destination";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Confirm an address"), referrer: "no-referrer" });

/** Behind the link that was sent to an address: whoever reads it says yes. */
export default async function ConfirmAddressPage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token } = await params;
  const here = `/notifications/confirm/${token}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/notifications", () => perform(caller, describeDestinationLink, { token }));
  if (!found.ok) return found.page;
  const form = await operationForm("notifications:ConfirmDestination", here, one(await searchParams, "flash"));
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <ConfirmAddressView {...form} hidden={{ ...form.hidden, token }} {...found.value} />
    </AuthShell>
  );
}

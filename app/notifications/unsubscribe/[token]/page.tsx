import type { Metadata } from "next";
import { UnsubscribeView } from "@/components/notifications/link-views";
import { AuthShell } from "@/components/shell/auth-shell";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { describeUnsubscribeLink } from "@/lib/notifications/subscriptions/unsubscribe-link";
import { operatorName } from "@/lib/organizations/operator-name";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Unsubscribe"), referrer: "no-referrer" });

/** Behind the unsubscribe link of a message, for whoever bears it. Opening the page ends nothing. */
export default async function UnsubscribePage({ params, searchParams }: { params: Promise<{ token: string }>; searchParams: Promise<SearchParams> }) {
  const { token: link } = await params;
  const here = `/notifications/unsubscribe/${link}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/notifications", () => perform(caller, describeUnsubscribeLink, { link }));
  if (!found.ok) return found.page;
  const form = await operationForm("notifications:UseUnsubscribeLink", here, one(await searchParams, "flash"));
  return (
    <AuthShell operatorName={await operatorName()} here={here}>
      <UnsubscribeView {...form} hidden={{ ...form.hidden, link }} subscriptions={found.value.subscriptions} />
    </AuthShell>
  );
}

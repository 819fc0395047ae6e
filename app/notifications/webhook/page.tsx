import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SecretOnceView } from "@/components/notifications/link-views";
import { PageHeader } from "@/components/ui/content";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { safePath } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Secret of a webhook") });

const here = "/notifications/webhook";

/** The secret of a webhook that was just added, until its person says that it was kept. */
export default async function WebhookSecretPage() {
  const caller = await currentCaller();
  const found = await attempt(here, "/notifications", () => perform(caller, getOnceShown, {}));
  if (!found.ok) return found.page;
  const { shown } = found.value;
  if (shown?.kind !== "webhook") redirect("/notifications");
  const back = safePath(shown.back, "/notifications");
  return (
    <Frame place="/notifications" here={here}>
      <PageHeader title={t("Webhook")} crumbs={[{ label: back === "/notifications" ? t("Notifications") : t("Forwarding"), href: back }, { label: t("Secret") }]} />
      <SecretOnceView {...await operationForm("identity:ClearOnceShown", back)} address={shown.address} secret={shown.secret} />
    </Frame>
  );
}

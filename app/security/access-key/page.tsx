import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccessKeyOnceView } from "@/components/identity/once-view";
import { PageHeader } from "@/components/ui/content";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { operationForm } from "@/app/_doors/session-form";
import { config } from "@/lib/config/config";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Access key") });

const here = "/security/access-key";

/** A fresh access key, until its person says that it was kept. */
export default async function AccessKeyPage() {
  const caller = await currentCaller();
  const found = await attempt(here, "/security", () => perform(caller, getOnceShown, {}));
  if (!found.ok) return found.page;
  const { shown } = found.value;
  if (shown?.kind !== "access-key") redirect("/security");
  const form = await operationForm("identity:ClearOnceShown", "/security");
  return (
    <Frame place="/security" here={here}>
      <PageHeader title={t("Access key")} crumbs={[{ label: t("Security"), href: "/security" }, { label: t("Access key") }]} />
      <AccessKeyOnceView {...form} accessKey={shown.key} name={shown.name} expiresAt={shown.expiresAt} previousUntil={shown.previousUntil} baseUrl={config().baseUrl} />
    </Frame>
  );
}

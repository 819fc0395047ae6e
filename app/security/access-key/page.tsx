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

export const metadata: Metadata = { title: "Access key" };

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
      <PageHeader title="Access key" crumbs={[{ label: "Security", href: "/security" }, { label: "Access key" }]} />
      <AccessKeyOnceView {...form} accessKey={shown.key} name={shown.name} expiresAt={shown.expiresAt} previousUntil={shown.previousUntil} baseUrl={config().baseUrl} />
    </Frame>
  );
}

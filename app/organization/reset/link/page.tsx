import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ResetLinkOnceView } from "@/components/identity/once-view";
import { PageHeader } from "@/components/ui/content";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { operationForm } from "@/app/_doors/session-form";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Reset link") });

const here = "/organization/reset/link";

/** A fresh reset link, until the administrator says that it was passed on. */
export default async function ResetLinkPage() {
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, getOnceShown, {}));
  if (!found.ok) return found.page;
  const { shown } = found.value;
  if (shown?.kind !== "reset") redirect("/organization");
  const form = await operationForm("identity:ClearOnceShown", "/organization");
  return (
    <Frame place="/organization" here={here}>
      <PageHeader title={t("Link to begin anew")} crumbs={[{ label: t("Organization"), href: "/organization" }, { label: t("Link to begin anew") }]} />
      <ResetLinkOnceView {...form} link={shown.link} name={shown.name} email={shown.email} expiresAt={shown.expiresAt} />
    </Frame>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { InvitationLinkView } from "@/components/identity/invitation-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { operationForm } from "@/app/_doors/session-form";
import { getOnceShown } from "@/lib/identity/get-once-shown";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Invitation link") });

/** The link of a fresh invitation, until the inviter says that it was sent. */
export default async function InvitationLinkPage() {
  const caller = await currentCaller();
  const found = await attempt("/organization/invitation", "/organization", () => perform(caller, getOnceShown, {}));
  if (!found.ok) return found.page;
  const { shown } = found.value;
  if (shown?.kind !== "invitation") redirect("/organization");
  const form = await operationForm("identity:ClearOnceShown", "/organization");
  return (
    <Frame place="/organization" here="/organization/invitation">
      <InvitationLinkView {...form} link={shown.link} name={shown.name} email={shown.email} expiresAt={shown.expiresAt} />
    </Frame>
  );
}

import type { Metadata } from "next";
import { GiveResetView } from "@/components/identity/reset-view";
import { PageHeader } from "@/components/ui/content";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, safePath, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { describeMember } from "@/lib/identity/describe-member";
import { perform } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("A link to begin anew") });

/** Asks an administrator before a member's reset link is made. */
export default async function GiveResetPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [accountId = "", personId = ""] = [one(params, "account"), one(params, "person")];
  const back = safePath(one(params, "back"), "/organization");
  const here = withParams("/organization/reset", { account: accountId, person: personId, back });
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, describeMember, { accountId, personId }));
  if (!found.ok) return found.page;
  const flash = one(params, "flash");
  const form = await operationForm("identity:CreateResetLink", here, flash);
  return (
    <Frame place="/organization" here={here}>
      <PageHeader title={t("A link to begin anew")} crumbs={[{ label: t("Organization"), href: "/organization" }, { label: t("A link to begin anew") }]} />
      <GiveResetView form={{ ...form, hidden: { ...form.hidden, accountId, personId } }} person={found.value} accountName={found.value.accountName} cancelHref={back} />
    </Frame>
  );
}

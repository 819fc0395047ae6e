import type { Metadata } from "next";
import { NewTermsView } from "@/components/publishing/terms-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { perform } from "@/lib/operations/perform";
import { listTerms } from "@/lib/publishing/list-terms";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("New terms") });

export default async function NewTermsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const here = "/publishing/terms/new";
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, listTerms, {}));
  if (!found.ok) return found.page;
  const form = await operationForm("reports:PutTerms", here, flash);
  return (
    <Frame place="/publishing" here={here} flash={form.error ? undefined : flash}>
      <NewTermsView form={form} slug={null} revision={0} values={{ acceptance: "EXPLICIT", ...(await keptValues("reports:PutTerms", here, flash)) }} />
    </Frame>
  );
}

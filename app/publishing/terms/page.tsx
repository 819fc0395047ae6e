import type { Metadata } from "next";
import { TermsListView } from "@/components/publishing/terms-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { perform } from "@/lib/operations/perform";
import { listTerms } from "@/lib/publishing/list-terms";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Terms") });

export default async function TermsListPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const here = "/publishing/terms";
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, listTerms, {}));
  if (!found.ok) return found.page;
  return (
    <Frame place="/publishing" here={here} flash={one(await searchParams, "flash")}>
      <TermsListView rows={found.value.terms.map((row) => ({ ...row, since: row.since.toISOString() }))} />
    </Frame>
  );
}

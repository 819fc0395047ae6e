import type { Metadata } from "next";
import { DraftsView } from "@/components/publishing/drafts-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { perform } from "@/lib/operations/perform";
import { listDrafts } from "@/lib/publishing/list-drafts";
import { draftRow, uploadOf } from "../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Drafts") });

/** Uploads and drafts. */
export default async function DraftsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const here = "/publishing/drafts";
  const caller = await currentCaller();
  const listed = await attempt(here, "/publishing", () => perform(caller, listDrafts, {}));
  if (!listed.ok) return listed.page;
  return (
    <Frame place="/publishing" here={here} flash={one(await searchParams, "flash")}>
      <DraftsView upload={uploadOf(caller, null)} rows={listed.value.drafts.map(draftRow)} total={listed.value.total} />
    </Frame>
  );
}

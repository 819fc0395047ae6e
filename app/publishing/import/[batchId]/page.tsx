import type { Metadata } from "next";
import { ImportReportView } from "@/components/publishing/import-view";
import { ReloadWhile } from "@/components/publishing/reload-while";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { perform } from "@/lib/operations/perform";
import { getImport } from "@/lib/publishing/import/get-import";
import { runImport } from "@/lib/publishing/import/run-import";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Import") });

/** The report of an import. */
export default async function ImportReportPage({ params, searchParams }: { params: Promise<{ batchId: string }>; searchParams: Promise<SearchParams> }) {
  const { batchId } = await params;
  const here = `/publishing/import/${batchId}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, getImport, { batchId }));
  if (!found.ok) return found.page;
  const batch = found.value;
  return (
    <Frame place="/publishing" here={here} flash={one(await searchParams, "flash")}>
      {batch.state === "RUNNING" ? <ReloadWhile everyMs={1_500} /> : null}
      <ImportReportView
        {...batch}
        createdAt={batch.createdAt.toISOString()}
        rows={batch.rows.map((row) => ({ ...row, href: row.reportId && `/publishing/${row.reportId}` }))}
        run={batch.state === "CHECKED" && may(caller, runImport) ? await operationForm("publishing:RunImport", here) : null}
        confirmHref={stepUpHref(caller, here)}
      />
    </Frame>
  );
}

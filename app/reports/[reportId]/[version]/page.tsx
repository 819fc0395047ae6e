import type { Metadata } from "next";
import { one, type SearchParams } from "@/app/_doors/paths";
import { ReportPage } from "../report-page";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Report") });

type Props = { params: Promise<{ reportId: string; version: string }>; searchParams: Promise<SearchParams> };

/** One version of a report. */
export default async function VersionPage({ params, searchParams }: Props) {
  const { reportId, version } = await params;
  const query = await searchParams;
  return <ReportPage reportId={reportId} version={version} ticket={one(query, "ticket")} flash={one(query, "flash")} />;
}

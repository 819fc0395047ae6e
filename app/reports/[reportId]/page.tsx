import type { Metadata } from "next";
import { one, type SearchParams } from "@/app/_doors/paths";
import { ReportPage } from "./report-page";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Report") });

type Props = { params: Promise<{ reportId: string }>; searchParams: Promise<SearchParams> };

/** The latest version of a report. */
export default async function LatestPage({ params, searchParams }: Props) {
  const { reportId } = await params;
  const query = await searchParams;
  return <ReportPage reportId={reportId} ticket={one(query, "ticket")} flash={one(query, "flash")} />;
}

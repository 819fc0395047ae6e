import type { Metadata } from "next";
import { DownloadsView } from "@/components/publishing/downloads-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { perform } from "@/lib/operations/perform";
import { getDownloads } from "@/lib/publishing/get-downloads";
import { msg, t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Downloads") });

const periods = [
  { days: 30, label: msg("30 days") },
  { days: 90, label: msg("90 days") },
  { days: 365, label: msg("A year") },
] as const;

/** Who downloads what. */
export default async function DownloadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const { days } = periods.find((period) => String(period.days) === one(params, "days")) ?? periods[1];
  const [report, customer] = [one(params, "report") || undefined, one(params, "customer") || undefined];
  const all = one(params, "all") === "1";
  const here = withParams("/publishing/downloads", { days: days === 90 ? undefined : String(days), report, customer, all: all ? "1" : undefined });
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, getDownloads, { days, all, ...(report ? { reportId: report } : {}), ...(customer ? { organizationId: customer } : {}) }));
  if (!found.ok) return found.page;
  const answer = found.value;
  return (
    <Frame place="/publishing" here={here}>
      <DownloadsView
        {...answer}
        allHref={all ? null : withParams(here, { all: "1" })}
        reports={answer.reports.map((row) => ({ ...row, last: row.last.toISOString(), href: withParams(here, { report: row.key }) }))}
        organizations={answer.organizations.map((row) => ({ ...row, last: row.last.toISOString(), href: withParams(here, { customer: row.key }) }))}
        newest={answer.newest.map((row) => ({ ...row, at: row.at.toISOString(), reportHref: `/publishing/${row.reportId}#version-${row.version}` }))}
        periods={periods.map((period) => ({ label: t(period.label), href: withParams(here, { days: period.days === 90 ? undefined : String(period.days) }), current: period.days === days }))}
        report={answer.report && { name: answer.report.name, removeHref: withParams(here, { report: undefined }) }}
        organization={answer.organization && { name: answer.organization.name, removeHref: withParams(here, { customer: undefined }) }}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import { SeriesListView } from "@/components/publishing/series-list-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { listSeries } from "@/lib/publishing/list-series";
import { coverageStatus } from "@/lib/reports/coverage-status";
import { isoDay } from "@/lib/reports/models";
import { programOptions } from "./shown";
import { t, tn } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Publishing") });

const audienceOf = ({ everyone, organizations }: { everyone: boolean; organizations: number }): string => (everyone ? t("Every customer") : tn(organizations, "One organization", "{n} organizations"));

/** The series, for operator staff. */
export default async function PublishingPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [query, program, page] = ["q", "program", "page"].map((name) => one(params, name)?.trim() ?? "");
  const here = withParams("/publishing", { q: query || undefined, program: program || undefined, page: page || undefined });
  const caller = await currentCaller();
  const listed = await attempt(here, "/publishing", () => perform(caller, listSeries, { query, ...(program ? { program } : {}), ...(page ? { page } : {}) }));
  if (!listed.ok) return listed.page;
  const { series, total, next } = listed.value;
  const today = isoDay(now());
  return (
    <Frame place="/publishing" here={here} flash={one(params, "flash")}>
      <SeriesListView
        rows={series.map((row) => ({
          href: `/publishing/${row.reportId}`,
          name: row.name,
          program: row.program,
          slug: row.slug,
          audience: audienceOf(row),
          ownerName: row.ownerName,
          latestVersion: row.latestVersion,
          publishedAt: row.publishedAt?.toISOString() ?? null,
          coveredUntil: row.coveredUntil,
          status: row.coveredUntil ? coverageStatus({ start: null, end: row.coveredUntil }, today) : null,
          drafts: row.drafts,
          viewOnly: row.viewOnly,
        }))}
        total={total}
        query={query ?? ""}
        program={program ?? ""}
        programs={[{ value: "", label: t("All programs") }, ...programOptions()]}
        firstHref={page ? withParams(here, { page: undefined }) : null}
        nextHref={next && withParams(here, { page: next })}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import type { z } from "zod";
import type { RequireFormProps } from "@/components/reports/require-card";
import { SeriesView } from "@/components/publishing/series-view";
import { formatDate } from "@/components/ui/format";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { readFlash } from "@/lib/identity/flash";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { freshnessOf } from "@/lib/publishing/freshness";
import { getSeries } from "@/lib/publishing/get-series";
import { listDrafts } from "@/lib/publishing/list-drafts";
import { coverageStatus } from "@/lib/reports/coverage-status";
import { categoryNames, isoDay } from "@/lib/reports/models";
import { programByKey } from "@/lib/reports/programs";
import { setRequiredAgreements } from "@/lib/reports/set-required-agreements";
import { changeShown, draftRow, uploadOf } from "../shown";
import { t, tn, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Series") });

type Series = z.output<(typeof getSeries)["output"]>;

/** The form by which copies come to require agreements. It concerns what is published: without a report there is none. */
async function requiringOf(caller: Caller, series: Series, here: string): Promise<RequireFormProps | null> {
  const published = series.versions.some(({ kind, state }) => kind === "REPORT" && state === "PUBLISHED");
  if (!published || !may(caller, setRequiredAgreements) || !may(caller, listAgreements)) return null;
  const { agreements } = await perform(caller, listAgreements, {});
  const form = await operationForm(setRequiredAgreements.name, here);
  const required = new Set(series.requires.map(({ slug }) => slug));
  return {
    form: { ...form, hidden: { ...form.hidden, reportId: series.reportId }, error: null },
    choices: agreements.filter(({ offered, slug }) => offered || required.has(slug)).map(({ slug, name }) => ({ slug, name, required: required.has(slug) })),
  };
}

/** What is to be said of a series that runs out. */
function lapseOf(published: readonly Series["versions"][number][], today: string): string | null {
  const periods = published.flatMap(({ version, kind, periodStart, periodEnd }) => (periodStart && periodEnd ? [{ version, kind, start: periodStart, end: periodEnd }] : []));
  const { state, daysLeft, lapsesOn } = freshnessOf(periods, today);
  const day = lapsesOn ? formatDate(lapsesOn) : "";
  if (state === "LAPSED") return t("Nothing that is published covers today: it stands open since {since}. Publish the next report, or a bridge letter.", { since: day });
  return state === "SOON" ? tn(daysLeft ?? 0, "What is published covers {n} more day. From {day} on nothing does.", "What is published covers {n} more days. From {day} on nothing does.", { day }) : null;
}

/** One series, for operator staff. */
export default async function SeriesPage({ params, searchParams }: { params: Promise<{ reportId: string }>; searchParams: Promise<SearchParams> }) {
  const { reportId } = await params;
  const flash = one(await searchParams, "flash");
  const here = `/publishing/${reportId}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => Promise.all([perform(caller, getSeries, { reportId }), perform(caller, listDrafts, { reportId })]));
  if (!found.ok) return found.page;
  const [series, { drafts }] = found.value;
  const today = isoDay(now());
  const published = series.versions.filter(({ state }) => state === "PUBLISHED");
  const refused = readFlash(flash)?.kind === "error";
  const act = async (name: `${string}:${string}`) => (may(caller, { name, reach: "member" }) ? operationForm(name, here) : null);
  return (
    <Frame place="/publishing" here={here} flash={flash}>
      <SeriesView
        {...series}
        programName={programByKey(series.program)?.name ?? series.program}
        categoryName={translated(categoryNames[series.category])}
        organizations={series.organizations?.map(({ name }) => name) ?? null}
        periods={published.map((row) => ({
          ...row,
          href: `/reports/${reportId}/${row.version}`,
          status: coverageStatus({ start: row.periodStart, end: row.periodEnd }, today),
          publishedAt: row.publishedAt.toISOString(),
        }))}
        today={today}
        lapse={refused ? null : lapseOf(published, today)}
        upload={uploadOf(caller, reportId)}
        drafts={drafts.map(draftRow)}
        history={{
          reportId,
          versions: series.versions.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString(), changed: row.changed && row.changed.map(changeShown) })),
          unpublish: await act("reports:UnpublishVersion"),
          republish: await act("publishing:RepublishVersion"),
          withdraw: await act("publishing:WithdrawVersion"),
          confirmHref: stepUpHref(caller, here),
        }}
        requiring={await requiringOf(caller, series, here)}
        error={null}
      />
    </Frame>
  );
}

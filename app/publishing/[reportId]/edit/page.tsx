import type { Metadata } from "next";
import { SeriesForm } from "@/components/publishing/series-form";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { stepUpHref } from "@/app/_doors/fresh";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { perform } from "@/lib/operations/perform";
import { getSeries } from "@/lib/publishing/get-series";
import { programByKey } from "@/lib/reports/programs";
import { seriesChoices } from "../../series-fields";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Change a series") });

export default async function EditSeriesPage({ params, searchParams }: { params: Promise<{ reportId: string }>; searchParams: Promise<SearchParams> }) {
  const { reportId } = await params;
  const flash = one(await searchParams, "flash");
  const here = `/publishing/${reportId}/edit`;
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", async () => {
    const series = await perform(caller, getSeries, { reportId });
    return { series, choices: await seriesChoices(caller, series.organizations?.map(({ slug }) => slug) ?? []) };
  });
  if (!found.ok) return found.page;
  const { series, choices } = found.value;
  const form = await operationForm("publishing:UpdateSeries", here, flash);
  const { name, description, product, category, language, shareWith } = series;
  return (
    <Frame place="/publishing" here={here} flash={form.error ? undefined : flash}>
      <SeriesForm
        form={form}
        title={t("Change {name}", { name })}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: name, href: `/publishing/${reportId}` }, { label: t("Change") }]}
        existing={{ reportId, slug: series.slug, programName: programByKey(series.program)?.name ?? series.program }}
        values={{ name, description, product, category, language, shareWith, terms: series.terms.slug, owner: series.owner?.email ?? "", ...(await keptValues("publishing:UpdateSeries")) }}
        {...choices}
        everyone={series.organizations === null}
        askable={series.askable}
        viewOnly={series.viewOnly}
        confirmHref={stepUpHref(caller, here)}
        backHref={`/publishing/${reportId}`}
      />
    </Frame>
  );
}

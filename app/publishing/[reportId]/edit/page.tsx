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
import { seriesChoices, shownWhom } from "../../series-fields";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Change a series") });

export default async function EditSeriesPage({ params, searchParams }: { params: Promise<{ reportId: string }>; searchParams: Promise<SearchParams> }) {
  const { reportId } = await params;
  const flash = one(await searchParams, "flash");
  const here = `/publishing/${reportId}/edit`;
  const caller = await currentCaller();
  const kept = await keptValues("publishing:UpdateSeries", here, flash);
  const found = await attempt(here, "/publishing", async () => {
    const series = await perform(caller, getSeries, { reportId });
    const { organizations: ticked, ...whom } = shownWhom({ audience: series.organizations ? "named" : "everyone", askable: series.askable, viewOnly: series.viewOnly, organizations: series.organizations ?? [] }, kept);
    return { series, whom, choices: await seriesChoices(caller, ticked) };
  });
  if (!found.ok) return found.page;
  const { series, whom, choices } = found.value;
  const form = await operationForm("publishing:UpdateSeries", here, flash);
  const { name, description, product, category, language, shareWith } = series;
  return (
    <Frame place="/publishing" here={here} flash={form.error ? undefined : flash}>
      <SeriesForm
        form={form}
        title={t("Change {name}", { name })}
        crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: name, href: `/publishing/${reportId}` }, { label: t("Change") }]}
        existing={{ reportId, slug: series.slug, programName: programByKey(series.program)?.name ?? series.program }}
        values={{ name, description, product, category, language, shareWith, terms: series.terms.slug, owner: series.owner?.email ?? "", ...kept }}
        {...choices}
        {...whom}
        confirmHref={stepUpHref(caller, here)}
        backHref={`/publishing/${reportId}`}
      />
    </Frame>
  );
}

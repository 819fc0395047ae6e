import type { Metadata } from "next";
import { SeriesForm } from "@/components/publishing/series-form";
import { EmptyState } from "@/components/ui/content";
import { ButtonLink } from "@/components/ui/button";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { seriesChoices, shownWhom } from "../series-fields";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("New series") });

export default async function NewSeriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const flash = one(await searchParams, "flash");
  const here = "/publishing/new";
  const caller = await currentCaller();
  const kept = await keptValues("reports:CreateSeries", here, flash);
  const { organizations: ticked, ...whom } = shownWhom({ audience: null, askable: false, viewOnly: false, organizations: [] }, kept);
  const found = await attempt(here, "/publishing", () => seriesChoices(caller, ticked));
  if (!found.ok) return found.page;
  const choices = found.value;
  const form = await operationForm("reports:CreateSeries", here, flash);
  return (
    <Frame place="/publishing" here={here} flash={form.error ? undefined : flash}>
      {choices.terms.length === 0 ? (
        <div className="card">
          <EmptyState icon="agreements" title={t("Write terms first")} actions={<ButtonLink href="/publishing/terms/new">{t("New terms")}</ButtonLink>}>
            {t("Every series is given out under terms, and there are none yet.")}
          </EmptyState>
        </div>
      ) : (
        <SeriesForm
          form={form}
          title={t("New series")}
          crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("New series") }]}
          existing={null}
          values={{ language: "en", category: "REPORTS", ...kept }}
          {...choices}
          {...whom}
          confirmHref={null}
          backHref="/publishing"
        />
      )}
    </Frame>
  );
}

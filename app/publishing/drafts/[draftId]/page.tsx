import type { Metadata } from "next";
import type { z } from "zod";
import type { DraftFormProps, DraftValues } from "@/components/publishing/draft-form";
import { DraftView } from "@/components/publishing/draft-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { perform } from "@/lib/operations/perform";
import { discardDraft } from "@/lib/publishing/discard-draft";
import { getDraft } from "@/lib/publishing/get-draft";
import { getSeries } from "@/lib/publishing/get-series";
import { sayKept } from "@/lib/publishing/kept-sentences";
import { listChoices } from "@/lib/publishing/list-choices";
import { saveDraft } from "@/lib/publishing/save-draft";
import { categoryOptions, csrfOf } from "../../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Draft") });

type Draft = z.output<(typeof getDraft)["output"]>;
type Series = z.output<(typeof getSeries)["output"]>;

/** What the form held that was just refused; otherwise what was saved; otherwise what was read off the document. */
function valuesOf(draft: Draft, kept: Readonly<Record<string, string>>): Pick<DraftFormProps, "values" | "sources"> {
  const { saved, guesses } = draft;
  const guessed = saved === null;
  const text = (value: string | number | undefined | null): string => (value === undefined || value === null ? "" : String(value));
  const values: DraftValues = {
    reportId: draft.reportId ?? "",
    kind: saved?.kind ?? guesses?.kind?.value ?? "REPORT",
    title: draft.title,
    periodStart: text(guessed ? guesses?.period?.value.start : saved.periodStart),
    periodEnd: text(guessed ? guesses?.period?.value.end : saved.periodEnd),
    auditor: text(saved?.auditor),
    category: text(saved?.category),
    language: text(guessed ? guesses?.language?.value : saved.language),
    extendsVersion: text(saved?.extendsVersion),
    supersedes: text(saved?.supersedes),
    changes: text(saved?.changes),
    publishAt: draft.publishAt?.toISOString().slice(0, 16) ?? "",
  };
  const from = (guess: { from: string } | null | undefined): string | undefined => (guessed && guess && Object.keys(kept).length === 0 ? sayKept(guess.from) : undefined);
  const sources = { title: from(guesses?.title), periodStart: from(guesses?.period), language: from(guesses?.language), kind: from(guesses?.kind) };
  return { values: { ...values, ...kept }, sources: Object.fromEntries(Object.entries(sources).filter(([, source]) => source !== undefined)) };
}

async function refusedValues(here: string, flash: string | undefined): Promise<Readonly<Record<string, string>>> {
  const all = await Promise.all(["SaveDraft", "PublishDraft", "ScheduleDraft"].map((name) => keptValues(`publishing:${name}`, here, flash)));
  const { draftId: _, ...values } = all.find((one) => one["draftId"] !== undefined) ?? {};
  return values;
}

function audienceOf(series: Series | null): string | null {
  if (!series) return null;
  const whom =
    series.organizations === null
      ? t("Every customer, as far as their own policies allow.")
      : series.organizations.length === 0
        ? t("Nobody: the series is for no organization yet, as far as their own policies allow.")
        : t("{organizations}, as far as their own policies allow.", { organizations: series.organizations.map(({ name }) => name).join(", ") });
  const requires = series.requires.length > 0 ? t("Copies need {agreements} in force.", { agreements: series.requires.map(({ name }) => name).join(t(" and ")) }) : "";
  return [whom, requires, series.viewOnly ? t("It is read in the browser alone.") : ""].filter((sentence) => sentence !== "").join(" ");
}

function placesIn(series: Series | null): Pick<DraftFormProps, "extendable" | "replaceable"> {
  const label = ({ version, title }: Series["versions"][number]): string => t("Version {version}: {title}", { version: String(version), title });
  const versions = series?.versions ?? [];
  return {
    extendable: versions.filter(({ kind, state }) => kind === "REPORT" && state === "PUBLISHED").map((one) => ({ value: String(one.version), label: label(one) })),
    replaceable: versions.filter(({ state }) => state === "PUBLISHED").map((one) => ({ value: String(one.version), label: label(one) })),
  };
}

/** A document before it is published. */
export default async function DraftPage({ params, searchParams }: { params: Promise<{ draftId: string }>; searchParams: Promise<SearchParams> }) {
  const { draftId } = await params;
  const flash = one(await searchParams, "flash");
  const here = `/publishing/drafts/${draftId}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", async () => {
    const draft = await perform(caller, getDraft, { draftId });
    const kept = await refusedValues(here, flash);
    const open = !["PUBLISHED", "REFUSED"].includes(draft.state);
    const reportId = kept["reportId"] ?? draft.reportId;
    const [choices, series] = open ? await Promise.all([perform(caller, listChoices, {}), reportId ? perform(caller, getSeries, { reportId }).catch(() => null) : null]) : [null, null];
    return { draft, kept, choices, series };
  });
  if (!found.ok) return found.page;
  const { draft, kept, choices, series } = found.value;
  const form = choices && may(caller, saveDraft) ? await operationForm("publishing:SaveDraft", here, flash) : null;
  return (
    <Frame place="/publishing" here={here} flash={form?.error ? undefined : flash}>
      <DraftView
        {...draft}
        createdAt={draft.createdAt.toISOString()}
        publishAt={draft.publishAt?.toISOString() ?? null}
        published={draft.version !== null && draft.reportId ? { href: `/publishing/${draft.reportId}#version-${draft.version}`, version: draft.version } : null}
        twins={draft.twins.map(({ reportId, version, title }) => ({ href: `/publishing/${reportId}#version-${version}`, label: t("{name}, version {version}", { name: title, version: String(version) }) }))}
        csrf={csrfOf(caller)}
        form={
          form && choices
            ? {
                form,
                draftId,
                saves: draft.saves,
                ...valuesOf(draft, kept),
                ...placesIn(series),
                series: choices.series.map(({ reportId, name }) => ({ value: reportId, label: name })),
                categories: categoryOptions(),
                audience: audienceOf(series),
                ready: draft.state === "READY",
              }
            : null
        }
        unschedule={draft.publishAt ? await operationForm("publishing:UnscheduleDraft", here) : null}
        discard={draft.state !== "PUBLISHED" && may(caller, discardDraft) ? await operationForm("publishing:DiscardDraft", here) : null}
      />
    </Frame>
  );
}

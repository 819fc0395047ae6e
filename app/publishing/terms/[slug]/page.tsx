import type { Metadata } from "next";
import { TermsView } from "@/components/publishing/terms-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { perform } from "@/lib/operations/perform";
import { getTerms } from "@/lib/publishing/get-terms";
import { writtenTerms } from "@/lib/reports/written-terms";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Terms") });

const number = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined);

/** One terms text with its revisions. */
export default async function TermsPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const query = await searchParams;
  const flash = one(query, "flash");
  const editing = one(query, "edit") === "1";
  const path = `/publishing/terms/${slug}`;
  const here = editing ? `${path}?edit=1` : path;
  const caller = await currentCaller();
  const [from, to] = [number(one(query, "from")), number(one(query, "to"))];
  const found = await attempt(here, "/publishing", () => perform(caller, getTerms, { slug, ...(from ? { from } : {}), ...(to ? { to } : {}) }));
  if (!found.ok) return found.page;
  const terms = found.value;
  const form = await operationForm("reports:PutTerms", here, flash);
  const kept = editing ? await keptValues("reports:PutTerms", here, flash) : {};
  return (
    <Frame place="/publishing" here={here} flash={form.error && editing ? undefined : flash}>
      <TermsView
        form={form}
        slug={slug}
        title={terms.title}
        acceptance={terms.acceptance}
        sections={terms.sections}
        values={{ title: terms.title, acceptance: terms.acceptance, sections: writtenTerms(terms.sections), ...kept }}
        revisions={terms.revisions.map((row) => ({
          revision: row.revision,
          title: row.title,
          createdAt: row.createdAt.toISOString(),
          tickets: row.tickets,
          compareHref: row.revision > 1 ? withParams(path, { from: String(row.revision - 1), to: String(row.revision) }) : null,
        }))}
        series={terms.series}
        comparison={terms.comparison}
        editing={editing}
      />
    </Frame>
  );
}

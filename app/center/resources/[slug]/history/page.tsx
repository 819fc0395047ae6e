import type { Metadata } from "next";
import { ResourceHistory } from "@/components/resources/resource-history";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { diffPolicies } from "@/lib/access/policy-diff";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { perform } from "@/lib/operations/perform";
import { listResourceRevisions } from "@/lib/resources/list-resource-revisions";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("History of a resource") });

/** What each revision of a resource said, and what it changed. */
export default async function ResourceHistoryPage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const query = await searchParams;
  const base = `/center/resources/${encodeURIComponent(slug)}/history`;
  const [revision, view] = [one(query, "revision") || undefined, one(query, "view")];
  const here = withParams(base, { revision, view });
  const caller = await currentCaller();
  const found = await attempt(here, "/center", () => perform(caller, listResourceRevisions, { slug, revision }));
  if (!found.ok) return found.page;
  const { inForce, revisions, text } = found.value;
  const shown = String(text.revision);
  const changing = view === "changes" && text.before !== null;
  const diff = changing ? diffPolicies(text.before ?? "", text.written.body) : null;
  return (
    <Frame place="/center" here={here} flash={one(query, "flash")}>
      <ResourceHistory
        slug={slug}
        title={text.written.title}
        inForce={inForce}
        shown={text.revision}
        language={text.written.language}
        revisions={revisions.map((one) => ({ revision: one.revision, href: withParams(base, { revision: String(one.revision), view }), note: one.note, publishedAt: one.publishedAt.toISOString(), publishedByName: one.publishedByName }))}
        views={[
          { label: t("Revision {revision}", { revision: shown }), href: withParams(base, { revision: shown }), current: !changing },
          ...(text.before === null ? [] : [{ label: t("What it changed"), href: withParams(base, { revision: shown, view: "changes" }), current: changing }]),
        ]}
        blocks={parseMarkdown(text.written.body)}
        changes={diff}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import { ResourceView } from "@/components/resources/resource-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { readingMinutes } from "@/lib/markdown/plain-text";
import { perform } from "@/lib/operations/perform";
import { getResource } from "@/lib/resources/get-resource";
import { saveResourceDraft } from "@/lib/resources/save-resource-draft";
import { programName, topicName } from "../resource-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Resource") });

/** A resource to read. */
export default async function ResourcePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const here = `/center/resources/${encodeURIComponent(slug)}`;
  const caller = await currentCaller();
  const found = await attempt(here, "/center", () => perform(caller, getResource, { slug }));
  if (!found.ok) return found.page;
  const resource = found.value;
  const blocks = parseMarkdown(resource.body);
  return (
    <Frame place="/center" here={here} flash={one(await searchParams, "flash")}>
      <ResourceView
        kind={resource.kind}
        state={resource.state}
        draft={resource.draft}
        title={resource.title}
        summary={resource.summary}
        language={resource.language}
        blocks={blocks}
        minutes={readingMinutes(blocks)}
        revision={resource.revision}
        publishedAt={resource.publishedAt.toISOString().slice(0, 10)}
        topics={resource.topics.map((topic) => ({ label: topicName(topic), href: `/center/resources?topic=${topic}` }))}
        programs={resource.programs.map((key) => ({ label: programName(key), href: `/center/programs/${key}` }))}
        related={resource.related.map(({ slug: other, title, kind }) => ({ href: `/center/resources/${other}`, title, kind }))}
        staff={may(caller, saveResourceDraft) ? { editHref: `${here}/edit`, historyHref: `${here}/history` } : null}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import { ResourceEditor } from "@/components/resources/resource-editor";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { readFlash } from "@/lib/identity/flash";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { perform } from "@/lib/operations/perform";
import { discardResourceDraft } from "@/lib/resources/discard-resource-draft";
import { getResourceDraft } from "@/lib/resources/get-resource-draft";
import { publishResource } from "@/lib/resources/publish-resource";
import { retireResource } from "@/lib/resources/retire-resource";
import { saveResourceDraft } from "@/lib/resources/save-resource-draft";
import { kindOptions, programChoices, topicChoices } from "../../choices";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Edit a resource") });

/** Where staff write a resource: the draft, its preview, its publication. */
export default async function EditResourcePage({ params, searchParams }: { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> }) {
  const { slug } = await params;
  const flash = one(await searchParams, "flash");
  const here = `/center/resources/${encodeURIComponent(slug)}/edit`;
  const caller = await currentCaller();
  const found = await attempt(here, "/center", () => perform(caller, getResourceDraft, { slug }));
  if (!found.ok) return found.page;
  const { state, revision, written, save, saved } = found.value;
  const said = readFlash(flash);
  const refused = said?.kind === "error" && said.fields.length > 0;
  const hidden = async (name: string, more: Record<string, string> = {}) => {
    const form = await operationForm(name, here);
    return { ...form, hidden: { ...form.hidden, slug, ...more } };
  };
  const kept = await keptValues(saveResourceDraft.name, here, flash);
  const { slug: _, topics, programs, ...typed } = kept;
  const list = (words: string | undefined, stored: readonly string[]): readonly string[] => (Object.keys(kept).length > 0 ? (words?.split(" ") ?? []) : stored);
  const form = await operationForm(saveResourceDraft.name, here, refused ? flash : undefined);
  return (
    <Frame place="/center" here={here} flash={refused ? undefined : flash}>
      <ResourceEditor
        slug={slug}
        title={written.title}
        state={state}
        revision={revision}
        save={save}
        saved={saved && { at: saved.at.toISOString(), byName: saved.byName }}
        form={{ ...form, hidden: { ...form.hidden, slug } }}
        values={{ ...written, ...typed, topics: list(topics, written.topics), programs: list(programs, written.programs) }}
        kinds={kindOptions()}
        topics={topicChoices()}
        programs={programChoices()}
        preview={parseMarkdown(written.body)}
        publish={await hidden(publishResource.name, { seen: String(save) })}
        discard={save > 0 && state !== "DRAFT" ? await hidden(discardResourceDraft.name) : null}
        retire={state === "PUBLISHED" ? await hidden(retireResource.name) : null}
      />
    </Frame>
  );
}

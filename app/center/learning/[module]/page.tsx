import type { Metadata } from "next";
import { ModuleView } from "@/components/learning/module-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { keptValues } from "@/app/_doors/kept-values";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { readFlash } from "@/lib/identity/flash";
import { answerCheck } from "@/lib/learning/answer-check";
import { getModule } from "@/lib/learning/get-module";
import { pathNames } from "@/lib/learning/modules";
import { parseMarkdown } from "@/lib/markdown/parse-markdown";
import { readingMinutes } from "@/lib/markdown/plain-text";
import { perform } from "@/lib/operations/perform";
import { t, translated } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Module") });

/** A module of the learning path with its check. */
export default async function ModulePage({ params, searchParams }: { params: Promise<{ module: string }>; searchParams: Promise<SearchParams> }) {
  const { module: slug } = await params;
  const query = await searchParams;
  const base = `/center/learning/${encodeURIComponent(slug)}`;
  const again = one(query, "again") === "1";
  const here = again ? `${base}?again=1` : base;
  const caller = await currentCaller();
  const found = await attempt(here, "/center", () => perform(caller, getModule, { module: slug }));
  if (!found.ok) return found.page;
  const module = found.value;
  const flash = one(query, "flash");
  const refused = readFlash(flash)?.kind === "error";
  const asked = again || module.result === null || refused;
  const form = await operationForm(answerCheck.name, again ? here : base, flash);
  const blocks = parseMarkdown(module.body);
  return (
    <Frame place="/center" here={here} flash={flash}>
      <ModuleView
        title={module.title}
        summary={module.summary}
        place={module.place}
        of={module.of}
        minutes={readingMinutes(blocks)}
        paths={module.paths.map((path) => translated(pathNames[path].name))}
        state={module.state}
        blocks={blocks}
        needed={module.needed}
        questions={module.questions}
        // While somebody answers, what was right last time stays on the server.
        result={asked || module.result === null ? null : { ...module.result, at: module.result.at.toISOString() }}
        againHref={`${base}?again=1#check`}
        form={asked ? { ...form, error: null, hidden: { ...form.hidden, module: slug } } : null}
        values={refused ? await keptValues(answerCheck.name, again ? here : base, flash) : {}}
        next={module.next && { href: `/center/learning/${module.next.slug}`, title: module.next.title }}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import { Reader } from "@/components/reports/reader";
import { Notice, PageHeader } from "@/components/ui/content";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { perform } from "@/lib/operations/perform";
import { getDraft } from "@/lib/publishing/get-draft";
import { csrfOf } from "../../../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Preview") });

/** The marked copy of a draft, as a customer would read it. */
export default async function PreviewPage({ params }: { params: Promise<{ draftId: string }> }) {
  const { draftId } = await params;
  const back = `/publishing/drafts/${draftId}`;
  const caller = await currentCaller();
  const found = await attempt(back, "/publishing", () => perform(caller, getDraft, { draftId }));
  if (!found.ok) return found.page;
  const draft = found.value;
  return (
    <Frame place="/publishing" here={`${back}/preview`}>
      <article>
        <PageHeader
          title={draft.title}
          description={t("As a customer would see it: marked on every page, here as a preview for you.")}
          crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Drafts"), href: "/publishing/drafts" }, { label: draft.fileName, href: back }, { label: t("Preview") }]}
        />
        <noscript>
          <Notice kind="warn">{t("The preview needs JavaScript.")}</Notice>
        </noscript>
        {draft.report === null && draft.notes.length === 0 && draft.pages === 0 ? (
          <Notice kind="info" title={t("The document is not prepared yet")}>
            <a href={back}>{t("Back to the draft")}</a>
          </Notice>
        ) : (
          <Reader action="/api/publishing/PreviewDraft" fields={{ csrf: csrfOf(caller), draftId }} title={draft.title} backHref={back} />
        )}
      </article>
    </Frame>
  );
}

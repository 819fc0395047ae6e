import type { Block } from "@/lib/markdown/blocks";
import { Contents, Prose } from "../prose/prose";
import { Button, ButtonLink } from "../ui/button";
import { Card, Day, Facts, Notice, PageHeader } from "../ui/content";
import { RelatedResources } from "./related-resources";
import { ResourceKindBadge, ResourceStateBadge, type ResourceKindName } from "./resource-badge";
import { t, tn } from "@/lib/texts/text";

export interface ResourceViewProps {
  kind: ResourceKindName;
  state: "DRAFT" | "PUBLISHED" | "RETIRED";
  draft: boolean;
  title: string;
  summary: string;
  language: string;
  blocks: readonly Block[];
  minutes: number;
  revision: number;
  /** ISO date. */
  publishedAt: string;
  topics: readonly { label: string; href: string }[];
  programs: readonly { label: string; href: string }[];
  related: readonly { href: string; title: string; kind: ResourceKindName }[];
  /** For staff; null for everyone else. */
  staff: { editHref: string; historyHref: string } | null;
}

/** A resource to read and to print. */
export function ResourceView({ kind, state, draft, title, summary, language, blocks, minutes, revision, publishedAt, topics, programs, related, staff }: ResourceViewProps) {
  return (
    <>
      <PageHeader
        title={title}
        badge={
          <>
            <ResourceKindBadge kind={kind} />
            <ResourceStateBadge state={state} draft={draft} />
          </>
        }
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Resources"), href: "/center/resources" }, { label: title }]}
        description={summary}
        actions={
          <>
            <Button type="button" icon="print" className="print-button needs-script" data-print="">
              {t("Print")}
            </Button>
            {staff ? <ButtonLink href={staff.historyHref}>{t("History")}</ButtonLink> : null}
            {staff ? <ButtonLink href={staff.editHref}>{draft ? t("Go on writing") : t("Edit")}</ButtonLink> : null}
          </>
        }
      />
      {state === "RETIRED" ? <Notice kind="warn">{t("Customers do not see this resource any more. Publish a new revision to bring it back.")}</Notice> : null}
      <div className="reading">
        <article className="card reading-sheet">
          <Prose blocks={blocks} language={language} />
        </article>
        <aside className="reading-aside" aria-label={t("About this resource")}>
          <Contents blocks={blocks} />
          <Card id="about" title={t("About")}>
            <Facts
              items={[
                { term: t("Published"), value: <Day at={publishedAt} /> },
                { term: t("Revision"), value: <span className="num">{revision}</span> },
                { term: t("Reading"), value: tn(minutes, "{n} minute", "{n} minutes") },
                { term: t("Topics"), value: topics.length > 0 ? <Links items={topics} /> : null },
                { term: t("Programs"), value: programs.length > 0 ? <Links items={programs} /> : null },
              ]}
            />
          </Card>
          <RelatedResources title={t("Related")} items={related} />
        </aside>
      </div>
    </>
  );
}

function Links({ items }: { items: readonly { label: string; href: string }[] }) {
  return (
    <ul className="resource-links">
      {items.map(({ label, href }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}

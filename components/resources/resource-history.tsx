import type { Block } from "@/lib/markdown/blocks";
import { Prose } from "../prose/prose";
import { ButtonLink } from "../ui/button";
import { Card, PageHeader, Tabs, Time, type Tab } from "../ui/content";
import { Badge } from "../ui/status";
import { msg, t, tn } from "@/lib/texts/text";

export interface ResourceHistoryProps {
  slug: string;
  title: string;
  inForce: number | null;
  shown: number;
  language: string;
  /** ISO date-times, newest first. */
  revisions: readonly { revision: number; href: string; note: string; publishedAt: string; publishedByName: string }[];
  views: readonly Tab[];
  blocks: readonly Block[];
  /** What changed from the revision before; null where the text is shown, or where there is none before. */
  changes: { added: number; removed: number; lines: readonly { kind: "same" | "added" | "removed"; text: string }[] } | null;
}

const marks = { same: " ", added: "+", removed: "−" } as const;
const said = { same: null, added: msg("Added: "), removed: msg("Removed: ") } as const;

/** The revisions of a resource: what each said, and what it changed. */
export function ResourceHistory({ slug, title, inForce, shown, language, revisions, views, blocks, changes }: ResourceHistoryProps) {
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: t("Compliance Center"), href: "/center" }, { label: t("Resources"), href: "/center/resources" }, { label: title, href: `/center/resources/${slug}` }, { label: t("History") }]}
        description={tn(revisions.length, "{n} revision. Published ones never change.", "{n} revisions. Published ones never change.")}
        actions={<ButtonLink href={`/center/resources/${slug}/edit`}>{t("Edit")}</ButtonLink>}
      />
      <div className="reading">
        <div className="stack">
          <Tabs label={t("What to show")} items={views} />
          <section className="card reading-sheet" aria-label={t("Revision {revision}", { revision: String(shown) })}>
            {changes ? (
              <>
                <p className="muted small">{changes.added + changes.removed === 0 ? t("The text is the same.") : tn(changes.added, "{n} line added and {removed} removed since revision {revision}.", "{n} lines added and {removed} removed since revision {revision}.", { removed: changes.removed, revision: String(shown - 1) })}</p>
                <pre className="resource-changes" tabIndex={0}>
                  {changes.lines.map(({ kind, text }, index) => (
                    <span key={index} className={`is-${kind}`}>
                      <span aria-hidden="true">{marks[kind]} </span>
                      <span className="sr">{said[kind] ? t(said[kind]) : ""}</span>
                      {text}
                      {"\n"}
                    </span>
                  ))}
                </pre>
              </>
            ) : (
              <Prose blocks={blocks} language={language} />
            )}
          </section>
        </div>
        <aside className="reading-aside" aria-label={t("Revisions")}>
          <Card id="revisions" title={t("Revisions")}>
            <ol className="resource-revisions" reversed>
              {revisions.map((one) => (
                <li key={one.revision}>
                  <div className="row">
                    <a href={one.href} aria-current={one.revision === shown ? "true" : undefined}>{t("Revision {revision}", { revision: String(one.revision) })}</a>
                    {one.revision === inForce ? <Badge kind="ok">{t("In force")}</Badge> : null}
                  </div>
                  <p className="faint small">
                    <Time at={one.publishedAt} /> · <bdi>{one.publishedByName}</bdi>
                  </p>
                  {one.note ? <p className="small">{one.note}</p> : null}
                </li>
              ))}
            </ol>
          </Card>
        </aside>
      </div>
    </>
  );
}

import { EmptyState, PageHeader, Time } from "../ui/content";
import { formatBytes } from "../ui/format";
import { Badge, type BadgeKind } from "../ui/status";
import { Table } from "../ui/table";
import { PublishingTabs } from "./publishing-tabs";
import { UploadZone, type UploadZoneProps } from "./upload-zone";
import { msg, t, tn, type Message } from "@/lib/texts/text";

export type DraftStateWord = "RECEIVING" | "WAITING" | "PREPARING" | "REFUSED" | "READY" | "PUBLISHED" | "DISCARDED";

export interface DraftRow {
  draftId: string;
  title: string;
  fileName: string;
  state: DraftStateWord;
  bytes: number;
  received: number;
  page: number;
  pages: number;
  problem: string;
  seriesName: string | null;
  publishAt: string | null;
  createdAt: string;
  personName: string;
}

export const draftBadges: Readonly<Record<DraftStateWord, { kind: BadgeKind; word: Message }>> = {
  RECEIVING: { kind: "future", word: msg("Not received whole") },
  WAITING: { kind: "future", word: msg("Waits to be prepared") },
  PREPARING: { kind: "soon", word: msg("Preparing") },
  REFUSED: { kind: "error", word: msg("Refused") },
  READY: { kind: "none", word: msg("Draft") },
  PUBLISHED: { kind: "ok", word: msg("Published") },
  DISCARDED: { kind: "withdrawn", word: msg("Thrown away") },
};

/** What is on its way, newest first. */
export function DraftTable({ rows, caption }: { rows: readonly DraftRow[]; caption: string }) {
  return (
    <Table
      caption={caption}
      cards
      columns={[
        { key: "title", label: t("Document") },
        { key: "series", label: t("Series") },
        { key: "state", label: t("State") },
        { key: "by", label: t("Uploaded") },
      ]}
    >
      {rows.map((row) => (
        <tr key={row.draftId} data-row="">
          <td>
            <a className="row-link" href={`/publishing/drafts/${row.draftId}`}>
              {row.title || row.fileName}
            </a>
            <span className="pub-under faint small">
              <bdi>{row.fileName}</bdi>
            </span>
          </td>
          <td data-label={t("Series")}>{row.seriesName ?? <span className="muted">{t("not chosen")}</span>}</td>
          <td data-label={t("State")}>
            <DraftStateBadge row={row} />
          </td>
          <td data-label={t("Uploaded")}>
            <bdi>{row.personName}</bdi>
            <span className="pub-under faint small num">
              <Time at={row.createdAt} />
            </span>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function DraftStateBadge({ row }: { row: DraftRow }) {
  const { kind, word } = draftBadges[row.state];
  const more =
    row.state === "RECEIVING"
      ? t("{received} of {all}; choose the same file again to go on", { received: formatBytes(row.received), all: formatBytes(row.bytes) })
      : row.state === "PREPARING" && row.pages > 0
        ? t("page {page} of {pages}", { page: row.page, pages: row.pages })
        : row.problem || (row.state === "READY" && row.pages > 0 ? tn(row.pages, "{n} page", "{n} pages") : "");
  return (
    <>
      {row.publishAt ? <Badge kind="soon">{t("Scheduled")}</Badge> : <Badge kind={kind}>{t(word)}</Badge>}
      <span className="pub-under faint small num">{row.publishAt ? <Time at={row.publishAt} /> : more}</span>
    </>
  );
}

/** Uploads, and every draft that is not published. */
export function DraftsView({ upload, rows, total }: { upload: UploadZoneProps | null; rows: readonly DraftRow[]; total: number }) {
  return (
    <article>
      <PageHeader title={t("Drafts")} description={t("Upload documents, look at what was found in them, then publish. Customers see nothing of a draft.")} crumbs={[{ label: t("Publishing"), href: "/publishing" }, { label: t("Drafts") }]} />
      <PublishingTabs current="drafts" />
      {upload ? (
        <section className="card no-print" aria-label={t("Upload")}>
          <UploadZone {...upload} />
        </section>
      ) : null}
      <h2 className="section-title">{t("Not published yet")}</h2>
      {rows.length === 0 ? (
        <div className="card">
          <EmptyState icon="publish" title={t("Nothing is on its way")}>
            {t("What you upload stands here until it is published.")}
          </EmptyState>
        </div>
      ) : (
        <DraftTable rows={rows} caption={t("Drafts, newest first")} />
      )}
      {total > rows.length ? <p className="muted small">{t("The newest {n} of {total}.", { n: rows.length, total })}</p> : null}
    </article>
  );
}

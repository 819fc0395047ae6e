import { database } from "@/lib/database/client";
import type { Caller } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { prepareNext } from "@/lib/publishing/prepare-drafts";
import { receivePart } from "@/lib/publishing/receive-part";
import { saveDraft } from "@/lib/publishing/save-draft";
import { scheduleDraft } from "@/lib/publishing/schedule-draft";
import { startUpload } from "@/lib/publishing/start-upload";
import { isoDay } from "@/lib/reports/models";
import { samplePdf } from "./sample-pdf";
import type { DemoSeries } from "./types";

const dayMs = 86_400_000;

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** What is on the desk of those who publish: a draft that is being described, a letter that is published tomorrow, and a document that was refused. */
export async function enactPublishing(caller: Caller, catalogue: readonly DemoSeries[], today: Date): Promise<void> {
  const series = catalogue.find(({ slug }) => slug === "soc-2-platform");
  const report = series?.versions.filter(({ kind }) => kind === "REPORT").at(-1);
  const row = await database().reportSeries.findUnique({
    where: { slug: "soc-2-platform" },
    select: { id: true, versions: { where: { kind: "REPORT", state: "PUBLISHED" }, orderBy: { version: "desc" }, take: 1, select: { version: true } } },
  });
  const version = row?.versions[0]?.version;
  if (!series || !report || !row || version === undefined) throw new Error("the demo has nothing to publish after");
  const upload = async (fileName: string, document: Uint8Array, reportId?: string): Promise<string> => {
    const { draftId } = await perform(caller, startUpload, { fileName, bytes: document.length, ...(reportId ? { reportId } : {}) });
    await perform(caller, receivePart, { draftId, offset: 0, source: whole(document) });
    await prepareNext();
    return draftId;
  };
  const later = (day: string | null): string | null => day && isoDay(new Date(Date.parse(day) + 365 * dayMs));
  await upload("Annual_report_scan.pdf", new TextEncoder().encode("%PDF-1.4 the rest of the file was lost"));

  const next = { ...report, periodStart: later(report.periodStart), periodEnd: later(report.periodEnd), signedOn: isoDay(today), publishedOn: isoDay(today) };
  const described = await upload("SOC2_Type_II_draft.pdf", await samplePdf(series, next), row.id);
  await perform(caller, saveDraft, { draftId: described, reportId: row.id, title: `${series.name}, next period`, auditor: report.auditor, changes: "Availability criteria are examined for the first time." });

  const letter = await upload("Bridge_letter.pdf", await samplePdf(series, { ...report, signedOn: isoDay(today), publishedOn: isoDay(today) }), row.id);
  await perform(caller, scheduleDraft, {
    draftId: letter, reportId: row.id, title: `Bridge letter to ${series.name}`, kind: "BRIDGE_LETTER", extendsVersion: version,
    periodStart: isoDay(today), periodEnd: isoDay(new Date(today.getTime() + 89 * dayMs)),
    publishAt: new Date(Math.ceil(today.getTime() / dayMs) * dayMs + 8 * 3_600_000).toISOString(),
  });
}

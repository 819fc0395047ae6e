import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { addVersion, holdSeries } from "@/lib/reports/add-version";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId } from "@/lib/reports/models";
import { documentBytes } from "@/lib/storage/documents";
import { PreparedManifest } from "@/lib/watermark";
import { type Draft, findDraft, openDraft } from "./find-draft";
import { draftResource } from "./models";
import { DescribedDraft, keepFacts } from "./save-draft";
import { t } from "@/lib/texts/text";

/** @throws MunimentError Conflict for a document that is not prepared, ValidationException where no series was chosen */
function preparedOf(draft: Draft): { manifest: PreparedManifest; originalSha256: Uint8Array<ArrayBuffer>; preparedSha256: Uint8Array<ArrayBuffer> } {
  openDraft(draft);
  if (draft.state !== "READY" || !draft.originalSha256 || !draft.preparedSha256) throw new MunimentError("Conflict", t("The document is not prepared yet. Wait until it is, then publish it."));
  return { manifest: PreparedManifest.parse(draft.manifest), originalSha256: new Uint8Array(draft.originalSha256), preparedSha256: new Uint8Array(draft.preparedSha256) };
}

/** Refuses what cannot be published as it stands, before anything is promised. */
export function refuseUnready(draft: Draft, reportId: string | undefined): string {
  preparedOf(draft);
  if (reportId === undefined) throw new MunimentError("ValidationException", t("Choose the series that this document belongs to."), { fields: [{ field: "reportId", message: t("Choose a series.") }] });
  return reportId;
}

async function publishOne(db: Db, draft: Draft, input: DescribedDraft, publishedBy: string | null): Promise<{ reportId: string; version: number }> {
  const reportId = refuseUnready(draft, input.reportId);
  const { manifest, originalSha256, preparedSha256 } = preparedOf(draft);
  // What is not there whole must never stand in the catalogue.
  if ((await documentBytes(preparedSha256).catch(() => -1)) !== manifest.bytes) throw new MunimentError("Internal", t("The stored document is gone or damaged. Put it back from a backup, or upload it again."));
  const series = await holdSeries(db, { id: reportId });
  const version = await addVersion(db, series, { ...input, manifest, preparedSha256, original: { sha256: originalSha256, bytes: draft.bytes }, publishedBy });
  const done = await db.draft.updateMany({ where: { id: draft.id, state: "READY" }, data: { state: "PUBLISHED", version, publishAt: null, problem: "", touchedAt: now() } });
  if (done.count !== 1) throw new MunimentError("Conflict");
  return { reportId, version };
}

/** Publishes a prepared draft as the next version of its series, at once. */
export const publishDraft = operation({
  name: "publishing:PublishDraft",
  summary: "Publishes a prepared draft as the next version of its series.",
  access: "Write",
  reach: "staff",
  input: DescribedDraft,
  output: z.object({ reportId: ReportId, version: z.int() }),
  resource: ({ db, input }) => findDraft(db, input.draftId),
  async handle({ db, caller, input, resource: draft }) {
    refuseUnready(draft, input.reportId);
    await keepFacts(db, draft, input);
    return publishOne(db, draft, input, caller.kind === "person" ? caller.personId : draft.scheduledBy);
  },
  record: ({ caller, input, resource, output }) => ({
    resources: [versionResource({ seriesId: output.reportId, version: output.version }), draftResource(resource.id)],
    parameters: {
      kind: input.kind,
      sha256: Buffer.from(resource.originalSha256 ?? []).toString("hex"),
      periodStart: input.periodStart ?? null,
      periodEnd: input.periodEnd ?? null,
      ...(input.supersedes === undefined ? {} : { supersedes: input.supersedes }),
      ...(caller.kind === "system" ? { scheduledBy: resource.scheduledBy } : {}),
    },
  }),
  recordRefusal: ({ input }) => ({ resources: [draftResource(input.draftId)] }),
});

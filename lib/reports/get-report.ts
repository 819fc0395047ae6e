import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { claimCopy, Delivery } from "./claim-copy";
import { findVersion, versionResource } from "./find-version";
import { ReportId, Ticket, VersionNumber } from "./models";
import { t } from "@/lib/texts/text";

/**
 * Uses a ticket up and makes this person's mark, or goes on with the download that the ticket began. Fails closed: when the ticket, the mark, the stored
 * document or the event is missing, nothing is served and the ticket stays as it was.
 */
export const getReport = operation({
  name: "reports:GetReport",
  summary: "Downloads a copy, marked for the caller on every page, against a ticket. With a Range header it goes on with the same download while the ticket is valid.",
  access: "Write",
  reach: "member",
  door: "stream",
  input: z.object({ reportId: ReportId, version: VersionNumber.optional(), ticket: Ticket, /** The part asked for, as the Range header has it. */ range: z.string().max(60).optional() }),
  output: Delivery,
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource: version }) {
    const series = await db.reportSeries.findUniqueOrThrow({ where: { id: version.seriesId }, select: { viewOnly: true } });
    if (series.viewOnly) throw new MunimentError("AccessDenied", t("This report is for reading in the browser; there is no file to download. Choose \"Read in the browser\" on its page."));
    return claimCopy(db, caller, { ticket: input.ticket, version, viewed: false, resume: input.range !== undefined });
  },
  record: ({ input, resource, output }) => ({
    resources: [versionResource(resource), `download/${output.downloadId}`],
    parameters: { downloadId: output.downloadId, bytes: output.personalisation.length, ...(input.range ? { range: input.range, resumed: output.resumed } : {}) },
    correlationId: output.correlationId,
  }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

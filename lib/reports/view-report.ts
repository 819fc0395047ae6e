import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { claimCopy, Delivery } from "./claim-copy";
import { findVersion, versionResource } from "./find-version";
import { ReportId, Ticket, VersionNumber } from "./models";

/** The same personal copy as `reports:GetReport`, for the portal's own reading page. While the ticket is valid the page may be opened again: it is the same download. */
export const viewReport = operation({
  name: "reports:ViewReport",
  summary: "Gives the reading page a copy, marked for the caller on every page, against a ticket.",
  access: "Write",
  reach: "member",
  door: "stream",
  input: z.object({ reportId: ReportId, version: VersionNumber.optional(), ticket: Ticket, /** The part asked for, as the Range header has it. */ range: z.string().max(60).optional() }),
  output: Delivery,
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  handle: ({ db, caller, input, resource: version }) => claimCopy(db, caller, { ticket: input.ticket, version, viewed: true, resume: true }),
  record: ({ input, resource, output }) => ({
    resources: [versionResource(resource), `download/${output.downloadId}`],
    parameters: { downloadId: output.downloadId, bytes: output.personalisation.length, ...(input.range ? { range: input.range } : {}), resumed: output.resumed },
    correlationId: output.correlationId,
  }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

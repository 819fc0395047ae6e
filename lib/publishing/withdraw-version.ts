import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { settleLatest } from "@/lib/reports/add-version";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId, VersionNumber } from "@/lib/reports/models";
import { findAnyVersion } from "./find-any-version";
import { msg, t } from "@/lib/texts/text";

/** Takes a version out of the catalogue for good, with the reason. It stays on record, so that copies which were given out can be checked; no new ones are made. */
export const withdrawVersion = operation({
  name: "publishing:WithdrawVersion",
  summary: "Takes a version out of the catalogue for good, with a reason.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({ reportId: ReportId, version: VersionNumber, reason: z.string().trim().min(1, msg("Say why.")).max(1000) }),
  output: Nothing,
  resource: ({ db, input }) => findAnyVersion(db, input),
  async handle({ db, input, resource: found }) {
    if (found.state === "WITHDRAWN") throw new MunimentError("Conflict", t("This version was withdrawn already."));
    await db.reportVersion.update({ where: { id: found.id }, data: { state: "WITHDRAWN", isLatest: false, endReason: input.reason } });
    await settleLatest(db, found.seriesId);
    return {};
  },
  record: ({ input, resource }) => ({ resources: [versionResource(resource)], parameters: { reason: input.reason, before: resource.state } }),
  recordRefusal: ({ input }) => ({ resources: [versionResource({ seriesId: input.reportId, version: input.version })] }),
});

import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { holdSeries, settleLatest } from "./add-version";
import { findVersion, versionResource } from "./find-version";
import { ReportId, VersionNumber } from "./models";

/** Takes a version out of the catalogue. It stays on record; the version before it becomes the latest of its kind again. */
export const unpublishVersion = operation({
  name: "reports:UnpublishVersion",
  summary: "Takes a version out of the catalogue; it stays on record.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({ reportId: ReportId, version: VersionNumber }),
  output: Nothing,
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, resource: found }) {
    await holdSeries(db, { id: found.seriesId });
    const taken = await db.reportVersion.updateMany({ where: { id: found.id, state: "PUBLISHED" }, data: { state: "UNPUBLISHED", isLatest: false } });
    if (taken.count !== 1) throw new MunimentError("Conflict");
    await settleLatest(db, found.seriesId);
    return {};
  },
  record: ({ resource }) => ({ resources: [versionResource(resource)] }),
});

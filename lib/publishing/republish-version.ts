import { z } from "zod";
import { Nothing } from "@/lib/identity/models";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { settleLatest } from "@/lib/reports/add-version";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId, VersionNumber } from "@/lib/reports/models";
import { findAnyVersion } from "./find-any-version";
import { t } from "@/lib/texts/text";

/** Puts a version that was unpublished into the catalogue again, as it was. What was superseded or withdrawn does not come back. */
export const republishVersion = operation({
  name: "publishing:RepublishVersion",
  summary: "Puts an unpublished version into the catalogue again.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({ reportId: ReportId, version: VersionNumber }),
  output: Nothing,
  resource: ({ db, input }) => findAnyVersion(db, input),
  async handle({ db, resource: found }) {
    if (found.state !== "UNPUBLISHED") throw new MunimentError("Conflict", found.state === "PUBLISHED" ? t("This version is published.") : t("What was superseded or withdrawn does not come back: publish a new version."));
    await db.reportVersion.update({ where: { id: found.id }, data: { state: "PUBLISHED" } });
    await settleLatest(db, found.seriesId);
    return {};
  },
  record: ({ resource }) => ({ resources: [versionResource(resource)] }),
  recordRefusal: ({ input }) => ({ resources: [versionResource({ seriesId: input.reportId, version: input.version })] }),
});

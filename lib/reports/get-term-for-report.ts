import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { currentTerms, CurrentTerms } from "./current-terms";
import { findVersion, versionResource } from "./find-version";
import { ReportId, VersionNumber } from "./models";

/** The terms that a copy of this version is given under now. */
export const getTermForReport = operation({
  name: "reports:GetTermForReport",
  summary: "The current terms of a report.",
  access: "Read",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId, version: VersionNumber.optional() }),
  output: z.object({ reportId: ReportId, version: z.int(), terms: CurrentTerms }),
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  handle: async ({ db, resource }) => ({ reportId: resource.seriesId, version: resource.version, terms: await currentTerms(db, resource.termsId) }),
  record: ({ resource }) => ({ resources: [versionResource(resource)] }),
});

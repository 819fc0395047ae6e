import { z } from "zod";
import { operation } from "@/lib/operations/operation";
import { versionResource } from "@/lib/reports/find-version";
import { Kind, ReportId, VersionNumber } from "@/lib/reports/models";
import { assignablePeople } from "./assignable-people";
import { findControlledVersion } from "./find-controls";
import { Checklist, loadChecklist } from "./load-checklist";

/** The complementary user entity controls of a report version as the checklist of the caller's account. */
export const listUserControls = operation({
  name: "center:ListUserControls",
  summary: "The complementary user entity controls (CUECs) of a report version, with the checklist of the caller's account.",
  access: "List",
  reach: "member",
  browsing: true,
  input: z.object({ reportId: ReportId, version: VersionNumber.optional() }),
  output: Checklist.extend({
    reportId: ReportId,
    version: z.int(),
    kind: Kind,
    title: z.string(),
    name: z.string(),
    program: z.string(),
    category: z.string(),
    /** To whom a control can be assigned. */
    people: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
  resource: ({ db, caller, input }) => findControlledVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, resource: found }) {
    const [row, checklist, people] = await Promise.all([
      db.reportVersion.findUniqueOrThrow({ where: { id: found.id }, select: { kind: true, title: true, series: { select: { name: true } } } }),
      loadChecklist(db, caller, found),
      assignablePeople(db, caller),
    ]);
    return { ...checklist, reportId: found.seriesId, version: found.version, kind: row.kind, title: row.title, name: row.series.name, program: found.report.program, category: found.report.category, people };
  },
  record: ({ resource, output }) => ({ resources: [versionResource(resource)], parameters: { controls: output.controls.length } }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

import { z } from "zod";
import { csvRow } from "@/lib/agreements/csv";
import { operation } from "@/lib/operations/operation";
import { formatAccountId } from "@/lib/organizations/account-id";
import { versionResource } from "@/lib/reports/find-version";
import { ReportId, VersionNumber } from "@/lib/reports/models";
import { findControlledVersion } from "./find-controls";
import { loadChecklist, type Checklist } from "./load-checklist";
import { controlStateNames } from "./models";

const changes = { SAME: "unchanged", CHANGED: "changed", NEW: "new" } as const;
const second = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

function csvOf(checklist: Checklist, head: readonly string[]): string {
  const columns = ["Account", "Account number", "Report", "Report id", "Version", "Code", "Control", "Since the previous version", "Previous wording", "State", "Decided by", "Decided at", "Assigned to", "Comments"];
  const lines = checklist.controls.map((one) =>
    csvRow([
      ...head,
      one.code ?? "",
      one.text,
      one.change === null ? "" : changes[one.change],
      one.previousText ?? "",
      controlStateNames[one.state].toLowerCase(),
      one.decidedByName,
      one.decidedAt ? second(one.decidedAt) : "",
      one.assignee?.name ?? "",
      one.comments.map(({ personName, text, at }) => `${second(at)} ${personName}: ${text}`).join("\n"),
    ]),
  );
  const gone = checklist.gone.map(({ code, text }) => csvRow([...head, code ?? "", text, "gone", "", "", "", "", "", ""]));
  // The mark tells spreadsheets that this is UTF-8.
  return `\uFEFF${csvRow(columns)}${lines.join("")}${gone.join("")}`;
}

/** The checklist of the caller's account as a CSV file: a line per control, with who decided what and when, and what they wrote. */
export const exportUserControls = operation({
  name: "center:ExportUserControls",
  summary: "Downloads the checklist of a report version's complementary user entity controls as CSV.",
  access: "Read",
  reach: "member",
  door: "stream",
  input: z.object({ reportId: ReportId, version: VersionNumber.optional() }),
  output: z.object({ fileName: z.string(), controls: z.int(), content: z.string() }),
  resource: ({ db, caller, input }) => findControlledVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, resource: found }) {
    const [row, checklist] = await Promise.all([
      db.reportVersion.findUniqueOrThrow({ where: { id: found.id }, select: { title: true, series: { select: { slug: true } } } }),
      loadChecklist(db, caller, found),
    ]);
    const { account } = caller;
    const content = csvOf(checklist, [account.name, formatAccountId(account.id), row.title, found.seriesId, String(found.version)]);
    return { fileName: `controls-${row.series.slug}-v${found.version}-${account.id}.csv`, controls: checklist.controls.length, content };
  },
  record: ({ resource, output }) => ({ resources: [versionResource(resource)], parameters: { controls: output.controls } }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

import { z } from "zod";
import { may } from "@/lib/access/decide";
import { heldInclude, readableHeld } from "@/lib/agreements/held";
import type { Db } from "@/lib/database/client";
import { Uuid } from "@/lib/identity/models";
import type { MemberCaller } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { currentTerms } from "@/lib/reports/current-terms";
import { findVersion } from "@/lib/reports/find-version";
import { getReport } from "@/lib/reports/get-report";
import { IsoDate, isoDay, ReportId, VersionNumber } from "@/lib/reports/models";
import { refuseWithoutAgreements } from "@/lib/reports/required-agreements";
import { msg, t } from "@/lib/texts/text";

export const mostReports = 50;
export const mostAgreements = 100;

/** One report of a packet, as forms name it: `report-…:3`, or `report-…:3:2` with the revision of the terms that were shown. */
const Choice = z
  .string()
  .regex(/^report-[A-Za-z0-9]{16}:\d{1,6}(:\d{1,6})?$/, msg("A report such as report-AAAAAAAAAAAAAAAA:3."))
  .transform((value) => {
    const [reportId = "", version = "", revision] = value.split(":");
    return { reportId: ReportId.parse(reportId), version: VersionNumber.parse(Number(version)), termsRevision: revision === undefined ? null : Number(revision) };
  });

const listOf = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  z
    .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/).filter((one) => one !== ""))])
    .default([])
    .transform((all) => [...new Set(all)])
    .pipe(z.array(item).max(most, { error: () => t("At most {n}.", { n: most }) }));

/** What is chosen: reports with their versions, agreements by the id of the customer agreement, and the fiscal period that it is for. */
export const packetChoice = { reports: listOf(Choice, mostReports), agreements: listOf(Uuid, mostAgreements), from: IsoDate, to: IsoDate };

const Report = z.object({
  reportId: ReportId,
  version: z.int(),
  name: z.string(),
  title: z.string(),
  program: z.string(),
  auditor: z.string(),
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  pages: z.int(),
  bytes: z.int(),
  terms: z.object({ slug: z.string(), revision: z.int(), title: z.string(), acceptance: z.enum(["PASSTHROUGH", "EXPLICIT"]), sections: z.array(z.object({ heading: z.string(), text: z.string() })) }),
});
const Agreement = z.object({ customerAgreementId: z.uuid(), name: z.string(), revision: z.int() });

/** What a packet will hold, decided for this caller and this moment. */
export const PacketPlan = z.object({ reports: z.array(Report), agreements: z.array(Agreement), from: z.string(), to: z.string() });
export type PacketPlan = z.infer<typeof PacketPlan>;

type Chosen = z.infer<typeof Choice>;

async function plannedReport(db: Db, caller: MemberCaller, { reportId, version }: Chosen): Promise<PacketPlan["reports"][number]> {
  const found = await findVersion(db, caller, { reportId, version });
  // Named as it was asked for: its title is nothing for whoever may not have it.
  if (!may(caller, getReport, found.report)) throw new MunimentError("AccessDenied", t("You may not download {report}. Take it out of the packet, or ask for access on its page.", { report: `${reportId}:${version}` }));
  const row = await db.reportVersion.findUniqueOrThrow({ where: { id: found.id }, include: { series: { select: { name: true, viewOnly: true } } } });
  if (row.series.viewOnly) throw new MunimentError("AccessDenied", t("\"{title}\" is for reading in the browser; there is no file of it. Take it out of the packet.", { title: row.title }));
  await refuseWithoutAgreements(db, caller, found.seriesId);
  const { slug, revision, title, acceptance, sections } = await currentTerms(db, found.termsId);
  return {
    reportId: ReportId.parse(found.seriesId),
    version: found.version,
    name: row.series.name,
    title: row.title,
    program: found.report.program,
    auditor: row.auditor,
    periodStart: row.periodStart && isoDay(row.periodStart),
    periodEnd: row.periodEnd && isoDay(row.periodEnd),
    pages: row.pages,
    bytes: row.originalBytes,
    terms: { slug, revision, title, acceptance, sections },
  };
}

/** Everything that was chosen, as this caller may have it. @throws MunimentError for the first thing that they may not, naming it */
export async function planOf(db: Db, caller: MemberCaller, { reports, agreements, from, to }: { reports: readonly Chosen[]; agreements: readonly string[]; from: string; to: string }): Promise<PacketPlan> {
  if (from > to) throw new MunimentError("ValidationException", t("The period ends before it begins."), { fields: [{ field: "to", message: t("Choose a day on or after the first.") }] });
  if (reports.length + agreements.length === 0) throw new MunimentError("ValidationException", t("Choose at least one report or agreement."), { fields: [{ field: "reports", message: t("Nothing was chosen.") }] });
  const planned: PacketPlan["reports"] = [];
  for (const chosen of reports) planned.push(await plannedReport(db, caller, chosen));
  const held = await db.customerAgreement.findMany({ where: { id: { in: [...agreements] }, ...readableHeld(caller) }, include: heldInclude, orderBy: { id: "asc" } });
  if (held.length !== agreements.length || held.some((one) => !one.acceptance && !one.documentSha256)) throw new MunimentError("ResourceNotFound");
  return { reports: planned, agreements: held.map((one) => ({ customerAgreementId: one.id, name: one.agreement.name, revision: one.revision })), from, to };
}

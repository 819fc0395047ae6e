import type { z } from "zod";
import type { IdentityForm } from "@/components/identity/sign-in-view";
import type { ReportAccess, SharingRule } from "@/components/reports/report-view";
import type { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { t } from "@/lib/texts/text";

type Report = z.output<(typeof getReportMetadata)["output"]>;

/** How far this person is on the way to a copy. */
export function accessOf(report: Report, ticket: string | undefined, csrf: string, request: IdentityForm | null): ReportAccess {
  if (!report.mayDownload && !report.mayView) return { state: "denied", ask: report.admins, request };
  const missing = report.requires.filter(({ met }) => !met);
  if (missing.length > 0) return { state: "agreement", missing: missing.map(({ slug, name }) => ({ name, href: `/agreements/${slug}` })) };
  if (ticket && report.ticket?.state === "READY") {
    return {
      state: "ticket",
      downloadHref: "/api/reports/GetReport",
      readHref: report.mayView ? `/reports/${report.reportId}/${report.selected.version}/read?ticket=${ticket}` : null,
      mayDownload: report.mayDownload,
      downloadFields: { csrf, reportId: report.reportId, version: String(report.selected.version), ticket },
      expiresAt: report.ticket.expiresAt.toISOString(),
    };
  }
  const earlier = report.ticket && report.ticket.state !== "READY" ? report.ticket.state : null;
  return { state: "ready", earlier, viewOnly: report.viewOnly };
}

/** Who can find the report at all. */
export function sharingRules(report: Report): SharingRule[] {
  if (report.sharedWithOrganizations === null) return [{ audience: t("Every customer of the operator can find it here"), allowed: true }];
  return [
    { audience: t("Published for {organizations} alone", { organizations: report.sharedWithOrganizations.join(", ") }), allowed: true },
    { audience: t("Other customers cannot find it"), allowed: false },
  ];
}

import { AskForAccess } from "@/components/access/ask-for-access";
import type { IdentityForm } from "@/components/identity/sign-in-view";
import { ReportView } from "@/components/reports/report-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { subscribing } from "@/app/notifications/subscribing";
import { withParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { requestAccess } from "@/lib/access/requests/request-access";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { isMember } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { coverageStatus } from "@/lib/reports/coverage-status";
import { putUserControls } from "@/lib/center/controls/put-user-controls";
import { getReportMetadata } from "@/lib/reports/get-report-metadata";
import { categoryNames, isoDay } from "@/lib/reports/models";
import { countryName, programByKey, regionName } from "@/lib/reports/programs";
import { setListing } from "@/lib/reports/set-listing";
import { accessOf, sharingRules } from "./report-access";
import { reportTabs } from "./report-tabs";
import { requiringOf } from "./requiring";
import { languageName } from "@/lib/texts/language-name";
import { t, translated } from "@/lib/texts/text";

type Props = { reportId: string; version?: string; ticket?: string | undefined; flash?: string | undefined };

/** How this person asks for the report; null for those who cannot ask, for example in a role. */
async function askForm(path: string, flash?: string): Promise<IdentityForm | null> {
  const caller = await currentCaller();
  return caller.kind === "person" && caller.role === null && may(caller, requestAccess) ? operationForm("access:RequestAccess", path, flash) : null;
}

async function listingForm(path: string, reportId: string): Promise<IdentityForm> {
  const form = await operationForm("reports:SetListing", path);
  return { ...form, hidden: { ...form.hidden, reportId } };
}

export async function ReportPage({ reportId, version, ticket, flash }: Props) {
  const path = `/reports/${reportId}${version === undefined ? "" : `/${version}`}`;
  const caller = await currentCaller();
  const wellFormed = ticket && /^[A-Za-z0-9_-]{43}$/.test(ticket) ? ticket : undefined;
  const found = await attempt(withParams(path, { flash }), "/reports", () => perform(caller, getReportMetadata, { reportId, ...(version === undefined ? {} : { version }), ticket: wellFormed }), async () => {
    const form = await askForm(path, flash);
    return form && <AskForAccess form={form} reportId={reportId} open />;
  });
  if (!found.ok) return found.page;
  const report = found.value;
  const today = isoDay(now());
  const { selected } = report;
  const program = programByKey(report.program);
  const csrf = caller.kind === "person" ? csrfTokenFor(caller.sessionId) : "";
  const account = isMember(caller) ? caller.account : null;
  const status = (one: { periodStart: string | null; periodEnd: string | null }) => coverageStatus({ start: one.periodStart, end: one.periodEnd }, today);
  return (
    <Frame place="/reports" here={path} flash={flash}>
      <ReportView
        report={{
          id: report.reportId,
          title: selected.title,
          description: report.description,
          programKey: report.program,
          programName: program?.name ?? report.program,
          programHref: `/reports?program=${encodeURIComponent(report.program)}`,
          issuingBody: program?.issuingBody ?? null,
          regionName: translated(regionName(program?.region ?? "")),
          country: program?.country ? translated(countryName(program.country)) : null,
          industry: program?.industry ? translated(program.industry) : null,
          categoryName: translated(categoryNames[selected.category]),
          auditor: selected.auditor || null,
          language: languageName(selected.language),
          version: selected.version,
          kind: selected.kind,
          extendsVersion: selected.extendsVersion,
          periodStart: selected.periodStart,
          periodEnd: selected.periodEnd,
          status: status(selected),
          pages: selected.pages,
          bytes: selected.bytes,
          sha256: selected.sha256,
          publishedAt: selected.publishedAt.toISOString(),
          intakeNotes: selected.notes,
          requires: report.requires.map((one) => (account?.organizationKind === "OPERATOR" ? { ...one, met: null } : one)),
        }}
        pages={report.controls ? reportTabs(`/reports/${report.reportId}/${selected.version}`, "report", { total: report.controls.total, mayEdit: may(caller, putUserControls) }) : []}
        controls={report.controls && report.controls.total > 0 ? { ...report.controls, href: `/reports/${report.reportId}/${selected.version}/controls` } : null}
        versions={report.versions.map((row) => ({
          version: row.version,
          href: `/reports/${report.reportId}/${row.version}`,
          kind: row.kind,
          extendsVersion: row.extendsVersion,
          periodStart: row.periodStart,
          periodEnd: row.periodEnd,
          status: status(row),
          publishedAt: row.publishedAt.toISOString(),
        }))}
        today={today}
        terms={{
          title: report.terms.title,
          revision: report.terms.revision,
          mode: report.terms.acceptance,
          sections: report.terms.sections,
          shareWith: report.shareWith,
          sharing: sharingRules(report),
        }}
        access={accessOf(report, wellFormed, csrf, report.mayDownload ? null : await askForm(path))}
        person={{
          name: caller.kind === "person" ? caller.name : "",
          email: caller.kind === "person" ? caller.email : "",
          organizationName: account?.organizationName ?? "",
          accountName: account?.name ?? "",
        }}
        lastDownloadAt={report.lastDownloadAt?.toISOString() ?? null}
        csrf={csrf}
        requiring={await requiringOf(report, path, flash)}
        listing={may(caller, setListing) && report.askable !== null ? { askable: report.askable, form: await listingForm(path, report.reportId) } : null}
        intake={report.intake}
        subscribing={await subscribing(`SERIES:${report.reportId}`, t("new versions of {title}", { title: selected.title }), path)}
      />
    </Frame>
  );
}

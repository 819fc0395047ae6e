import type { Metadata } from "next";
import { ReviewView } from "@/components/organization/review-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { exportLeastPrivilegeReport } from "@/lib/access/export-least-privilege-report";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { getLeastPrivilegeReport, reviewPageSize, reviewSections } from "@/lib/access/get-least-privilege-report";
import { rangeSummary } from "@/components/ui/table";
import { groupNames } from "@/lib/access/groups";
import { perform } from "@/lib/operations/perform";
import { msg, t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Review of access") });

const labels = { permissions: msg("Permissions"), factors: msg("Factors"), dormant: msg("Dormant people"), admins: msg("Admins without passkey"), keys: msg("Access keys") } as const;

/** What people have and do not need. */
export default async function ReviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const section = reviewSections.find((known) => known === one(params, "section")) ?? "permissions";
  const organizationId = one(params, "organization");
  const asked = one(params, "page") ?? "1";
  const href = (change: Record<string, string | undefined>) => withParams("/organization/review", { organization: organizationId, section, ...change });
  const here = href({ page: asked === "1" ? undefined : asked });
  const caller = await currentCaller();
  const found = await attempt(here, "/organization", () => perform(caller, getLeastPrivilegeReport, { organizationId, section, page: asked }));
  if (!found.ok) return found.page;
  const report = found.value;
  const { page, pages, counts } = report;
  const rows = report.permissions.length + report.people.length;
  const first = (page - 1) * reviewPageSize;
  return (
    <Frame place="/organization" here={here} flash={one(params, "flash")}>
      <ReviewView
        organizationName={report.organization.name}
        section={section}
        tabs={reviewSections.map((one) => ({ href: href({ section: one }), label: one === "permissions" ? t(labels[one]) : t("{part} ({count})", { part: t(labels[one]), count: counts[one] }), current: one === section }))}
        permissions={report.permissions.map(({ memberSince, group, suggested, ...row }) => ({
          ...row,
          key: `${row.personId} ${row.accountId}`,
          groupName: groupNames[group],
          memberSince: day(memberSince),
          suggested: suggested && { group: suggested, name: groupNames[suggested] },
        }))}
        people={report.people.map(({ at, since, key, group, ...row }) => ({
          ...row,
          key: key?.id ?? `${row.personId} ${row.accountId}`,
          groupName: groupNames[group],
          at: at && day(at),
          since: day(since),
          accessKey: key,
        }))}
        summary={rangeSummary(rows, counts[section], first)}
        previousHref={page > 1 ? href({ page: String(page - 1) }) : null}
        nextHref={page < pages ? href({ page: String(page + 1) }) : null}
        passkeysHref={caller.kind === "person" && caller.account?.organizationId === report.organization.id ? "/organization/passkeys" : null}
        here={here}
        exportForm={
          may(caller, exportLeastPrivilegeReport) && caller.kind === "person"
            ? { action: "/api/access/ExportLeastPrivilegeReport", fields: { csrf: csrfTokenFor(caller.sessionId), organizationId: report.organization.id } }
            : null
        }
        change={await operationForm("organizations:ChangeMembership", here)}
        remove={await operationForm("organizations:RemoveMember", here)}
        revoke={await operationForm("identity:RevokeMemberAccessKey", here)}
      />
    </Frame>
  );
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

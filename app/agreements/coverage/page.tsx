import type { Metadata } from "next";
import { CoverageView } from "@/components/agreements/coverage-view";
import { formatDate } from "@/components/ui/format";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { exportCoverage } from "@/lib/agreements/export-coverage";
import { getCoverage } from "@/lib/agreements/get-coverage";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { perform } from "@/lib/operations/perform";
import { formatAccountId } from "@/lib/organizations/account-id";
import { agreementTabs, dayText, lastDay } from "../shown";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Coverage") });

function detailOf(cell: { revision: number | null; since: Date | null; until: Date | null }): string {
  if (cell.revision === null || cell.since === null) return "";
  const until = lastDay(cell.until);
  const about = { revision: String(cell.revision), since: formatDate(dayText(cell.since)) };
  return until ? t("revision {revision}, since {since}, until {until}", { ...about, until: formatDate(until) }) : t("revision {revision}, since {since}", about);
}

/** Which accounts are covered by which agreements, as of the day that the address names. */
export default async function CoveragePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const [organization, slug, page] = [one(params, "organization") || undefined, one(params, "slug") || undefined, one(params, "page") || undefined];
  const day = one(params, "day") || undefined;
  const gaps = one(params, "gaps") === "1";
  const address = (more: Record<string, string | undefined>): string => withParams("/agreements/coverage", { organization, day, slug, gaps: gaps ? "1" : undefined, ...more });
  const here = address({ page });
  const caller = await currentCaller();
  const found = await attempt(here, "/agreements", () =>
    Promise.all([perform(caller, getCoverage, { organizationId: organization, day, slug, gaps, page }), perform(caller, listAgreements, {})]),
  );
  if (!found.ok) return found.page;
  const [coverage, { agreements }] = found.value;
  return (
    <Frame place="/agreements" here={here} flash={one(params, "flash")}>
      <CoverageView
        organizationName={coverage.organization.name}
        tabs={agreementTabs("coverage")}
        day={coverage.day}
        today={coverage.today}
        gaps={gaps}
        slug={slug ?? ""}
        choices={agreements.map(({ slug: value, name: label }) => ({ value, label }))}
        organizations={coverage.organizations.map(({ id: value, name: label }) => ({ value, label }))}
        organizationId={coverage.organization.id}
        agreements={coverage.agreements.map((agreement) => ({ ...agreement, href: address({ slug: agreement.slug, gaps: "1", page: undefined }) }))}
        accounts={coverage.accounts}
        total={coverage.total}
        offset={coverage.offset}
        rows={coverage.rows.map((row) => ({
          accountId: row.accountId,
          number: formatAccountId(row.accountId),
          name: row.name,
          management: row.management,
          cells: row.cells.map((cell, column) => ({ slug: coverage.agreements[column]?.slug ?? "", source: cell.source, detail: detailOf(cell) })),
        }))}
        previousHref={coverage.previous && address({ page: coverage.previous })}
        nextHref={coverage.next && address({ page: coverage.next })}
        exportForm={
          may(caller, exportCoverage) && caller.kind === "person"
            ? {
                action: "/api/agreements/ExportCoverage",
                fields: { csrf: csrfTokenFor(caller.sessionId), organizationId: coverage.organization.id, day: coverage.day, ...(slug ? { slug } : {}), ...(gaps ? { gaps: "1" } : {}) },
              }
            : null
        }
        allHref={address({ gaps: undefined, slug: undefined, page: undefined })}
      />
    </Frame>
  );
}

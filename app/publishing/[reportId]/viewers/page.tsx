import type { Metadata } from "next";
import { ViewersView } from "@/components/publishing/viewers-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { simulatorHref } from "@/app/policies/simulator/question";
import { may } from "@/lib/access/decide";
import { simulateDecision } from "@/lib/access/simulate-decision";
import { perform } from "@/lib/operations/perform";
import { formatAccountId } from "@/lib/organizations/account-id";
import { listViewers } from "@/lib/publishing/list-viewers";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Who can see it") });

/** Who can see a report, answered by the rules themselves. */
export default async function ViewersPage({ params, searchParams }: { params: Promise<{ reportId: string }>; searchParams: Promise<SearchParams> }) {
  const { reportId } = await params;
  const query = await searchParams;
  const organization = one(query, "organization") ?? "";
  const page = one(query, "page") ?? "";
  const path = `/publishing/${reportId}/viewers`;
  const here = withParams(path, { organization: organization || undefined, page: page || undefined });
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, listViewers, { reportId, ...(organization ? { organization } : {}), ...(page ? { page } : {}) }));
  if (!found.ok) return found.page;
  const { name, organizations, viewers, total, from, next } = found.value;
  const explains = may(caller, simulateDecision);
  return (
    <Frame place="/publishing" here={here}>
      <ViewersView
        reportId={reportId}
        name={name}
        organizations={organizations}
        organization={organization}
        of={found.value.of}
        viewers={viewers.map((viewer) => ({
          ...viewer,
          accountName: viewer.account.name,
          accountNumber: formatAccountId(viewer.account.id),
          organizationName: viewer.organization.name,
          whyHref: explains ? simulatorHref({ organization: viewer.organization.id, who: `${viewer.account.id}.${viewer.personId}`, operation: "reports:GetReport", report: reportId, mfa: "0" }) : null,
        }))}
        total={total}
        from={from}
        firstHref={from > 0 ? withParams(here, { page: undefined }) : null}
        nextHref={next && withParams(here, { page: next })}
      />
    </Frame>
  );
}

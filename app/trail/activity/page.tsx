import type { Metadata } from "next";
import { ActivityView } from "@/components/audit/activity-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { getActivity } from "@/lib/audit/get-activity";
import { trailScopeName } from "@/lib/audit/trail-scope";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { programByKey } from "@/lib/reports/programs";
import { scopeSentence } from "../trail-query";
import { t, tn } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Activity") });

const periods = [
  { days: 30, label: () => tn(30, "{n} day", "{n} days") },
  { days: 90, label: () => tn(90, "{n} day", "{n} days") },
  { days: 365, label: () => t("A year") },
] as const;

/** Charts of the trail, as far as the person may see it. */
export default async function ActivityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const asked = Number(one(await searchParams, "days"));
  const { days } = periods.find((period) => period.days === asked) ?? periods[0];
  const here = days === 30 ? "/trail/activity" : `/trail/activity?days=${days}`;
  const caller = await currentCaller();
  const done = await attempt(here, "/trail", () => perform(caller, getActivity, { days }));
  if (!done.ok) return done.page;
  const found = done.value;
  return (
    <Frame place="/trail" here={here}>
      <ActivityView
        scope={isMember(caller) ? scopeSentence(trailScopeName(caller), caller.account) : ""}
        from={found.from}
        to={found.to}
        days={found.days}
        programs={found.programs.map((row) => ({ ...row, name: programByKey(row.key)?.name ?? row.name, href: null }))}
        accounts={found.accounts.map((row) => ({ ...row, href: `/trail?account=${row.key}&operation=reports%3ACompleteDownload` }))}
        periods={periods.map((period) => ({ label: period.label(), href: period.days === 30 ? "/trail/activity" : `/trail/activity?days=${period.days}`, current: period.days === days }))}
      />
    </Frame>
  );
}

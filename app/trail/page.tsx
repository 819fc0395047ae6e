import type { Metadata } from "next";
import { TrailView } from "@/components/audit/trail-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { listEvents } from "@/lib/audit/list-events";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { accountChoices, operationChoices, outcomeChoices, readTrailQuery, rowOf, scopeSentence, trailChips, trailHref } from "./trail-query";

export const metadata: Metadata = { title: "Audit trail" };

/** Who did what and when, as far as this person may see. */
export default async function TrailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const { filters, input, page } = readTrailQuery(params);
  const here = trailHref(filters, page);
  const caller = await currentCaller();
  const listed = await attempt(here, "/trail", () => perform(caller, listEvents, { ...input, page }));
  if (!listed.ok) return listed.page;
  const found = listed.value;
  return (
    <Frame place="/trail" here={here} flash={one(params, "flash")}>
      <TrailView
        filters={filters}
        scope={isMember(caller) ? scopeSentence(found.scope, caller.account) : ""}
        accounts={accountChoices(caller, found.events)}
        operations={operationChoices}
        outcomes={outcomeChoices}
        rows={found.events.map(rowOf)}
        chips={trailChips(filters)}
        clearHref="/trail"
        newerHref={found.previous && trailHref(filters, found.previous)}
        olderHref={found.next && trailHref(filters, found.next)}
      />
    </Frame>
  );
}

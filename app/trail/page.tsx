import type { Metadata } from "next";
import { LiveTail } from "@/components/audit/live-tail";
import { TrailView } from "@/components/audit/trail-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { operationForm } from "@/app/_doors/session-form";
import { may } from "@/lib/access/decide";
import { exportEvents } from "@/lib/audit/export-events";
import { listForwarding } from "@/lib/forwarding/list-forwarding";
import { getRetention } from "@/lib/audit/retention/get-retention";
import { listEvents } from "@/lib/audit/list-events";
import { logKeeper } from "@/lib/audit/log/keep-log";
import { isMember } from "@/lib/operations/caller";
import { perform } from "@/lib/operations/perform";
import { listWitnesses } from "@/lib/witness/list-witnesses";
import { accountChoices, commonViews, operationChoices, operationFields, outcomeChoices, readTrailQuery, rowOf, scopeSentence, trailChips, trailHref, trailTitle } from "./trail-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Audit trail") });

/** Who did what and when, as far as this person may see. */
export default async function TrailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const { filters, input, page } = readTrailQuery(params);
  const here = trailHref(filters, page);
  const caller = await currentCaller();
  const listed = await attempt(here, "/trail", () => perform(caller, listEvents, { ...input, page }));
  if (!listed.ok) return listed.page;
  const found = listed.value;
  const flash = one(params, "flash");
  const form = async (name: string, extra: Record<string, string>) => {
    const { action, hidden } = await operationForm(name, here);
    return { action, hidden: { ...hidden, ...extra } };
  };
  const searched = trailHref(filters).split("?")[1] ?? "";
  const shown = (view: string): boolean => view === searched;
  const views = [
    ...commonViews.map(({ label, query: view }) => ({ label: t(label), href: `/trail?${view}`, current: shown(view) })),
    ...(await Promise.all(found.views.map(async (view) => ({ label: view.name, href: `/trail?${view.query}`, current: shown(view.query), remove: await form("audit:RemoveView", { viewId: view.id }) })))),
  ];
  const mayExport = may(caller, exportEvents);
  const condition = logKeeper()?.condition();
  return (
    <Frame place="/trail" here={here} flash={flash}>
      <TrailView
        filters={filters}
        scope={isMember(caller) ? scopeSentence(found.scope, caller.account) : ""}
        accounts={accountChoices(caller, found.events)}
        operations={operationChoices()}
        outcomes={outcomeChoices()}
        rows={found.events.map(rowOf)}
        title={trailTitle(filters, found.events)}
        views={views}
        saveForm={searched === "" ? null : await form("audit:SaveView", { query: searched })}
        exportForm={mayExport ? { ...(await form("audit:ExportEvents", operationFields(filters))), log: found.scope === "everything" || found.scope === "organization" } : null}
        live={page ? null : <LiveTail query={new URLSearchParams(operationFields(filters)).toString()} />}
        alarm={found.scope === "everything" && condition && condition.state !== "ok" ? condition : null}
        forwardingHref={may(caller, listForwarding) ? "/trail/forwarding" : null}
        retentionHref={found.scope === "everything" && may(caller, getRetention) ? "/trail/retention" : null}
        witnessesHref={may(caller, listWitnesses) ? "/trail/witnesses" : null}
        chips={trailChips(filters)}
        clearHref="/trail"
        newerHref={found.previous && trailHref(filters, found.previous)}
        olderHref={found.next && trailHref(filters, found.next)}
      />
    </Frame>
  );
}

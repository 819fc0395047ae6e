import type { Metadata } from "next";
import { SubscribeForm } from "@/components/notifications/subscribe-button";
import { CatalogueView } from "@/components/reports/catalogue-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { now } from "@/lib/operations/clock";
import { isMember } from "@/lib/operations/caller";
import { dimensions } from "@/lib/reports/catalogue-filter";
import { perform } from "@/lib/operations/perform";
import { listReports } from "@/lib/reports/list-reports";
import { isoDay } from "@/lib/reports/models";
import { subscribing } from "@/app/notifications/subscribing";
import { chipsFor, facetsFor, hrefOf, readCatalogueQuery, rowsFor, subscribable } from "./catalogue-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Reports") });

const updatedChoice = (days: number | undefined): "" | "30" | "90" => (days === 30 ? "30" : days === 90 ? "90" : "");

/** The catalogue. Everything it shows is in its address. */
export default async function CataloguePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const { filter, sort, page } = readCatalogueQuery(params);
  const here = hrefOf(filter, sort, page);
  const caller = await currentCaller();
  const listed = await attempt(here, "/reports", () => perform(caller, listReports, { ...filter, sort, page }));
  if (!listed.ok) return listed.page;
  const found = listed.value;
  const today = isoDay(now());
  const expanded = dimensions.find((dimension) => dimension === one(params, "all"));
  const narrowed = subscribable(filter);
  const bar = narrowed && !page ? await subscribing(narrowed.about, narrowed.words, here) : null;
  return (
    <Frame place="/reports" here={here} flash={one(params, "flash")}>
      {bar ? <SubscribeForm {...bar.form} /> : null}
      <CatalogueView
        filters={{ query: filter.query, covers: filter.covers ?? "", updated: updatedChoice(filter.publishedWithinDays), includeEarlier: filter.earlier }}
        sort={sort}
        chips={chipsFor(filter, sort)}
        clearHref="/reports"
        facets={facetsFor(filter, found.facets, here, expanded)}
        rows={rowsFor(found.rows, today)}
        total={found.total}
        readableTotal={found.readable.versions}
        programTotal={found.readable.programs}
        firstIndex={found.offset}
        previousHref={found.previous && hrefOf(filter, sort, found.previous)}
        nextHref={found.next && hrefOf(filter, sort, found.next)}
        today={today}
        stateKey={withParams(here, { all: expanded })}
        expandedFacet={expanded ?? null}
        subscribe={bar && { about: bar.about, words: bar.words, subscribed: bar.subscribed, returnTo: here }}
        canPublish={isMember(caller) && (caller.group === "root" || caller.group === "publisher")}
      />
    </Frame>
  );
}

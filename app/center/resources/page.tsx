import type { Metadata } from "next";
import { ResourcesView } from "@/components/resources/resources-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { perform } from "@/lib/operations/perform";
import { createResource } from "@/lib/resources/create-resource";
import { listResources, resourcesPerPage } from "@/lib/resources/list-resources";
import { chipsOf, filterOf, hrefOf, kindTabs, programOptions, readResourceQuery, rowsOf, staffTabs, topicOptions } from "./resource-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Resources") });

/** The library of the Compliance Center. Everything it shows is in its address. */
export default async function ResourcesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = readResourceQuery(params);
  const here = hrefOf(query, query.page);
  const caller = await currentCaller();
  const listed = await attempt(here, "/center", () => perform(caller, listResources, { ...filterOf(query), page: query.page }));
  if (!listed.ok) return listed.page;
  const { rows, total, page, counts, staff } = listed.value;
  return (
    <Frame place="/center" here={here} flash={one(params, "flash")}>
      <ResourcesView
        rows={rowsOf(rows)}
        total={total}
        firstIndex={(page - 1) * resourcesPerPage}
        query={query.query}
        kinds={kindTabs(query, counts.kind)}
        topics={topicOptions(counts.topic, query.topic)}
        programs={programOptions(counts.program, query.program)}
        topic={query.topic}
        program={query.program}
        kept={{ ...(query.kind ? { kind: query.kind } : {}), ...(query.state ? { state: query.state } : {}) }}
        chips={chipsOf(query)}
        clearHref={hrefOf({ ...query, query: "", topic: "", program: "" })}
        previousHref={page > 1 ? hrefOf(query, page - 1) : null}
        nextHref={page * resourcesPerPage < total ? hrefOf(query, page + 1) : null}
        staff={staff && may(caller, createResource) ? { createHref: "/center/resources/new", views: staffTabs(query, staff) } : null}
      />
    </Frame>
  );
}

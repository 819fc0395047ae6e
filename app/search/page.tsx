import type { Metadata } from "next";
import { SearchView, type SearchGroup } from "@/components/search/search-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { hitKinds, search, type Hit } from "@/lib/search/search";
import { msg, t, type Message } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Search") });

const most = 12;
const labels: Readonly<Record<Hit["kind"], Message>> = {
  page: msg("Pages"),
  report: msg("Reports"),
  program: msg("Programs"),
  resource: msg("Resources"),
  agreement: msg("Agreements"),
  module: msg("Learning path"),
  person: msg("People"),
};
/** Where everything of a kind can be searched for itself. */
const lists: Readonly<Partial<Record<Hit["kind"], { href: string; label: Message }>>> = {
  report: { href: "/reports", label: msg("All reports") },
  resource: { href: "/center/resources", label: msg("All resources") },
};

function groupsOf(query: string, hits: readonly Hit[]): SearchGroup[] {
  return hitKinds.flatMap((kind) => {
    const found = hits.filter((hit) => hit.kind === kind);
    const list = lists[kind];
    return found.length === 0 ? [] : [{ kind, label: t(labels[kind]), hits: found, more: list ? t(list.label) : "", moreHref: list ? withParams(list.href, { q: query }) : null }];
  });
}

/** Search over everything, for those without scripts and for whoever wants to see more at once. */
export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = (one(params, "q") ?? "").trim().slice(0, 200).trim().toWellFormed();
  const here = query === "" ? "/search" : withParams("/search", { q: query });
  const caller = await currentCaller();
  const found = await attempt(here, "/search", async () => {
    if (query !== "") return (await perform(caller, search, { query, most })).hits;
    if (caller.kind === "anonymous") throw new MunimentError("Unauthenticated");
    if (!may(caller, search)) throw new MunimentError("AccessDenied");
    return [];
  });
  if (!found.ok) return found.page;
  return (
    <Frame place="/search" here={here} flash={one(params, "flash")}>
      <SearchView query={query} groups={groupsOf(query, found.value)} />
    </Frame>
  );
}

import type { Metadata } from "next";
import { FreshnessView, type FreshnessWord } from "@/components/publishing/freshness-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { perform } from "@/lib/operations/perform";
import { getFreshness } from "@/lib/publishing/get-freshness";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Freshness") });

const states: readonly FreshnessWord[] = ["FRESH", "BRIDGED", "SOON", "LAPSED", "AHEAD", "UNDATED"];

/** What runs out, ahead of time. */
export default async function FreshnessPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const state = states.find((word) => word === one(params, "state")) ?? null;
  const within = [30, 60, 90].find((days) => String(days) === one(params, "within")) ?? null;
  const own = one(params, "own") === "1";
  const from = Math.min(100_000, Number(/^\d{1,6}$/.exec(one(params, "from") ?? "")?.[0] ?? 0));
  const here = withParams("/publishing/freshness", { state: state ?? undefined, within: within ? String(within) : undefined, own: own ? "1" : undefined, from: from > 0 ? String(from) : undefined });
  const caller = await currentCaller();
  const found = await attempt(here, "/publishing", () => perform(caller, getFreshness, { ...(state ? { state } : {}), ...(within ? { within } : {}), own, from }));
  if (!found.ok) return found.page;
  const { rows, total } = found.value;
  return (
    <Frame place="/publishing" here={here} flash={one(params, "flash")}>
      <FreshnessView
        today={found.value.today}
        counts={found.value.counts}
        within={found.value.within}
        withoutOwner={found.value.withoutOwner}
        rows={rows.map((row) => ({ ...row, ownerName: row.owner?.name ?? null, remindedAt: row.remindedAt?.toISOString() ?? null }))}
        chosen={{ state, within, own }}
        from={from}
        total={total}
        firstHref={from > 0 ? withParams(here, { from: undefined }) : null}
        nextHref={from + rows.length < total ? withParams(here, { from: String(from + rows.length) }) : null}
      />
    </Frame>
  );
}

import type { Metadata } from "next";
import { CenterView, type CenterDoor } from "@/components/center/center-view";
import { formatCount, plural } from "@/components/ui/format";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { listChecklists } from "@/lib/center/controls/list-checklists";
import { calendarYear } from "@/lib/center/fiscal-period";
import { getTimeline } from "@/lib/center/get-timeline";
import { listPrograms } from "@/lib/center/list-programs";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { perform } from "@/lib/operations/perform";
import { operatorName } from "@/lib/organizations/operator-name";
import { isoDay } from "@/lib/reports/models";
import { programs } from "@/lib/reports/programs";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Compliance Center") });

async function timelineFact(caller: Caller): Promise<string | null> {
  if (!may(caller, getTimeline)) return null;
  const period = calendarYear(isoDay(now()));
  const { counts } = await perform(caller, getTimeline, { ...period, maxResults: 1 });
  const bridged = counts.BRIDGED > 0 ? ` ${formatCount(counts.BRIDGED)} bridged,` : "";
  return `${period.start.slice(0, 4)}: ${plural(counts.COVERED, "report")} without a gap,${bridged} ${formatCount(counts.GAPS + counts.NONE)} with open days`;
}

async function checklistFact(caller: Caller): Promise<string | null> {
  if (!may(caller, listChecklists)) return null;
  const { rows, next } = await perform(caller, listChecklists, { maxResults: 100 });
  if (rows.length === 0) return null;
  const open = rows.reduce((sum, { total, done }) => sum + total - done, 0);
  const mine = rows.reduce((sum, row) => sum + row.mine, 0);
  return `${plural(open, "open control")} in ${next ? "the newest " : ""}${plural(rows.length, "checklist")}${mine > 0 ? `, ${formatCount(mine)} assigned to you` : ""}`;
}

/** The way into the Compliance Center. */
export default async function CenterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const caller = await currentCaller();
  const found = await attempt("/center", "/center", async () => {
    const { held } = await perform(caller, listPrograms, {});
    return { held, timeline: await timelineFact(caller), checklists: await checklistFact(caller) };
  });
  if (!found.ok) return found.page;
  const { held, timeline, checklists } = found.value;
  const doors: CenterDoor[] = [
    { href: "/center/programs", icon: "center", title: t("Programs"), text: t("Standards, laws and schemes by region, country and industry: what each is, and what there is for it."), fact: `${plural(programs.length, "program")}, ${formatCount(held.length)} with evidence` },
    { href: "/center/timeline", icon: "clock", title: t("Coverage timeline"), text: t("Choose your fiscal period and see which of its days each report covers."), fact: timeline },
    { href: "/center/responsibility", icon: "users", title: t("Shared responsibility"), text: t("Who secures which layer, and the controls that reports leave to you, as checklists."), fact: checklists },
    { href: "/center/resources", icon: "folder", title: t("Resources"), text: t("Whitepapers, answers to key questions, security checklists and customer stories."), fact: null },
    { href: "/center/learning", icon: "stamp", title: t("Learning path"), text: t("Modules for audit, compliance and legal roles, with a certificate at the end."), fact: null },
  ];
  return (
    <Frame place="/center" here="/center" flash={one(params, "flash")}>
      <CenterView operatorName={await operatorName()} doors={doors} />
    </Frame>
  );
}

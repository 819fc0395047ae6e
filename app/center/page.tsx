import type { Metadata } from "next";
import { CenterView, type CenterDoor } from "@/components/center/center-view";
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
import { t, tn } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Compliance Center") });

async function timelineFact(caller: Caller): Promise<string | null> {
  if (!may(caller, getTimeline)) return null;
  const period = calendarYear(isoDay(now()));
  const { counts } = await perform(caller, getTimeline, { ...period, maxResults: 1 });
  const facts = { year: period.start.slice(0, 4), reports: tn(counts.COVERED, "{n} report", "{n} reports"), open: counts.GAPS + counts.NONE };
  return counts.BRIDGED > 0
    ? t("{year}: {reports} without a gap, {bridged} bridged, {open} with open days", { ...facts, bridged: counts.BRIDGED })
    : t("{year}: {reports} without a gap, {open} with open days", facts);
}

async function checklistFact(caller: Caller): Promise<string | null> {
  if (!may(caller, listChecklists)) return null;
  const { rows, next } = await perform(caller, listChecklists, { maxResults: 100 });
  if (rows.length === 0) return null;
  const open = rows.reduce((sum, { total, done }) => sum + total - done, 0);
  const mine = rows.reduce((sum, row) => sum + row.mine, 0);
  const facts = { controls: tn(open, "{n} open control", "{n} open controls"), checklists: tn(rows.length, "{n} checklist", "{n} checklists") };
  if (next) return mine > 0 ? t("{controls} in the newest {checklists}, {mine} assigned to you", { ...facts, mine }) : t("{controls} in the newest {checklists}", facts);
  return mine > 0 ? t("{controls} in {checklists}, {mine} assigned to you", { ...facts, mine }) : t("{controls} in {checklists}", facts);
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
    { href: "/center/programs", icon: "center", title: t("Programs"), text: t("Standards, laws and schemes by region, country and industry: what each is, and what there is for it."), fact: t("{programs}, {held} with evidence", { programs: tn(programs.length, "{n} program", "{n} programs"), held: held.length }) },
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

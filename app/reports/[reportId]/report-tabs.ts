import type { Tab } from "@/components/ui/content";
import { t } from "@/lib/texts/text";

/** The pages of one report version; none where there is only one. @param report the path of the version */
export function reportTabs(report: string, current: "report" | "controls", controls: { total: number; mayEdit: boolean }): Tab[] {
  if (controls.total === 0 && !controls.mayEdit && current === "report") return [];
  return [
    { label: t("Report"), href: report, current: current === "report" },
    { label: controls.total === 0 ? t("Your controls") : t("Your controls {n}", { n: controls.total }), href: `${report}/controls`, current: current === "controls" },
  ];
}

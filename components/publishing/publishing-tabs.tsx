import { Tabs } from "../ui/content";
import { t } from "@/lib/texts/text";

export type PublishingTab = "series" | "drafts" | "freshness" | "downloads" | "terms" | "import";

const tabs: readonly { key: PublishingTab; href: string; label: string }[] = [
  { key: "series", href: "/publishing", label: "Series" },
  { key: "drafts", href: "/publishing/drafts", label: "Drafts" },
  { key: "freshness", href: "/publishing/freshness", label: "Freshness" },
  { key: "downloads", href: "/publishing/downloads", label: "Downloads" },
  { key: "terms", href: "/publishing/terms", label: "Terms" },
  { key: "import", href: "/publishing/import", label: "Import" },
];

export function PublishingTabs({ current }: { current: PublishingTab }) {
  return <Tabs label={t("Publishing")} items={tabs.map(({ key, href, label }) => ({ href, label, current: key === current }))} />;
}

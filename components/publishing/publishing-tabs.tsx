import { Tabs } from "../ui/content";
import { msg, t, type Message } from "@/lib/texts/text";

export type PublishingTab = "series" | "drafts" | "freshness" | "downloads" | "terms" | "import";

const tabs: readonly { key: PublishingTab; href: string; label: Message }[] = [
  { key: "series", href: "/publishing", label: msg("Series##many") },
  { key: "drafts", href: "/publishing/drafts", label: msg("Drafts") },
  { key: "freshness", href: "/publishing/freshness", label: msg("Freshness") },
  { key: "downloads", href: "/publishing/downloads", label: msg("Downloads") },
  { key: "terms", href: "/publishing/terms", label: msg("Terms") },
  { key: "import", href: "/publishing/import", label: msg("Import") },
];

export function PublishingTabs({ current }: { current: PublishingTab }) {
  return <Tabs label={t("Publishing")} items={tabs.map(({ key, href, label }) => ({ href, label: t(label), current: key === current }))} />;
}

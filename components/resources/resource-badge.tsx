import { Badge } from "../ui/status";
import { t } from "@/lib/texts/text";

export type ResourceKindName = "WHITEPAPER" | "ANSWER" | "CHECKLIST" | "STORY";

export const resourceKindWords: Readonly<Record<ResourceKindName, { one: string; many: string }>> = {
  WHITEPAPER: { one: "Whitepaper", many: "Whitepapers" },
  ANSWER: { one: "Answer", many: "Answers" },
  CHECKLIST: { one: "Checklist", many: "Checklists" },
  STORY: { one: "Customer story", many: "Customer stories" },
};

/** What sort of text it is, in a word. */
export function ResourceKindBadge({ kind }: { kind: ResourceKindName }) {
  return <Badge kind="plain">{resourceKindWords[kind].one}</Badge>;
}

/** How it stands for staff; nothing for what is simply published. */
export function ResourceStateBadge({ state, draft }: { state: "DRAFT" | "PUBLISHED" | "RETIRED"; draft: boolean }) {
  if (state === "RETIRED") return <Badge kind="withdrawn">{t("Retired")}</Badge>;
  if (state === "DRAFT") return <Badge kind="future">{t("Draft")}</Badge>;
  return draft ? <Badge kind="soon">{t("Next revision being written")}</Badge> : null;
}

import { Badge } from "../ui/status";
import { msg, t, type Message } from "@/lib/texts/text";

export type ResourceKindName = "WHITEPAPER" | "ANSWER" | "CHECKLIST" | "STORY";

export const resourceKindWords: Readonly<Record<ResourceKindName, { one: Message; many: Message }>> = {
  WHITEPAPER: { one: msg("Whitepaper"), many: msg("Whitepapers") },
  ANSWER: { one: msg("Answer"), many: msg("Answers") },
  CHECKLIST: { one: msg("Checklist"), many: msg("Checklists") },
  STORY: { one: msg("Customer story"), many: msg("Customer stories") },
};

/** What sort of text it is, in a word. */
export function ResourceKindBadge({ kind }: { kind: ResourceKindName }) {
  return <Badge kind="plain">{t(resourceKindWords[kind].one)}</Badge>;
}

/** How it stands for staff; nothing for what is simply published. */
export function ResourceStateBadge({ state, draft }: { state: "DRAFT" | "PUBLISHED" | "RETIRED"; draft: boolean }) {
  if (state === "RETIRED") return <Badge kind="withdrawn">{t("Retired")}</Badge>;
  if (state === "DRAFT") return <Badge kind="future">{t("Draft")}</Badge>;
  return draft ? <Badge kind="soon">{t("Next revision being written")}</Badge> : null;
}

import { Badge, type BadgeKind } from "../ui/status";
import type { BarLook } from "../ui/period";

/** How an agreement stands for one holder, or over. */
export type AgreementState = "IN_FORCE" | "OUTDATED" | "ENDING" | "LATER" | "ENDED" | "SUPERSEDED" | "LAPSED" | "COVERED" | "NONE" | "NOT_FOR";

const words: Readonly<Record<AgreementState, { word: string; badge: BadgeKind; bar: BarLook }>> = {
  IN_FORCE: { word: "In force", badge: "ok", bar: "span" },
  OUTDATED: { word: "New revision to accept", badge: "soon", bar: "soon" },
  ENDING: { word: "Ends by notice", badge: "soon", bar: "soon" },
  LATER: { word: "Starts later", badge: "future", bar: "ahead" },
  ENDED: { word: "Ended", badge: "ended", bar: "past" },
  SUPERSEDED: { word: "Replaced", badge: "ended", bar: "past" },
  LAPSED: { word: "Lapsed", badge: "denied", bar: "past" },
  COVERED: { word: "By the organization", badge: "ok", bar: "span" },
  NONE: { word: "Not accepted", badge: "none", bar: "gap" },
  NOT_FOR: { word: "Does not apply", badge: "plain", bar: "gap" },
};

/** A state with its shape and its word. */
export function AgreementBadge({ state }: { state: AgreementState }) {
  const { word, badge } = words[state];
  return <Badge kind={badge}>{word}</Badge>;
}

export const barOf = (state: AgreementState): BarLook => words[state].bar;

import { Badge, type BadgeKind } from "../ui/status";
import type { BarLook } from "../ui/period";
import { msg, t, type Message } from "@/lib/texts/text";

/** How an agreement stands for one holder, or over. */
export type AgreementState = "IN_FORCE" | "OUTDATED" | "ENDING" | "LATER" | "ENDED" | "SUPERSEDED" | "LAPSED" | "COVERED" | "NONE" | "NOT_FOR";

const words: Readonly<Record<AgreementState, { word: Message; badge: BadgeKind; bar: BarLook }>> = {
  IN_FORCE: { word: msg("In force"), badge: "ok", bar: "span" },
  OUTDATED: { word: msg("New revision to accept"), badge: "soon", bar: "soon" },
  ENDING: { word: msg("Ends by notice"), badge: "soon", bar: "soon" },
  LATER: { word: msg("Starts later"), badge: "future", bar: "ahead" },
  ENDED: { word: msg("Ended"), badge: "ended", bar: "past" },
  SUPERSEDED: { word: msg("Replaced"), badge: "ended", bar: "past" },
  LAPSED: { word: msg("Lapsed"), badge: "denied", bar: "past" },
  COVERED: { word: msg("By the organization"), badge: "ok", bar: "span" },
  NONE: { word: msg("Not accepted"), badge: "none", bar: "gap" },
  NOT_FOR: { word: msg("Does not apply"), badge: "plain", bar: "gap" },
};

/** Which revision it is made from, and how it differs from that. */
export function revisionText({ revision: number, type }: { revision: number; type: "DEFAULT" | "CUSTOM" | "MODIFIED" }): string {
  const revision = String(number);
  if (type === "CUSTOM") return t("revision {revision}, own text", { revision });
  return type === "MODIFIED" ? t("revision {revision}, changed text", { revision }) : t("revision {revision}", { revision });
}

/** A state with its shape and its word. */
export function AgreementBadge({ state }: { state: AgreementState }) {
  const { word, badge } = words[state];
  return <Badge kind={badge}>{t(word)}</Badge>;
}

export const barOf = (state: AgreementState): BarLook => words[state].bar;

import type { AgreementState } from "@/components/agreements/agreement-state";
import type { AgreementHolderState } from "@/components/agreements/agreements-view";
import type { Tab } from "@/components/ui/content";
import { formatDate } from "@/components/ui/format";
import type { HeldSummary } from "@/lib/agreements/models";
import type { Caller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { stepUpSeconds } from "@/lib/operations/perform";
import { t } from "@/lib/texts/text";

export const kindName = (kind: string): string => (kind === "OTHER" ? t("Other") : kind);

/** A factor that stays fresh for as long as filling in the form takes. */
export const isFresh = (caller: Caller): boolean =>
  caller.kind === "person" && caller.factorAt !== null && now().getTime() - caller.factorAt.getTime() < (stepUpSeconds - 120) * 1000;

export const dayText = (at: Date): string => at.toISOString().slice(0, 10);

/** The last day on which it was in force: its end is the first instant outside. */
export const lastDay = (end: Date | null): string | null => (end === null ? null : dayText(new Date(end.getTime() - 1)));

/** How one stretch stands now. */
export function stateOf(held: HeldSummary): AgreementState {
  if (held.inForce) return held.state !== "ACTIVE" && held.end ? "ENDING" : held.outdated ? "OUTDATED" : "IN_FORCE";
  if (held.start > now()) return "LATER";
  if (held.state === "SUPERSEDED") return held.ranOut ? "LAPSED" : "SUPERSEDED";
  return held.state === "ACTIVE" ? "LAPSED" : "ENDED";
}

/** The stretch that speaks for a holder: the one in force, else the newest. */
export const standing = (held: readonly HeldSummary[]): HeldSummary | undefined => held.find(({ inForce }) => inForce) ?? held[0];

export function noteOf(held: HeldSummary): string {
  const end = lastDay(held.end);
  const about = { revision: String(held.revision), start: formatDate(dayText(held.start)) };
  if (!end) return t("Revision {revision}, from {start}", about);
  return held.inForce ? t("Revision {revision}, from {start}, until {end}", { ...about, end: formatDate(end) }) : t("Revision {revision}, from {start}, to {end}", { ...about, end: formatDate(end) });
}

/** Who ended it and why, where somebody did. */
export function endedText({ endedByName: name, endReason: reason }: HeldSummary): string | null {
  if (!name) return null;
  if (!reason) return t("ended by {name}", { name });
  const revision = /^Replaced by revision (\d+)$/.exec(reason)?.[1];
  return revision === undefined ? t("ended by {name}: {reason}", { name, reason }) : t("ended by {name}: Replaced by revision {revision}", { name, revision });
}

/** One holder's part of the list. @param otherwise how it stands where the holder never had it: not accepted, not made for it, or covered by another */
export function holderState(held: readonly HeldSummary[], otherwise: "NONE" | "NOT_FOR" | "COVERED"): AgreementHolderState {
  const current = standing(held);
  const lives = held.toReversed().map((one) => ({ id: one.id, state: stateOf(one), start: dayText(one.start), end: lastDay(one.end) }));
  const covered = otherwise === "COVERED" && !current?.inForce;
  return { state: current && !covered ? stateOf(current) : otherwise, lives, detail: current ? noteOf(current) : "" };
}

export const agreementTabs = (current: "list" | "coverage"): Tab[] => [
  { label: t("Agreements"), href: "/agreements", current: current === "list" },
  { label: t("Coverage"), href: "/agreements/coverage", current: current === "coverage" },
];

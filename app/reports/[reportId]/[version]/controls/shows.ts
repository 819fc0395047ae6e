import type { ChecklistControl } from "@/lib/center/controls/load-checklist";
import { msg, t, type Message } from "@/lib/texts/text";

/** Parts of a checklist that can be shown by themselves. */
const shows = ["all", "open", "mine", "changed"] as const;
export type Show = (typeof shows)[number];

/** What the address asks for; anything unknown is all of it. */
export const readShow = (value: string | undefined): Show => shows.find((show) => show === value) ?? "all";

type Facts = Pick<ChecklistControl, "state" | "assignee" | "change" | "changedSince">;

export function isShown(control: Facts, show: Show, personId: string): boolean {
  if (show === "open") return control.state === "OPEN";
  if (show === "mine") return control.assignee?.id === personId;
  return show === "all" || control.changedSince || control.change === "NEW" || control.change === "CHANGED";
}

const labels: Readonly<Record<Show, Message>> = { all: msg("All"), open: msg("Open##adjective"), mine: msg("Assigned to you"), changed: msg("New or changed") };

/** The parts with how much is in each. Where there is no earlier version, nothing can be new or changed. */
export function showsOf(controls: readonly Facts[], personId: string): { key: Show; label: string }[] {
  return shows.map((key) => ({ key, label: `${t(labels[key])} ${controls.filter((control) => isShown(control, key, personId)).length}` }));
}

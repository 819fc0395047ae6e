import { t } from "@/lib/texts/text";
export interface TreeUnit {
  id: string;
  parentId: string | null;
  name: string;
  /** Suspended itself. */
  suspended: boolean;
  /** It or a unit above it is suspended. */
  shut: boolean;
  /** Open accounts in it and below it. */
  accounts: number;
  /** Open accounts in the unit itself. */
  direct: number;
}

export interface TreeAccount {
  id: string;
  /** For example `4410-2283-9917`. */
  number: string;
  unitId: string | null;
  name: string;
  management: boolean;
  suspended: boolean;
  closed: boolean;
  /** Null where the person who looks may not know. */
  members: number | null;
  /** The account in which the person works. */
  current: boolean;
}

/** Ids of units from the top down to the one given; empty for null and for a unit that is not there. */
export function chainOf(units: readonly TreeUnit[], id: string | null): readonly string[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const chain: string[] = [];
  for (let up = id === null ? undefined : byId.get(id); up && !chain.includes(up.id); up = up.parentId === null ? undefined : byId.get(up.parentId)) chain.unshift(up.id);
  return chain;
}

/** The units to show for a search: those found, those that hold what was found, and all above them. */
export function shownUnits(units: readonly TreeUnit[], found: readonly string[], accounts: readonly { unitId: string | null }[]): ReadonlySet<string> {
  return new Set([...found, ...accounts.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))].flatMap((id) => chainOf(units, id)));
}

/** Where something may be put: the top and all units in the order of the tree, indented, without those left out and everything below them. */
export function placeChoices(units: readonly TreeUnit[], leaveOut: (unit: TreeUnit) => boolean): { value: string; label: string }[] {
  const children = Map.groupBy(units, ({ parentId }) => parentId);
  const below = (parentId: string | null, depth: number): { value: string; label: string }[] =>
    depth > 16 ? [] : (children.get(parentId) ?? []).filter((unit) => !leaveOut(unit)).flatMap((unit) => [{ value: unit.id, label: `${"\u2003".repeat(depth)}${unit.name}` }, ...below(unit.id, depth + 1)]);
  return [{ value: "root", label: t("At the top") }, ...below(null, 1)];
}

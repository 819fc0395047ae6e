import { MunimentError } from "@/lib/operations/errors";
import { t, tn } from "@/lib/texts/text";

export const maxUnitDepth = 5;
/** Of one organization: the whole tree of units is read at once. */
export const maxUnits = 2000;

export type Unit = Readonly<{ id: string; parentId: string | null; name: string; suspendedAt: Date | null }>;

/** The units of one organization, to be asked about their places. */
export class Tree {
  readonly #units: ReadonlyMap<string, Unit>;
  readonly #children: ReadonlyMap<string | null, readonly Unit[]>;

  constructor(units: readonly Unit[]) {
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
    this.#children = Map.groupBy(units, ({ parentId }) => parentId);
  }

  /** @throws MunimentError ResourceNotFound for a unit that is not of this organization */
  unit(id: string): Unit {
    const unit = this.#units.get(id);
    if (!unit) throw new MunimentError("ResourceNotFound");
    return unit;
  }

  /** Every unit, in the order given. */
  all(): readonly Unit[] {
    return [...this.#units.values()];
  }

  childrenOf(id: string | null): readonly Unit[] {
    return this.#children.get(id) ?? [];
  }

  /** From the top down to the unit itself; empty for the root. */
  chain(id: string | null): readonly Unit[] {
    const chain: Unit[] = [];
    for (let up = id; up !== null && chain.length <= this.#units.size; ) {
      const unit = this.#units.get(up);
      if (!unit) break;
      chain.unshift(unit);
      up = unit.parentId;
    }
    return chain;
  }

  /** The unit and all below it. */
  subtree(id: string): readonly Unit[] {
    const found = [this.unit(id)];
    for (let place = 0; place < found.length && found.length <= this.#units.size; place += 1) found.push(...this.childrenOf(found[place]?.id ?? ""));
    return found;
  }

  /** Levels that the unit takes with it: one for a unit without units below. */
  height(id: string): number {
    return 1 + Math.max(0, ...this.childrenOf(id).map((child) => this.height(child.id)));
  }

  /** Whether the unit or one above it is suspended. */
  suspended(id: string | null): boolean {
    return this.chain(id).some(({ suspendedAt }) => suspendedAt !== null);
  }

  /**
   * That something may come to stand in a place. @param id the unit, null for the root
   * @throws MunimentError ResourceNotFound for a unit that is not of this organization; Conflict for one that is suspended
   */
  checkPlace(id: string | null): void {
    if (id === null) return;
    const unit = this.unit(id);
    if (this.suspended(id)) throw new MunimentError("Conflict", t("{unit} is suspended, or a unit above it is. Resume it first, or choose another place.", { unit: unit.name }));
  }

  /** That a unit of this name may be made in a place. @throws MunimentError Conflict */
  checkNewUnit(parentId: string | null, name: string): void {
    this.checkPlace(parentId);
    if (this.chain(parentId).length >= maxUnitDepth) throw new MunimentError("Conflict", t("Units nest five deep at most. Choose a unit further up."));
    if (this.#units.size >= maxUnits) throw new MunimentError("Conflict", t("An organization has at most {n} units. Delete empty ones first.", { n: maxUnits }));
    this.checkName(parentId, name, null);
  }

  /** That a unit may be called so among its siblings. @throws MunimentError Conflict */
  checkName(parentId: string | null, name: string, own: string | null): void {
    const taken = this.childrenOf(parentId).some((sibling) => sibling.id !== own && sibling.name === name);
    if (taken) throw new MunimentError("Conflict", t("A unit called {name} exists there already. Choose another name or another place.", { name }), { fields: [{ field: "name", message: t("Taken already.") }] });
  }

  /** That a unit may move below another, or to the root. @throws MunimentError Conflict, saying what stands in the way */
  checkMove(id: string, to: string | null): void {
    const unit = this.unit(id);
    this.checkPlace(to);
    if (to !== null && this.chain(to).some((above) => above.id === id)) {
      throw new MunimentError("Conflict", t("{unit} cannot move below itself. Choose a unit that is not part of it.", { unit: unit.name }));
    }
    if (unit.parentId === to) throw new MunimentError("Conflict", t("{name} is there already.", { name: unit.name }));
    if (this.chain(to).length + this.height(id) > maxUnitDepth) {
      throw new MunimentError("Conflict", tn(this.height(id), "Units nest five deep at most, and {unit} brings one level. Choose a unit further up.", "Units nest five deep at most, and {unit} brings {n} levels. Choose a unit further up.", { unit: unit.name }));
    }
    this.checkName(to, unit.name, id);
  }
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MunimentError } from "@/lib/operations/errors";
import { maxUnitDepth, Tree, type Unit } from "./tree";

const act = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), parent: fc.nat(30), name: fc.constantFrom("a", "b", "c", "d") }),
  fc.record({ kind: fc.constant("move" as const), unit: fc.nat(30), to: fc.option(fc.nat(30)) }),
  fc.record({ kind: fc.constant("suspend" as const), unit: fc.nat(30) }),
);

const refusalOf = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof MunimentError) return error.code;
    throw error;
  }
};

/** Whether units form a tree, five deep at most, with different names among siblings: found out by walking up from each. */
function isSound(units: readonly Unit[]): boolean {
  const names = new Set(units.map(({ parentId, name }) => `${parentId} ${name}`));
  return (
    names.size === units.length &&
    units.every((unit) => {
      let depth = 1;
      for (let up = unit.parentId; up !== null; depth += 1) {
        const above = units.find(({ id }) => id === up);
        if (!above || depth > maxUnitDepth) return false;
        up = above.parentId;
      }
      return depth <= maxUnitDepth;
    })
  );
}

describe("a tree of units", () => {
  test("stays a tree, five deep at most and without equal siblings, whatever is tried; and nothing sound is refused", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let units: Unit[] = [];
        acts.forEach((one, place) => {
          const tree = new Tree(units);
          const pick = (nth: number): Unit | undefined => units[nth % Math.max(1, units.length)];
          if (one.kind === "suspend") {
            const unit = pick(one.unit);
            units = units.map((other) => (other === unit ? { ...other, suspendedAt: new Date(0) } : other));
            return;
          }
          const parentId = one.kind === "create" ? (one.parent % 3 === 0 ? null : (pick(one.parent)?.id ?? null)) : one.to === null ? null : (pick(one.to)?.id ?? null);
          const moved = one.kind === "move" ? pick(one.unit) : undefined;
          if (one.kind === "move" && !moved) return;
          const next = moved ? units.map((unit) => (unit === moved ? { ...unit, parentId } : unit)) : [...units, { id: `u${place}`, parentId, name: one.kind === "create" ? one.name : "", suspendedAt: null }];
          const refusal = refusalOf(() => (moved ? tree.checkMove(moved.id, parentId) : tree.checkNewUnit(parentId, next.at(-1)?.name ?? "")));
          const allowed = isSound(next) && !tree.suspended(parentId) && moved?.parentId !== parentId;
          expect(refusal).toBe(allowed ? null : "Conflict");
          if (refusal === null) units = next;
          expect(isSound(units)).toBe(true);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test("is suspended from the suspended unit downwards, and nowhere else", () => {
    const unit = (id: string, parentId: string | null, suspendedAt: Date | null = null): Unit => ({ id, parentId, name: id, suspendedAt });
    const tree = new Tree([unit("a", null), unit("b", "a", new Date(0)), unit("c", "b"), unit("d", "a")]);
    expect(["a", "b", "c", "d"].filter((id) => tree.suspended(id))).toEqual(["b", "c"]);
    expect(tree.suspended(null)).toBe(false);
  });
});

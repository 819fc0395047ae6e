import { expect, test } from "vitest";
import { chainOf, placeChoices, shownUnits, type TreeUnit } from "./tree-model";

const unit = (id: string, parentId: string | null, shut = false): TreeUnit => ({ id, parentId, name: id, suspended: shut, shut, accounts: 0, direct: 0 });
const units = [unit("a", null), unit("b", "a"), unit("c", "b"), unit("d", null), unit("e", "d", true)];

test("a search keeps everything above what it found, and nothing else", () => {
  expect([...shownUnits(units, ["c"], [])].sort()).toEqual(["a", "b", "c"]);
  expect([...shownUnits(units, [], [{ unitId: "d" }, { unitId: null }])]).toEqual(["d"]);
  expect(chainOf(units, "nowhere")).toEqual([]);
});

test("places to move to leave out what cannot be chosen, with everything below it", () => {
  expect(placeChoices(units, ({ id, shut }) => id === "b" || shut).map(({ value }) => value)).toEqual(["root", "a", "d"]);
  expect(placeChoices(units, () => false).map(({ value }) => value)).toEqual(["root", "a", "b", "c", "d", "e"]);
});

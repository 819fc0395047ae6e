import { expect, test } from "vitest";
import { allOperations } from "@/lib/operations/registry";
import { german } from "./de";
import { moreOperations } from "./de/data-operations-more";
import { operations } from "./de/data-operations";

test("what each operation does is there in German, and nothing of operations that are gone", () => {
  const said = new Set(allOperations.map(({ summary }) => summary));
  expect([...said].filter((summary) => !Object.hasOwn(german, summary))).toEqual([]);
  expect(Object.keys({ ...operations, ...moreOperations }).filter((summary) => !said.has(summary))).toEqual([]);
});

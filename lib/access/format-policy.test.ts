import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPolicy } from "./format-policy";

test("formatting changes white space alone, and a second time nothing", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      const text = formatPolicy(plain);
      expect(JSON.parse(text)).toEqual(plain);
      expect(formatPolicy(JSON.parse(text))).toBe(text);
    }),
  );
});

test("short lists stay on their line, long ones do not", () => {
  expect(formatPolicy({ Action: ["*"], Condition: { Bool: { "portal:ManagementAccount": ["true"] } } })).toBe('{\n  "Action": ["*"],\n  "Condition": { "Bool": { "portal:ManagementAccount": ["true"] } }\n}');
  expect(formatPolicy({ Action: ["a".repeat(50), "b".repeat(50)] })).toBe(`{\n  "Action": [\n    "${"a".repeat(50)}",\n    "${"b".repeat(50)}"\n  ]\n}`);
});

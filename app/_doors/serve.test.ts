import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "./serve";

const read = (text: string) => fieldsOf(new URLSearchParams(text));

describe("the fields of a form", () => {
  test("are values, lists where a name is repeated, and absent where they are empty", () => {
    expect(read("name=Ana&group=viewer&group=auditor&note=&note=")).toEqual({ name: "Ana", group: ["viewer", "auditor"] });
    expect(read("group=&group=viewer")).toEqual({ group: "viewer" });
    expect(read("")).toEqual({});
    expect(read("name=%20a%2Bb+c")).toEqual({ name: " a+b c" });
  });

  test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"])("named %s are fields like any other: they change no object but their own", (name) => {
    const fields = read(`${name}=polluted&${name}=twice&x=1`);
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
    expect(Object.hasOwn(fields, name)).toBe(true);
    expect(Object.getOwnPropertyDescriptor(fields, name)?.value).toEqual(["polluted", "twice"]);
    const { x, ...rest } = fields;
    expect(x).toBe("1");
    expect(Object.getPrototypeOf(rest)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
    expect(Object.prototype.toString.call({})).toBe("[object Object]");
  });

  test("are exactly what was sent, for any names and values", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(text, fc.constantFrom("__proto__", "constructor", "a")), text), { maxLength: 12 }), (pairs) => {
        const fields = fieldsOf(new URLSearchParams(new URLSearchParams(pairs).toString()));
        const sent = Map.groupBy(pairs.filter(([, value]) => value !== ""), ([name]) => name);
        expect(Object.keys(fields).sort()).toEqual([...sent.keys()].sort());
        for (const [name, values] of sent) expect([Object.getOwnPropertyDescriptor(fields, name)?.value].flat()).toEqual(values.map(([, value]) => value));
        expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
      }),
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { all, one } from "@/app/_doors/paths";
import { questionFrom, simulatorHref } from "./question";

test("the address of a question says the question, whatever was typed", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 30 }).map((value) => value.trim());
  const question = fc.record({ organization: text, who: text, operation: text, report: text, at: text, address: text, mfa: text, agreements: fc.array(text.filter((value) => value !== ""), { maxLength: 3 }) });
  fc.assert(
    fc.property(question, (asked) => {
      const { searchParams } = new URL(simulatorHref(asked), "http://portal.invalid");
      const params = Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
      expect(questionFrom((name) => one(params, name) ?? "", all(params, "agreement"))).toEqual(asked);
    }),
  );
});

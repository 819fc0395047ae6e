import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareControls } from "./compare-controls";
import { formatControls, mostControls, parseControls } from "./parse-controls";

const words = fc.constantFrom("Customers", "review", "access", "keys", "2026", "CC6.1", "-", "logs", "3.", "SOC2:", "Ключи", "•", "|", "encrypt", "backups");
const line = fc.array(words, { minLength: 1, maxLength: 9 }).map((all) => all.join(" "));
const text = (content: string) => ({ code: null, text: content });

describe("pasted controls", () => {
  test("come one per line, with their codes, without bullets, numbers and empty lines", () => {
    const pasted = "1. CC6.1: Customers remove access of leavers.\r\n\r\n  • CUEC-02 | Customers   keep their keys.\n2) A1.2\tCustomers test their backups.\nCustomers approve changes: those of their own.\n12.8.2: Customers list their providers.";
    expect(parseControls(pasted)).toEqual({
      problems: [],
      controls: [
        { code: "CC6.1", text: "Customers remove access of leavers." },
        { code: "CUEC-02", text: "Customers keep their keys." },
        { code: "A1.2", text: "Customers test their backups." },
        text("Customers approve changes: those of their own."),
        { code: "12.8.2", text: "Customers list their providers." },
      ],
    });
  });

  test("are refused by line where a code or a text comes twice, or where there is too much", () => {
    const { problems } = parseControls("CC6.1: One.\ncc6.1: Two.\n\nOne.\none.");
    expect(problems.map(({ message }) => message)).toEqual(["Line 2 uses the code cc6.1 of line 1 again. Give it another.", "Line 4 repeats line 1. Remove one of them.", "Line 5 repeats line 1. Remove one of them."]);
    expect(parseControls("x".repeat(2001)).problems[0]?.message).toMatch(/Line 1 has more than 2000 characters/);
    expect(parseControls(Array.from({ length: mostControls + 1 }, (_, index) => `Control ${index} of many`).join("\n")).problems.at(-1)?.message).toMatch(/at most 300 controls; these are 301/);
  });

  test("can be edited: what is shown for editing is read back as it was", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const { controls } = parseControls(lines.join("\n"));
        expect(parseControls(formatControls(controls)).controls).toEqual(controls);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the comparison with the previous version", () => {
  test("names every control once, uses no earlier one twice, and loses none", () => {
    const list = fc.array(fc.record({ code: fc.constantFrom(null, "A1", "A2", "A3"), text: line }), { maxLength: 10 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const { controls, gone } = compareControls(before, after);
        expect(controls.map(({ control }) => control)).toEqual(after);
        const used = controls.flatMap((one) => (one.before ? [one.before] : []));
        expect(new Set(used).size).toBe(used.length);
        expect(new Set([...used, ...gone])).toEqual(new Set(before));
        expect(used.length + gone.length).toBe(before.length);
      }),
    );
  });

  test("finds no difference between a list and itself", () => {
    const list = fc.array(fc.record({ code: fc.constantFrom(null, "A1", "A2"), text: line }), { maxLength: 10 });
    fc.assert(
      fc.property(list, (before) => {
        const { controls, gone } = compareControls(before, before.map((one) => ({ ...one })));
        expect(controls.every(({ change }) => change === "SAME")).toBe(true);
        expect(gone).toEqual([]);
      }),
    );
  });

  test("tells reworded from new and gone, and does not mind other numbers", () => {
    const before = [
      { code: "1.1", text: "Customers remove the access of people who leave within one day." },
      { code: "1.2", text: "Customers review privileged access every quarter." },
      { code: "1.3", text: "Customers keep paper copies of invoices." },
      text("Customers encrypt data before they send it over public networks."),
    ];
    const after = [
      { code: "1.1", text: "Customers use two factors for all administrators." },
      { code: "1.2", text: "Customers remove the access of people who leave within one day." },
      { code: "1.3", text: "Customers review privileged access every month." },
      text("Customers encrypt data before they send it over networks they do not control."),
      text("Customers tell the operator of incidents."),
    ];
    const { controls, gone } = compareControls(before, after);
    expect(controls.map(({ change, before: from }) => [change, from?.text ?? null])).toEqual([
      ["NEW", null],
      ["SAME", before[0]?.text],
      ["CHANGED", before[1]?.text],
      ["CHANGED", before[3]?.text],
      ["NEW", null],
    ]);
    expect(gone.map(({ text: lost }) => lost)).toEqual([before[2]?.text]);
  });
});

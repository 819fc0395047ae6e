import { describe, expect, test } from "vitest";
import { editFor, offsetOf } from "./editor-keys";

/** Presses a key at `|` and shows what stands there afterwards. */
function press(key: string, marked: string, insideString = false): string | null {
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const edit = editFor(key, text, at, at, insideString);
  if (!edit) return null;
  const next = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${next.slice(0, edit.caret)}|${next.slice(edit.caret)}`;
}

describe("keys of the editor", () => {
  test.each<[string, string, string, boolean, string | null]>([
    ["a quotation mark comes with its partner", '"', "{ | }", false, '{ "|" }'],
    ["and is stepped over where it ends a text", '"', '{ "Effect|" }', true, '{ "Effect"| }'],
    ["but not where a word follows", '"', "{ |Effect }", false, null],
    ["brackets come in pairs", "{", "[|]", false, "[{|}]"],
    ["and are stepped over", "]", "[|]", false, "[]|"],
    ["inside a text they are letters", "{", '"a|"', true, null],
    ["an empty pair goes with one step back", "Backspace", '["|"]', true, "[|]"],
    ["a new line keeps the indent", "Enter", '  "a": 1,|', false, '  "a": 1,\n  |'],
    ["goes deeper behind a bracket", "Enter", "  {|", false, "  {\n    |"],
    ["and opens a pair", "Enter", "  {|}", false, "  {\n    |\n  }"],
    ["other keys are the browser's", "a", "{|}", false, null],
  ])("%s", (_, key, before, inside, after) => expect(press(key, before, inside)).toBe(after));

  test("places are found by line and column, and end with the text", () => {
    expect(offsetOf("ab\ncd", { line: 2, column: 2 })).toBe(4);
    expect(offsetOf("ab\ncd", { line: 9, column: 9 })).toBe(5);
  });
});

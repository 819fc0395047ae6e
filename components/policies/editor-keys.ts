/** What a key does to the text of an editor: the stretch from `from` up to `to` becomes `insert`, the cursor goes to `caret`. */
export type Edit = Readonly<{ from: number; to: number; insert: string; caret: number }>;

const pairs: Readonly<Record<string, string>> = { "{": "}", "[": "]", '"': '"' };
const closers = new Set(Object.values(pairs));

/** The edit that a typed key stands for beyond itself: brackets and quotation marks in pairs, lines that keep their indent. Null: as the browser does. */
export function editFor(key: string, text: string, from: number, to: number, insideString: boolean): Edit | null {
  const next = text[to] ?? "";
  if (key === "Enter" && !insideString) return newLine(text, from, to);
  if (from !== to) return null;
  if (key === "Backspace") return pairs[text[from - 1] ?? ""] === next && next !== "" ? { from: from - 1, to: to + 1, insert: "", caret: from - 1 } : null;
  if (closers.has(key) && next === key && (key !== '"' || insideString)) return { from, to: to + 1, insert: key, caret: from + 1 };
  const closer = pairs[key];
  if (closer === undefined || insideString || !/^[\s,:\]}]?$/.test(next)) return null;
  return { from, to, insert: key + closer, caret: from + 1 };
}

function newLine(text: string, from: number, to: number): Edit {
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const indent = /^ */.exec(line)?.[0] ?? "";
  const opened = /[{[]\s*$/.test(line);
  const inner = `\n${indent}${opened ? "  " : ""}`;
  const closes = opened && /^\s*[}\]]/.test(text.slice(to).split("\n")[0] ?? "");
  return { from, to, insert: closes ? `${inner}\n${indent}` : inner, caret: from + inner.length };
}

/** The offset of a place that counts from 1, within the text. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const before = text.split("\n").slice(0, line - 1);
  return Math.min(text.length, before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1);
}

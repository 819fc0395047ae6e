import type { WrittenControl } from "./parse-controls";

/** How a control stands to the one it came from: SAME in its words, CHANGED in them, or NEW. */
export type Change = "SAME" | "CHANGED" | "NEW";

export type Compared<C> = Readonly<{ change: "SAME" | "CHANGED"; control: C; before: C }> | Readonly<{ change: "NEW"; control: C; before: null }>;

/** From this share of common words on, two texts count as one control that was reworded. A common code makes up for some of it, not for all. */
const alike = 0.6;
const forCode = 0.35;

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const wordsOf = (text: string): ReadonlySet<string> => new Set(plain(text).split(" ").filter((word) => word.length > 2));

/** The share of common words, between 0 and 1 (Sørensen and Dice). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return (2 * common) / (a.size + b.size);
}

/**
 * Finds for each control the earlier one that it came from: the one with the same words, else the one most alike, where the same code counts as likeness.
 * No earlier control is used twice; those left over are `gone`, in their order. Renumbering alone changes nothing, and a code that was given to
 * something else is a new control.
 */
export function compareControls<C extends WrittenControl>(before: readonly C[], after: readonly C[]): { controls: Compared<C>[]; gone: C[] } {
  const left = new Set(before);
  const matched = new Map<C, C>();
  const match = (control: C, found: C | undefined): void => {
    if (!found) return;
    matched.set(control, found);
    left.delete(found);
  };
  const firstLeft = (fits: (one: C) => boolean): C | undefined => before.find((one) => left.has(one) && fits(one));
  for (const control of after) match(control, firstLeft((one) => one.code === control.code && plain(one.text) === plain(control.text)));
  for (const control of after) if (!matched.has(control)) match(control, firstLeft((one) => plain(one.text) === plain(control.text)));

  const words = new Map([...before, ...after].map((one) => [one, wordsOf(one.text)]));
  const none: ReadonlySet<string> = new Set();
  const pairs = after
    .filter((control) => !matched.has(control))
    .flatMap((control) => [...left].map((one) => ({ control, one, share: likeness(words.get(control) ?? none, words.get(one) ?? none) + (control.code !== null && control.code === one.code ? forCode : 0) })))
    .filter(({ share }) => share >= alike)
    .sort((a, b) => b.share - a.share);
  for (const { control, one } of pairs) if (!matched.has(control) && left.has(one)) match(control, one);

  const controls = after.map((control): Compared<C> => {
    const found = matched.get(control);
    if (!found) return { change: "NEW", control, before: null };
    return { change: plain(found.text) === plain(control.text) ? "SAME" : "CHANGED", control, before: found };
  });
  return { controls, gone: before.filter((one) => left.has(one)) };
}

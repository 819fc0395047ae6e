const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Characters that would not be seen, or would change how their neighbours are seen: controls, bidirectional controls, fillers.
 * Joiners and variation selectors are left to the fonts where they follow something.
 */
const deceptive = new RegExp(
  [
    "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f",
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}]",
  ].join(""),
  "u",
);
const whiteSpace = /[\t\n\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000 ]+/gu;
const loneHelper = /^[\u200c\u200d\ufe00-\ufe0f]+$/u;

/** How a character is shown that no font can draw: `‹U+1F600›`. */
export function codePointNotation(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** The graphemes of a text in NFC with white space as single spaces, and each deceptive character spelled out. */
export function visibleGraphemes(text: string): string[] {
  const clean = Array.from(text.normalize("NFC").replace(whiteSpace, " "))
    .map((character) => (deceptive.test(character) ? codePointNotation(character) : character))
    .join("");
  return Array.from(segmenter.segment(clean), ({ segment }) => segment).flatMap((segment) =>
    loneHelper.test(segment) ? Array.from(segment, codePointNotation).flatMap((notation) => Array.from(notation)) : [segment],
  );
}

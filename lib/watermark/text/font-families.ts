/** Which family draws which script. Noto Sans (SIL Open Font License) in variable fonts, cut into files by Unicode range. */
const scripts: readonly (readonly [family: string, script: RegExp])[] = [
  ["noto-sans", /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u],
  ["noto-sans-arabic", /\p{Script=Arabic}/u],
  ["noto-sans-hebrew", /\p{Script=Hebrew}/u],
  ["noto-sans-devanagari", /\p{Script=Devanagari}/u],
  ["noto-sans-kr", /\p{Script=Hangul}/u],
  ["noto-sans-jp", /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ["noto-sans-tc", /\p{Script=Bopomofo}/u],
  ["noto-sans-thai", /\p{Script=Thai}/u],
  ["noto-sans-bengali", /\p{Script=Bengali}/u],
  ["noto-sans-tamil", /\p{Script=Tamil}/u],
  ["noto-sans-telugu", /\p{Script=Telugu}/u],
  ["noto-sans-gujarati", /\p{Script=Gujarati}/u],
  ["noto-sans-gurmukhi", /\p{Script=Gurmukhi}/u],
  ["noto-sans-kannada", /\p{Script=Kannada}/u],
  ["noto-sans-malayalam", /\p{Script=Malayalam}/u],
  ["noto-sans-sinhala", /\p{Script=Sinhala}/u],
  ["noto-sans-georgian", /\p{Script=Georgian}/u],
  ["noto-sans-armenian", /\p{Script=Armenian}/u],
  ["noto-sans-khmer", /\p{Script=Khmer}/u],
  ["noto-sans-lao", /\p{Script=Lao}/u],
  ["noto-sans-myanmar", /\p{Script=Myanmar}/u],
  ["noto-sans-ethiopic", /\p{Script=Ethiopic}/u],
];

const han = ["noto-sans-sc", "noto-sans-tc", "noto-sans-jp", "noto-sans-kr"];
const symbols = ["noto-sans", "noto-sans-arabic", "noto-emoji", ...han];

let last = { context: "", families: han };

/** Han characters look different by language. What else is written around them tells which form people expect. */
export function hanFamilies(context: string): string[] {
  // The texts of a mark are asked about one after the other, in the same context.
  if (last.context !== context) last = { context, families: familiesIn(context) };
  return last.families;
}

function familiesIn(context: string): string[] {
  if (/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(context)) return ["noto-sans-jp", ...han];
  if (/\p{Script=Hangul}/u.test(context)) return ["noto-sans-kr", ...han];
  if (/\p{Script=Bopomofo}/u.test(context)) return ["noto-sans-tc", ...han];
  return han;
}

/** The families to try for a grapheme, best first. */
export function familiesFor(grapheme: string, context: string): string[] {
  if (/\p{Script=Han}/u.test(grapheme)) return hanFamilies(context);
  const own = scripts.filter(([, script]) => script.test(grapheme)).map(([family]) => family);
  if (own.length > 0) return own;
  if (/\p{Extended_Pictographic}/u.test(grapheme)) return ["noto-emoji", ...symbols];
  return symbols;
}

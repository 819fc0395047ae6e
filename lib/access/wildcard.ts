/** Characters are code points: half of a surrogate pair is never one. */
const widthAt = (text: string, place: number): number => ((text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1);

/**
 * True when the whole text matches the pattern: `*` stands for any run of characters, `?` for exactly one, everything else for itself.
 * Goes back to the last `*` alone, so the steps are at most the product of both lengths, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = pattern[p];
    if (wanted === "*") {
      star = p;
      p += 1;
      resume = t;
      if (p === pattern.length) return true;
    } else if (wanted === "?") {
      p += 1;
      t += widthAt(text, t);
    } else if (wanted === text[t]) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      resume += widthAt(text, resume);
      t = resume;
      p = star + 1;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

export const hasWildcard = (pattern: string): boolean => pattern.includes("*") || pattern.includes("?");

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const split = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of what was typed, without accents, twelve at most. */
export const typedWords = (typed: string): string[] => split(typed).slice(0, 12);

/** A text that is searched in memory: its words, and neighbours written together where one is a number ("soc 2" is also found as "soc2"). */
export function wordsOf(...texts: readonly (string | null | undefined)[]): readonly string[] {
  return texts.flatMap((text) => {
    const list = split(text ?? "");
    return [...list, ...list.flatMap((word, index) => (/^\d+$/.test(list[index + 1] ?? "") ? [`${word}${list[index + 1]}`] : []))];
  });
}

/** Whether every typed word begins a word of the text. */
export const matches = (words: readonly string[], typed: readonly string[]): boolean => typed.length > 0 && typed.every((one) => words.some((word) => word.startsWith(one)));

/**
 * A text query for names and addresses, which PostgreSQL folds itself (`muniment_folded`): every word as typed, accents and all, begins a word. Null when there
 * is none.
 */
export function nameQueryOf(typed: string): string | null {
  const words = (typed.normalize("NFKD").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, 12);
  return words.length === 0 ? null : words.map((word) => `'${Array.from(word).slice(0, 64).join("")}':*`).join(" & ");
}

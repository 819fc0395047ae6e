const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * What a version is found by: words without accents, and each pair of neighbours written together where one is a number ("soc 2" is also found as "soc2").
 */
export function searchTextOf(parts: readonly (string | null)[]): string {
  const found = new Set<string>();
  for (const part of parts) {
    const list = words(part ?? "");
    list.forEach((word, index) => {
      found.add(word);
      const next = list[index + 1];
      if (next !== undefined && /^\d+$/.test(next) && word.length <= 6) found.add(`${word}${next}`);
    });
  }
  return [...found].join(" ").slice(0, 8000);
}

/**
 * A PostgreSQL text query that every word begins to match; short numbers match whole ("2" is not "2026"). Null when nothing searchable was typed.
 * At most twelve words count.
 */
export function searchQueryOf(typed: string): string | null {
  const list = words(typed).slice(0, 12);
  return list.length === 0 ? null : list.map((word) => (/^\d{1,3}$/.test(word) ? word : `${Array.from(word).slice(0, 64).join("")}:*`)).join(" & ");
}

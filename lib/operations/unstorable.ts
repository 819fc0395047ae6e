/**
 * The path of the first text in an input that PostgreSQL could not keep as it is: one with a NUL character or half of a surrogate pair.
 * Undefined when there is none. Looks into lists and plain objects; bytes and dates hold no text.
 */
export function unstorableText(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? path.join(".") : undefined;
  if (typeof value !== "object" || value === null || value instanceof Date || ArrayBuffer.isView(value)) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const found = unstorableText(entry, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

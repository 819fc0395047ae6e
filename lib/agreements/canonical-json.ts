export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** JSON in one form alone: keys sorted by UTF-16 code units, no white space (RFC 8785). Equal values have equal bytes, so that a hash can be checked. */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

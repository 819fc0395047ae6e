export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function scalar(value: string | number | boolean | null): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError("only whole numbers below 2^53 have one form in every implementation");
  if (typeof value === "string" && !value.isWellFormed()) throw new RangeError("half a character has no bytes in UTF-8");
  return JSON.stringify(Object.is(value, -0) ? 0 : value);
}

/**
 * JSON in one form alone (RFC 8785): keys sorted by UTF-16 code units, no white space. Equal values have equal bytes.
 * @throws RangeError for what has no single form: fractions, numbers from 2^53, lone surrogates, undefined
 */
export function canonicalJson(value: Json): string {
  if (value === undefined) throw new RangeError("undefined is no JSON");
  if (typeof value !== "object" || value === null) return scalar(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${scalar(key)}:${canonicalJson(member)}`).join(",")}}`;
}

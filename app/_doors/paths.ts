/** A path of this portal to go back to; anything else becomes the fallback. */
export function safePath(path: unknown, fallback = "/"): string {
  if (typeof path !== "string" || path.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return fallback;
  // "/.//elsewhere" becomes "//elsewhere", another host, as soon as somebody resolves its dots.
  return new URL(path, "http://portal.invalid").pathname.startsWith("//") ? fallback : path;
}

/** The path with parameters set, or taken away where the value is undefined. */
export function withParams(path: string, params: Record<string, string | undefined>): string {
  const url = new URL(path, "http://portal.invalid");
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}

export type SearchParams = Record<string, string | string[] | undefined>;

/** What was given under a name; values with a NUL character are nobody's honest input and count as not given. */
function given(params: SearchParams, name: string): string[] {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((entry) => !entry.includes("\0"));
}

/** The first value of a parameter. */
export const one = (params: SearchParams, name: string): string | undefined => given(params, name)[0];

/** All values of a parameter, none of them empty. */
export const all = (params: SearchParams, name: string): string[] => given(params, name).filter((entry) => entry !== "");

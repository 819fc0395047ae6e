/** A path of this portal to go back to; anything else becomes the fallback. */
export function safePath(path: unknown, fallback = "/"): string {
  if (typeof path !== "string" || path.length > 2000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path)) return fallback;
  return path;
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

/** The first value of a parameter. */
export function one(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  return Array.isArray(value) ? value[0] : value;
}

/** All values of a parameter, none of them empty. */
export function all(params: SearchParams, name: string): string[] {
  const value = params[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((entry) => entry !== "");
}

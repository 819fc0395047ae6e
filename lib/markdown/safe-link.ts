/** Headings of a text have ids of their own, which no part of the page around it can have. */
export const anchorPrefix = "h-";

export type SafeLink = { href: string; external: boolean };

/**
 * Where a link of a text may lead: a page of this portal, a heading of the same text, the web or a mail address. Null for everything else
 * (`javascript:`, `data:`, `//elsewhere`, addresses with a user name), of which the words alone are shown.
 */
export function safeLink(url: string): SafeLink | null {
  if (url.length > 2000 || !/^[\x21-\x7e\u00a1-\uffff]+$/.test(url)) return null;
  if (url.startsWith("#")) return { href: `#${anchorPrefix}${url.slice(1)}`, external: false };
  if (/^\/(?![/\\])/.test(url)) {
    const { pathname, search, hash } = new URL(url, "http://portal.invalid");
    return pathname.startsWith("//") ? null : { href: `${pathname}${search}${hash}`, external: false };
  }
  if (!URL.canParse(url)) return null;
  const { protocol, username, password, href } = new URL(url);
  if (username !== "" || password !== "") return null;
  if (protocol === "https:" || protocol === "http:") return { href, external: true };
  return protocol === "mailto:" ? { href, external: false } : null;
}

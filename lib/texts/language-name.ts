import { currentLocale, type Locale } from "./locale";

const names = new Map<Locale, Intl.DisplayNames>();

/** "German" for "de", in the reader's language; a tag that nobody knows comes back as it is. For pages that the server alone writes. */
export function languageName(tag: string): string {
  const locale = currentLocale();
  let found = names.get(locale);
  if (!found) names.set(locale, (found = new Intl.DisplayNames([locale], { type: "language" })));
  return found.of(tag) ?? tag;
}

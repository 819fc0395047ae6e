/**
 * The languages and formats that people choose from. `en` is international English: ISO 8601 dates and thin spaces between thousands, as in every
 * record and export. The first is what everybody gets who asks for none of them.
 */
export const locales = ["en", "en-GB", "en-US", "de"] as const;
export type Locale = (typeof locales)[number];

/** A translation, or one for each plural category that the language has (Unicode CLDR). */
export type Translation = string | ({ readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string });
export type Catalogue = Readonly<Record<string, Translation>>;

/** In what language and formats the present request is answered. `texts` is null in English, which the texts are written in. */
export interface Speech {
  readonly locale: Locale;
  readonly texts: Catalogue | null;
  /** Whether somebody chose it in this browser, rather than the browser by itself. Absent where there is no browser. */
  readonly chosen?: boolean;
}

/** The store of {@link Speech}: Next's bundle and the server entry share one process but not one module graph, so it is shared by symbol. */
export const speechKey = Symbol.for("muniment.speech");

const english: Speech = { locale: "en", texts: null };

export const isLocale = (value: string | undefined): value is Locale => locales.some((locale) => locale === value);

let inBrowser: Speech | undefined;

/** In a browser the page says what it is written in, and carries the texts that its scripts need. */
function readPage(): Speech {
  const { lang } = document.documentElement;
  const carried = document.getElementById("texts")?.dataset["texts"];
  return { locale: isLocale(lang) ? lang : "en", texts: carried ? (JSON.parse(carried) as Catalogue) : null };
}

/** What is spoken here and now: on the server that of the request, in a browser that of the page; English where nobody said. */
export function speech(): Speech {
  if (typeof document !== "undefined") return (inBrowser ??= readPage());
  const shared: { [key: symbol]: { getStore(): Speech | undefined } | undefined } = globalThis;
  return shared[speechKey]?.getStore() ?? english;
}

export const currentLocale = (): Locale => speech().locale;

/** What somebody chose in this browser: the cookie `locale` of a request. */
export function chosenLocale(cookie: string | undefined): Locale | undefined {
  const chosen = /(?:^|;\s*)locale=([A-Za-z-]{2,10})(?:;|$)/.exec(cookie ?? "")?.[1];
  return isLocale(chosen) ? chosen : undefined;
}

/**
 * The locale that a request asks for: the person's choice (the cookie `locale`), or the best of what the browser accepts (RFC 9110, 12.5.4), or English.
 * German of any country is German; English of a country whose formats are not known here is international.
 */
export function requestedLocale(cookie: string | undefined, acceptLanguage: string | undefined): Locale {
  return chosenLocale(cookie) ?? accepted((acceptLanguage ?? "").slice(0, 500)) ?? "en";
}

function accepted(header: string): Locale | undefined {
  const wanted = header
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((one) => one.startsWith("q="))?.slice(2);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const found = locales.find((locale) => locale.toLowerCase() === tag) ?? locales.find((locale) => locale === tag.split("-")[0]);
    if (found) return found;
  }
  return undefined;
}

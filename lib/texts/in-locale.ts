import { AsyncLocalStorage } from "node:async_hooks";
import { german } from "./de";
import { speechKey, type Catalogue, type Locale, type Speech } from "./locale";

/** The texts of a locale other than English's own. */
export const catalogueOf = (locale: Locale): Catalogue | null => (locale === "de" ? german : null);

function store(): AsyncLocalStorage<Speech> {
  const shared: { [key: symbol]: AsyncLocalStorage<Speech> | undefined } = globalThis;
  return (shared[speechKey] ??= new AsyncLocalStorage<Speech>());
}

/** Runs `work` so that everything it says is said in this locale. `chosen`: for a request of a browser, whether somebody chose it there. */
export const inLocale = <T>(locale: Locale, work: () => T, chosen?: boolean): T =>
  store().run({ locale, texts: catalogueOf(locale), ...(chosen === undefined ? {} : { chosen }) }, work);

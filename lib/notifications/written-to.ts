import type { Db } from "@/lib/database/client";
import { inLocale } from "@/lib/texts/in-locale";
import type { Locale } from "@/lib/texts/locale";

/** The languages and formats in which people are written to. Who is missing chose none, and gets international English. */
export type WrittenTo = ReadonlyMap<string, Locale>;

/** In which languages these people are written to. */
export function localesOf(_db: Db, _personIds: readonly string[]): Promise<WrittenTo> {
  return Promise.resolve(new Map());
}

/** Says something as one person is written to, whoever's request it is in which the portal writes. */
export const writtenTo = <T>(locales: WrittenTo, personId: string | null | undefined, say: () => T): T => inLocale(locales.get(personId ?? "") ?? "en", say);

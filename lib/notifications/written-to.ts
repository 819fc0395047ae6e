import type { Db } from "@/lib/database/client";
import { storedLocale } from "@/lib/identity/person-locale";
import { inLocale } from "@/lib/texts/in-locale";
import type { Locale } from "@/lib/texts/locale";

/** The languages and formats in which people are written to. Who is missing chose none, and gets international English. */
export type WrittenTo = ReadonlyMap<string, Locale>;

/** In which languages these people are written to, as far as the caller's scope shows them. */
export async function localesOf(db: Db, personIds: readonly string[]): Promise<WrittenTo> {
  if (personIds.length === 0) return new Map();
  const people = await db.person.findMany({ where: { id: { in: [...personIds] }, locale: { not: null } }, select: { id: true, locale: true } });
  const found = new Map<string, Locale>();
  for (const { id, locale: stored } of people) {
    const locale = storedLocale(stored);
    if (locale) found.set(id, locale);
  }
  return found;
}

/** Says something as one person is written to, whoever's request it is in which the portal writes. */
export const writtenTo = <T>(locales: WrittenTo, personId: string | null | undefined, say: () => T): T => inLocale(locales.get(personId ?? "") ?? "en", say);

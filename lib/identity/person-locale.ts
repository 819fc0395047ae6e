import type { Db } from "@/lib/database/client";
import { isLocale, type Locale } from "@/lib/texts/locale";

/** What the column `locale` of a person says. One that the portal does not know, or no longer, counts as not chosen. */
export function storedLocale(locale: string | null): Locale | null {
  const found = locale ?? undefined;
  return isLocale(found) ? found : null;
}

/** The language and formats that a person chose, and is written to in; null where they never did, or nobody has this id. */
export async function personLocale(db: Db, personId: string): Promise<Locale | null> {
  const person = await db.person.findUnique({ where: { id: personId }, select: { locale: true } });
  return storedLocale(person?.locale ?? null);
}

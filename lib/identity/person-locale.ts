import { database, type Db } from "@/lib/database/client";
import { asSystem } from "@/lib/database/scope";
import { isLocale, speech, type Locale } from "@/lib/texts/locale";

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

/** The same of the person who has a session. */
export function sessionLocale(sessionId: string): Promise<Locale | null> {
  return asSystem("to go on in the language of whoever signs in", async () => {
    const session = await database().session.findUnique({ where: { id: sessionId }, select: { person: { select: { locale: true } } } });
    return storedLocale(session?.person.locale ?? null);
  });
}

/** What to keep of a person who comes for the first time: the language in which they were spoken to; null where that was no browser. */
export function firstLocale(): Locale | null {
  const { locale, chosen } = speech();
  return chosen === undefined ? null : locale;
}

/** What to keep when a person signs in: what was chosen in this browser, before they did. Nothing where nobody chose. */
export function chosenBefore(): { locale?: Locale } {
  const { locale, chosen } = speech();
  return chosen ? { locale } : {};
}

import { currentLocale, type Locale } from "@/lib/texts/locale";
import { t } from "@/lib/texts/text";

/** Each by its own name, and by how it writes a day: that is what people choose by. */
const choices: readonly { value: Locale; name: string; day: string }[] = [
  { value: "en", name: "English", day: "2026-11-22" },
  { value: "en-GB", name: "English, UK", day: "22 Nov 2026" },
  { value: "en-US", name: "English, US", day: "Nov 22, 2026" },
  { value: "de", name: "Deutsch", day: "22.11.2026" },
];

/** The choice of language and formats. @param returnTo path to come back to. @param csrf of whoever is signed in: with it the choice is kept with them */
export function LocaleForm({ returnTo, csrf }: { returnTo?: string | undefined; csrf?: string }) {
  const current = currentLocale();
  return (
    <form className="locales" method="post" action="/locale" aria-label={t("Language and formats")}>
      {returnTo === undefined ? null : <input type="hidden" name="return" value={returnTo} />}
      {csrf === undefined ? null : <input type="hidden" name="csrf" value={csrf} />}
      {choices.map(({ value, name, day }) => (
        <button key={value} name="locale" value={value} aria-pressed={value === current} lang={value}>
          {name} <small>{day}</small>
        </button>
      ))}
    </form>
  );
}

import { browser as german } from "./de/browser";
import { currentLocale } from "./locale";

const carried = JSON.stringify(german);

/** The texts that scripts need in the language of this request, as JSON for its page; null in English, in which they are written. */
export const browserTexts = (): string | null => (currentLocale() === "de" ? carried : null);

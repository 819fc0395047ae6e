import type { z } from "zod";
import de from "zod/v4/locales/de.js";
import { currentLocale } from "@/lib/texts/locale";

const german = { error: de().localeError };

/** What zod says of input where a schema has no words of its own: in the language of the request. Its English is its default. */
export const schemaWords = (): Parameters<z.ZodType["safeParse"]>[1] => (currentLocale() === "de" ? german : undefined);

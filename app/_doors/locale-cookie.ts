import type { Locale } from "@/lib/texts/locale";

/** Keeps a choice of language and formats in the browser, for a year. */
export const localeCookie = (locale: Locale): string => `locale=${locale}; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax`;

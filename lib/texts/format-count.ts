import { currentLocale, type Locale } from "./locale";

/** What stands between thousands, and before decimals. International English sets thousands apart by a narrow space that does not break. */
const marks: Record<Locale, { thousands: string; decimal: string }> = {
  en: { thousands: "\u202f", decimal: "." },
  "en-GB": { thousands: ",", decimal: "." },
  "en-US": { thousands: ",", decimal: "." },
  de: { thousands: ".", decimal: "," },
};

/** A whole number with its thousands set apart, as the reader writes it: `12 408`, `12,408` or `12.408`. */
export function formatCount(count: number): string {
  const digits = String(count);
  return digits.length < 4 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, marks[currentLocale()].thousands);
}

/** A number with a fixed count of decimals, as the reader writes it: `4.2` or `4,2`. */
export function formatDecimal(value: number, decimals: number): string {
  const [whole = "0", rest] = value.toFixed(decimals).split(".");
  return rest === undefined ? whole : `${whole}${marks[currentLocale()].decimal}${rest}`;
}

import { currentLocale, type Locale } from "./locale";

/** `2026-11-22` of an ISO date or date-time, in UTC, for machines and for reckoning. */
export const isoDay = (iso: string): string => (iso.length === 10 ? iso : new Date(iso).toISOString().slice(0, 10));

type Writes = Record<Locale, (year: string, month: string, day: string) => string>;

/** Written out by hand: what a server and a browser know of a locale may differ, and the page must be the same in both. */
const days: Writes = {
  en: (year, month, day) => `${year}-${month}-${day}`,
  "en-GB": (year, month, day) => `${Number(day)} ${shortMonth(month)} ${year}`,
  "en-US": (year, month, day) => `${shortMonth(month)} ${Number(day)}, ${year}`,
  de: (year, month, day) => `${day}.${month}.${year}`,
};

const longDays: Writes = {
  en: (year, month, day) => `${Number(day)} ${longMonth(month)} ${year}`,
  "en-GB": (year, month, day) => `${Number(day)} ${longMonth(month)} ${year}`,
  "en-US": (year, month, day) => `${longMonth(month)} ${Number(day)}, ${year}`,
  de: (year, month, day) => `${Number(day)}. ${germanMonths[Number(month) - 1] ?? ""} ${year}`,
};

const longMonth = (month: string): string => months[Number(month) - 1] ?? "";
const shortMonth = (month: string): string => longMonth(month).slice(0, 3);

const write = (writes: Writes, iso: string): string => {
  const [year = "", month = "", day = ""] = isoDay(iso).split("-");
  return writes[currentLocale()](year, month, day);
};

/** The day of an ISO date or date-time in UTC, as the reader writes it: `2026-11-22`, `22 Nov 2026`, `Nov 22, 2026`, `22.11.2026`. */
export const formatDate = (iso: string): string => write(days, iso);

/** The day in words, for running text: `22 November 2026`. */
export const formatLongDate = (iso: string): string => write(longDays, iso);

/** The month of an ISO date or date-time, short: `Nov 2026`. */
export function formatMonth(iso: string): string {
  const [year = "", month = ""] = isoDay(iso).split("-");
  return `${(currentLocale() === "de" ? (germanMonths[Number(month) - 1] ?? "") : longMonth(month)).slice(0, 3)} ${year}`;
}

/** `2026-11-22 07:24 UTC` of an ISO date-time, as the reader writes it. The zone is always said. */
export function formatDateTime(iso: string): string {
  const time = new Date(iso).toISOString().slice(11, 16);
  const locale = currentLocale();
  if (locale === "en") return `${formatDate(iso)} ${time} UTC`;
  return `${formatDate(iso)}, ${locale === "en-US" ? halfDay(time) : time} UTC`;
}

function halfDay(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}${time.slice(2)} ${hour < 12 ? "AM" : "PM"}`;
}

const germanMonths = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

import { formatCount, formatDecimal } from "@/lib/texts/format-count";
import { currentLocale, type Locale } from "@/lib/texts/locale";
import { t, tn } from "@/lib/texts/text";

export { formatCount } from "@/lib/texts/format-count";

const dayMs = 86_400_000;

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

/** `2025-10-01 – 2026-09-30`, `from 2025-10-01`, `until 2026-09-30` or `no period`. Both days belong to the period. */
export function formatPeriod(start: string | null, end: string | null): string {
  if (start && end) return start === end ? formatDate(start) : `${formatDate(start)} – ${formatDate(end)}`;
  if (start) return t("from {day}", { day: formatDate(start) });
  if (end) return t("until {day}", { day: formatDate(end) });
  return t("no period");
}

/** `812 B`, `4.2 MB`, in decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? formatDecimal(value, 1) : Math.round(value)} ${units[unit] ?? "TB"}`;
}

/** `1 report`, `2 reports`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A hash or id shortened in its middle: `9f2c 41d0 … a7e8 03bb` for hashes, `01996a3c…2f3b1c9e7a10` for UUIDs, both ends of others. */
export function shortenId(id: string): string {
  if (id.length <= 20) return id;
  if (/^[0-9a-f]{32,}$/.test(id)) return `${id.slice(0, 4)} ${id.slice(4, 8)} … ${id.slice(-8, -4)} ${id.slice(-4)}`;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id)) return `${id.slice(0, 8)}…${id.slice(-12)}`;
  return `${id.slice(0, 10)}…${id.slice(-6)}`;
}

/** `12 days left`, `5 h 12 min left`, `42 min left`, `30 s left` of a stretch in milliseconds. */
export function formatLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 90) return t("{n} s left", { n: seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return t("{n} min left", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t("{hours} h {minutes} min left", { hours, minutes: minutes % 60 }) : tn(Math.floor(hours / 24), "{n} day left", "{n} days left");
}

/** Whole days from one ISO date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(isoDay(to)) - Date.parse(isoDay(from))) / dayMs);
}

/** Up to two letters that stand for a person, in the person's own script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

const germanMonths = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

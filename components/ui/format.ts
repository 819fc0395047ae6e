import { formatDecimal } from "@/lib/texts/format-count";
import { formatDate, isoDay } from "@/lib/texts/format-date";
import { t, tn } from "@/lib/texts/text";

export { formatCount } from "@/lib/texts/format-count";
export { formatDate, formatDateTime, formatLongDate, formatMonth, isoDay } from "@/lib/texts/format-date";

const dayMs = 86_400_000;

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

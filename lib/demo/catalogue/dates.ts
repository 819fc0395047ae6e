const dayLength = 86_400_000;

/** The ISO date ("2026-03-31") of a moment, in UTC. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The date that lies `days` after an ISO date; negative numbers go back. */
export function addDays(date: string, days: number): string {
  return isoDate(new Date(Date.parse(date) + days * dayLength));
}

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDate(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))));
}

/** The last day of a month; months count from 1. */
export function monthEnd(year: number, month: number): string {
  return isoDate(new Date(Date.UTC(year, month, 0)));
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "September 2026" for an ISO date. */
export function monthOf(date: string): string {
  return `${monthNames[Number(date.slice(5, 7)) - 1] ?? ""} ${date.slice(0, 4)}`;
}

/** "30 September 2026" for an ISO date. */
export function longDate(date: string): string {
  return `${Number(date.slice(8, 10))} ${monthOf(date)}`;
}

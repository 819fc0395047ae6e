export type CoverageStatus = "CURRENT" | "ENDS_SOON" | "ENDED" | "FUTURE" | "UNDATED";

export const endsSoonDays = 60;

/**
 * How a period of performance lies to a day. Documents about a single day (start = end) and without a period are UNDATED: they do not run out.
 * All days are ISO dates, which sort as text.
 */
export function coverageStatus(period: { start: string | null; end: string | null }, today: string): CoverageStatus {
  const { start, end } = period;
  if (end === null || start === end) return "UNDATED";
  if (start !== null && start > today) return "FUTURE";
  if (end < today) return "ENDED";
  const left = (Date.parse(end) - Date.parse(today)) / 86_400_000;
  return left <= endsSoonDays ? "ENDS_SOON" : "CURRENT";
}

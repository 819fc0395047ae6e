import { z } from "zod";
import { IsoDate } from "@/lib/reports/models";
import { msg, t, type Message } from "@/lib/texts/text";

/** A fiscal period: two ISO days, both within it. */
export type FiscalPeriod = Readonly<{ start: string; end: string }>;

/** A period of ten years is longer than anybody keeps evidence for, and short enough to draw. */
const mostDays = 3660;
const dayMs = 86_400_000;

/** What is wrong with a period, as a sentence that says what to do; null where nothing is. */
export function periodProblem({ start, end }: Partial<FiscalPeriod>): { field: "start" | "end"; message: string } | null {
  if (start === undefined || !IsoDate.safeParse(start).success) return { field: "start", message: t("Give the first day as a date such as 2026-01-01.") };
  if (end === undefined || !IsoDate.safeParse(end).success) return { field: "end", message: t("Give the last day as a date such as 2026-12-31.") };
  if (end < start) return { field: "end", message: t("The period ends before it starts. Choose a last day that is not before the first.") };
  if ((Date.parse(end) - Date.parse(start)) / dayMs >= mostDays) return { field: "end", message: t("The period is longer than ten years. Choose a shorter one.") };
  return null;
}

/** The period as an operation takes it. */
export const periodFields = { start: z.string().max(20), end: z.string().max(20) };
export const checkPeriod = (value: FiscalPeriod, context: z.core.$RefinementCtx): void => {
  const problem = periodProblem(value);
  if (problem) context.addIssue({ code: "custom", path: [problem.field], message: problem.message });
};

const isoDay = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The year of twelve months that begins in a month (0 is January) and contains a day. */
function yearAround(today: string, month: number): FiscalPeriod {
  const [year, at] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const begin = at >= month ? year : year - 1;
  return { start: isoDay(begin, month, 1), end: isoDay(begin + 1, month, 0) };
}

/** The calendar year of a day. */
export const calendarYear = (today: string): FiscalPeriod => yearAround(today, 0);

/** Fiscal years that people often have, as they run on a day, and the calendar year before. */
export function usualPeriods(today: string): readonly (FiscalPeriod & { name: Message })[] {
  const before = `${Number(today.slice(0, 4)) - 1}-12-31`;
  return [
    { name: msg("This calendar year"), ...calendarYear(today) },
    { name: msg("Last calendar year"), ...calendarYear(before) },
    { name: msg("From April"), ...yearAround(today, 3) },
    { name: msg("From July"), ...yearAround(today, 6) },
    { name: msg("From October"), ...yearAround(today, 9) },
  ];
}

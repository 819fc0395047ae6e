import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { isoDay } from "@/lib/reports/models";
import { freshnessOf, reminderDue } from "./freshness";
import { loadPeriods } from "./load-periods";

export type DueReminder = { ownerId: string; reportId: string; name: string; days: number; lapsesOn: string; daysLeft: number };

/** Those of these people who are the operator's own at present. */
async function staffAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.membership.findMany({ where: { personId: { in: [...new Set(ids)] }, account: { closedAt: null, organization: { kind: "OPERATOR" } } }, select: { personId: true } });
  return new Set(rows.map(({ personId }) => personId));
}

/** What owners are to be reminded of today and have not been: each series once for each distance to its lapse. The most urgent first. Whoever has left the operator is told nothing. */
export async function dueReminders(db: Db, ownerId?: string): Promise<DueReminder[]> {
  const today = isoDay(now());
  const due = (await loadPeriods(db)).flatMap((series): DueReminder[] => {
    const freshness = freshnessOf(series.periods, today);
    const days = reminderDue(freshness);
    const { lapsesOn, daysLeft } = freshness;
    if (series.ownerId === null || (ownerId !== undefined && series.ownerId !== ownerId) || days === null || lapsesOn === null || daysLeft === null) return [];
    return [{ ownerId: series.ownerId, reportId: series.reportId, name: series.name, days, lapsesOn, daysLeft }];
  });
  const staff = await staffAmong(db, due.map((one) => one.ownerId));
  const told = await db.freshnessReminder.findMany({ where: { seriesId: { in: due.map(({ reportId }) => reportId) } }, select: { seriesId: true, days: true, lapsesOn: true } });
  const known = new Set(told.map((one) => `${one.seriesId} ${isoDay(one.lapsesOn)} ${one.days}`));
  return due.filter((one) => staff.has(one.ownerId) && !known.has(`${one.reportId} ${one.lapsesOn} ${one.days}`)).sort((left, right) => left.daysLeft - right.daysLeft);
}

import type { DemoVersion } from "../types";
import { addDays, addMonths, isoDate, longDate, monthEnd, monthOf } from "./dates";

/** A version as it was signed: when it is published is the catalogue's matter. */
type SignedVersion = Omit<DemoVersion, "publishedOn">;

/** Makes the versions of one series, oldest first, as of a day. */
export type Cadence = (today: string) => SignedVersion[];

type Common = { title: string; auditor: string; pages: number };

type Periodic = Common & {
  /** Month (1 to 12) in which a period ends. */
  ends: number;
  /** Length of one period in months. */
  months?: number;
  /** Months between the ends of two periods. */
  every?: number;
  count: number;
  /** Days from the end of a period to publication. */
  lag?: number;
  /** Which periods were never examined: 1 is the one before the newest. */
  skip?: readonly number[];
  /** Adds a bridge letter of three months after the newest period for which one can already exist. */
  bridge?: boolean;
  /** Counts back from this many years ago: a series that was given up. */
  endedYearsAgo?: number;
};

/** Periods of performance: reports about twelve (or other) months, published some weeks after each has ended. */
export function periodic(plan: Periodic): Cadence {
  const { months = 12, every = 12, lag = 45, skip = [], bridge = false, endedYearsAgo = 0 } = plan;
  return (today) => {
    const latest = latestEnd(today, plan.ends, every, lag, endedYearsAgo);
    const versions: SignedVersion[] = [];
    for (let back = plan.count - 1 + skip.length; back >= 0; back -= 1) {
      if (skip.includes(back)) continue;
      const periodEnd = endBefore(latest, back * every);
      const periodStart = addDays(endBefore(periodEnd, months), 1);
      versions.push({
        kind: "REPORT",
        title: `${plan.title}, ${monthOf(periodStart)} to ${monthOf(periodEnd)}`,
        periodStart,
        periodEnd,
        signedOn: addDays(periodEnd, lag),
        auditor: plan.auditor,
        pages: plan.pages,
      });
    }
    return bridge ? withBridgeLetter(versions, today) : versions;
  };
}

function latestEnd(today: string, month: number, every: number, lag: number, yearsAgo: number): string {
  let end = monthEnd(Number(today.slice(0, 4)) + 1, month);
  while (addDays(end, lag) > today) end = endBefore(end, every);
  return endBefore(end, yearsAgo * 12);
}

function endBefore(end: string, months: number): string {
  return monthEnd(Number(end.slice(0, 4)), Number(end.slice(5, 7)) - months);
}

function withBridgeLetter(versions: SignedVersion[], today: string): SignedVersion[] {
  const at = versions.findLastIndex(({ periodEnd }) => periodEnd !== null && letterDay(periodEnd) <= today);
  const extended = versions[at];
  if (!extended?.periodEnd) return versions;
  const periodStart = addDays(extended.periodEnd, 1);
  const periodEnd = addDays(addMonths(periodStart, 3), -1);
  const letter: SignedVersion = {
    kind: "BRIDGE_LETTER",
    title: `Bridge letter, ${monthOf(periodStart)} to ${monthOf(periodEnd)}`,
    periodStart,
    periodEnd,
    signedOn: letterDay(extended.periodEnd),
    extends: at + 1,
    auditor: "Northwind Cloud",
    pages: 2,
  };
  return [...versions.slice(0, at + 1), letter, ...versions.slice(at + 1)];
}

function letterDay(periodEnd: string): string {
  return addDays(addMonths(addDays(periodEnd, 1), 3), 4);
}

type Certified = Common & {
  /** Days from today to the end of validity; negative for a certificate that has ended. */
  endsIn: number;
  years?: number;
  /** Publishes the certificate again after each yearly surveillance audit. */
  surveillance?: boolean;
  /** How many earlier certificates are still listed. */
  earlier?: number;
};

/** Certificates: the period is the validity; a surveillance audit publishes the certificate again with the same end. */
export function certified(plan: Certified): Cadence {
  const { years = 3, surveillance = false, earlier = 0 } = plan;
  return (today) => {
    const versions: SignedVersion[] = [];
    for (let back = earlier; back >= 0; back -= 1) {
      const periodEnd = addMonths(addDays(today, plan.endsIn), -12 * years * back);
      const issued = addDays(addMonths(periodEnd, -12 * years), 1);
      const audits = surveillance && back === 0 ? years : 1;
      for (let audit = 0; audit < audits; audit += 1) {
        const periodStart = addMonths(issued, 12 * audit);
        const signedOn = addDays(periodStart, 6);
        if (signedOn > today) break;
        versions.push({
          kind: "REPORT",
          title: `${plan.title}, ${audit === 0 ? "issued" : "surveillance"} ${monthOf(periodStart)}`,
          periodStart,
          periodEnd,
          signedOn,
          auditor: plan.auditor,
          pages: plan.pages,
        });
      }
    }
    return versions;
  };
}

type Dated = Common & {
  /** Days before today on which the newest document was signed. */
  daysAgo: number;
  /** Months between two documents. */
  every?: number;
  count?: number;
};

/** Documents about one day: the period starts and ends on it. */
export function dated(plan: Dated): Cadence {
  return (today) =>
    signedDays(plan, today).map((day) => ({
      kind: "REPORT",
      title: `${plan.title}, ${longDate(day)}`,
      periodStart: day,
      periodEnd: day,
      signedOn: addDays(day, 3),
      auditor: plan.auditor,
      pages: plan.pages,
    }));
}

/** Documents without a period, such as contracts and matrices: editions counted from 1. */
export function editions(plan: Dated): Cadence {
  return (today) =>
    signedDays(plan, today).map((day, index) => ({
      kind: "REPORT",
      title: `${plan.title}, edition ${index + 1}`,
      periodStart: null,
      periodEnd: null,
      signedOn: day,
      auditor: plan.auditor,
      pages: plan.pages,
    }));
}

function signedDays({ daysAgo, every = 12, count = 1 }: Dated, today: string): string[] {
  const newest = addDays(today, -Math.max(daysAgo, 3));
  return Array.from({ length: count }, (_, index) => addMonths(newest, -every * (count - 1 - index)));
}

/** Several cadences as one series, in order of publication. Bridge letters keep the version that they extend. */
export function joined(...parts: Cadence[]): Cadence {
  return (today) => {
    const all = parts.flatMap((part) => {
      const versions = part(today);
      return versions.map((version) => ({
        version,
        extended: version.extends === undefined ? undefined : versions[version.extends - 1],
      }));
    });
    const order = all.toSorted((a, b) => a.version.signedOn.localeCompare(b.version.signedOn));
    return order.map(({ version, extended }) =>
      extended === undefined ? version : { ...version, extends: order.findIndex((other) => other.version === extended) + 1 },
    );
  };
}

/** The day of a date as the cadences count it. */
export function dayOf(date: Date): string {
  return isoDate(date);
}

import { americasSeries } from "./catalogue/americas";
import { asiaPacificSeries } from "./catalogue/asia-pacific";
import { dayOf } from "./catalogue/cadence";
import { addDays, isoDate } from "./catalogue/dates";
import { emeaSeries } from "./catalogue/emea";
import { globalSeries } from "./catalogue/global";
import type { DemoSeries } from "./types";

export type { Category, DemoSeries, DemoVersion } from "./types";

/** The name of the fictitious company whose evidence the demo shows. */
export const demoOperator = "Northwind Cloud";

/** The second Tuesday of a month, the first one on or after a day. */
function publicationRound(day: string): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  for (;;) {
    if (date.getUTCDay() === 2 && date.getUTCDate() > 7 && date.getUTCDate() <= 14) return isoDate(date);
    date.setUTCDate(date.getUTCDate() + 1);
  }
}

/** The operator publishes once a month, as companies do; the newest month shows documents as they come. */
function publishedOn(signed: string, today: string): string {
  const round = publicationRound(signed);
  return round <= addDays(today, -30) ? round : signed;
}

/**
 * Everything that the demo's operator publishes, as of a day: current, ended and soon ending documents are always among it,
 * and nothing is published after that day. The same day gives the same catalogue.
 */
export function demoCatalogue(today: Date): DemoSeries[] {
  const day = dayOf(today);
  return [...globalSeries, ...americasSeries, ...emeaSeries, ...asiaPacificSeries].map(({ cadence, ...series }) => ({
    ...series,
    versions: cadence(day).map((version) => ({ ...version, publishedOn: publishedOn(version.signedOn, day) })),
  }));
}

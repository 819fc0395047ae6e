import { americasSeries } from "./catalogue/americas";
import { asiaPacificSeries } from "./catalogue/asia-pacific";
import { dayOf } from "./catalogue/cadence";
import { emeaSeries } from "./catalogue/emea";
import { globalSeries } from "./catalogue/global";
import type { DemoSeries } from "./types";

export type { Category, DemoSeries, DemoVersion } from "./types";

/** The name of the fictitious company whose evidence the demo shows. */
export const demoOperator = "Northwind Cloud";

/**
 * Everything that the demo's operator publishes, as of a day: current, ended and soon ending documents are always among it,
 * and nothing is published after that day. The same day gives the same catalogue.
 */
export function demoCatalogue(today: Date): DemoSeries[] {
  const day = dayOf(today);
  return [...globalSeries, ...americasSeries, ...emeaSeries, ...asiaPacificSeries].map(({ cadence, ...series }) => ({
    ...series,
    versions: cadence(day),
  }));
}

import { all, one, type SearchParams } from "@/app/_doors/paths";
import { isoDay } from "@/lib/reports/models";

/** What the address of a packet's pages chooses. Values that cannot be meant are left out. */
export interface PacketQuery {
  from: string;
  to: string;
  reports: readonly string[];
  agreements: readonly string[];
  /** Nothing was chosen yet: the page proposes. */
  fresh: boolean;
}

const isDay = (value: string | undefined): value is string => value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** The calendar year so far, where the address names no period. */
export function readPacketQuery(params: SearchParams, at: Date): PacketQuery {
  const [from, to] = [one(params, "from"), one(params, "to")];
  const reports = [...new Set(all(params, "report").filter((value) => /^report-[A-Za-z0-9]{16}:\d{1,6}$/.test(value)))].slice(0, 200);
  const agreements = [...new Set(all(params, "agreement").filter((value) => /^[0-9a-f-]{36}$/.test(value)))].slice(0, 200);
  return { from: isDay(from) ? from : `${at.getUTCFullYear()}-01-01`, to: isDay(to) ? to : isoDay(at), reports, agreements, fresh: from === undefined && to === undefined && reports.length === 0 };
}

/** The address of one of the two pages with the same choice. */
export function packetHref(path: "/packet" | "/packet/review", { from, to, reports, agreements }: Omit<PacketQuery, "fresh">, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ from, to, ...more });
  for (const report of reports) query.append("report", report);
  for (const agreement of agreements) query.append("agreement", agreement);
  return `${path}?${query.toString()}`;
}

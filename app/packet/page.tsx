import type { Metadata } from "next";
import { PacketChooseView } from "@/components/packets/packet-choose-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, type SearchParams } from "@/app/_doors/paths";
import { may } from "@/lib/access/decide";
import { listAgreements } from "@/lib/agreements/list-agreements";
import { now } from "@/lib/operations/clock";
import { isMember } from "@/lib/operations/caller";
import { MunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { getPacket } from "@/lib/packets/get-packet";
import { mostReports } from "@/lib/packets/packet-plan";
import { listReports } from "@/lib/reports/list-reports";
import { programByKey } from "@/lib/reports/programs";
import { packetHref, readPacketQuery } from "./packet-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Evidence packet") });

const listed = 60;

/** Choosing what goes into an evidence packet. Everything that is chosen is in the address. */
export default async function PacketPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const chosen = readPacketQuery(params, now());
  const query = (one(params, "q") ?? "").slice(0, 200);
  const here = packetHref("/packet", chosen, query === "" ? {} : { q: query });
  const caller = await currentCaller();
  const found = await attempt(here, "/packet", async () => {
    if (isMember(caller) && !may(caller, getPacket)) throw new MunimentError("AccessDenied", t("Evidence packets are for those who may download reports."));
    return {
      reports: await perform(caller, listReports, { query, maxResults: listed }),
      agreements: isMember(caller) && may(caller, listAgreements) ? (await perform(caller, listAgreements, {})).agreements : [],
    };
  });
  if (!found.ok) return found.page;
  const rows = found.value.reports.rows.map((row) => ({
    value: `${row.reportId}:${row.version}`,
    title: row.title,
    program: programByKey(row.program)?.name ?? row.program,
    period: { start: row.periodStart, end: row.periodEnd },
    version: row.version,
    chosen: chosen.reports.includes(`${row.reportId}:${row.version}`),
    needs: row.requires.filter(({ met }) => !met).map(({ name }) => name),
  }));
  const held = found.value.agreements.flatMap(({ name, account, organization }) =>
    [...account, ...organization]
      .filter((one) => one.inForce && (one.acceptance ?? one.document))
      .map((one) => ({ value: one.id, name, detail: one.holder.kind === "ACCOUNT" ? t("revision {revision}, for the account", { revision: String(one.revision) }) : t("revision {revision}, for the organization", { revision: String(one.revision) }), chosen: chosen.fresh || chosen.agreements.includes(one.id) })),
  );
  const shown = new Set(rows.map(({ value }) => value));
  return (
    <Frame place="/packet" here={here} flash={one(params, "flash")}>
      <PacketChooseView
        from={chosen.from}
        to={chosen.to}
        query={query}
        reports={rows}
        elsewhere={chosen.reports.filter((value) => !shown.has(value))}
        more={found.value.reports.total - rows.length}
        agreements={held}
        mostReports={mostReports}
      />
    </Frame>
  );
}

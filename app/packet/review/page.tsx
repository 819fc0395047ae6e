import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PacketReviewView, type PacketTerms } from "@/components/packets/packet-review-view";
import { attempt } from "@/app/_doors/attempt";
import { currentCaller } from "@/app/_doors/caller";
import { Frame } from "@/app/_doors/frame";
import { one, withParams, type SearchParams } from "@/app/_doors/paths";
import { csrfTokenFor } from "@/lib/identity/csrf";
import { flashToken } from "@/lib/identity/flash";
import { isFresh } from "@/app/agreements/shown";
import { isMember } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { asMunimentError } from "@/lib/operations/errors";
import { perform } from "@/lib/operations/perform";
import { daysCovered } from "@/lib/packets/packet-files";
import type { PacketPlan } from "@/lib/packets/packet-plan";
import { planPacket } from "@/lib/packets/plan-packet";
import { programByKey } from "@/lib/reports/programs";
import { packetHref, readPacketQuery } from "../packet-query";
import { t } from "@/lib/texts/text";

export const generateMetadata = (): Metadata => ({ title: t("Review the packet") });

/** What is wrong with the choice and can be mended on the page before. */
const mendable: readonly string[] = ["ValidationException", "AccessDenied", "AgreementRequired", "ResourceNotFound"];

/** Each text of terms once, with the reports that it holds for. */
function termsOf({ reports }: PacketPlan): PacketTerms[] {
  const found = new Map<string, PacketTerms>();
  for (const { terms, title } of reports) {
    const key = `${terms.slug}-${terms.revision}`;
    const before = found.get(key);
    found.set(key, { key, title: terms.title, revision: terms.revision, explicit: terms.acceptance === "EXPLICIT", sections: terms.sections, reports: [...(before?.reports ?? []), title] });
  }
  return [...found.values()];
}

/** The packet as it would be made, with the terms that are accepted with it. */
export default async function PacketReviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const chosen = readPacketQuery(params, now());
  const here = packetHref("/packet/review", chosen);
  const caller = await currentCaller();
  const found = await attempt(here, "/packet", async () => {
    try {
      return { plan: await perform(caller, planPacket, { reports: [...chosen.reports], agreements: [...chosen.agreements], from: chosen.from, to: chosen.to }) };
    } catch (thrown) {
      const refused = asMunimentError(thrown);
      if (!isMember(caller) || !mendable.includes(refused.code) || refused.detail.asked) throw thrown;
      return { refused };
    }
  });
  if (!found.ok) return found.page;
  if (found.value.refused) {
    const { code, message, detail } = found.value.refused;
    redirect(packetHref("/packet", chosen, { flash: flashToken({ kind: "error", code, message: detail.fields?.[0]?.message ?? message }) }));
  }
  const { plan } = found.value;
  const days = daysCovered({ periodStart: plan.from, periodEnd: plan.to }, plan);
  return (
    <Frame place="/packet" here={here} flash={one(params, "flash")}>
      <PacketReviewView
        from={plan.from}
        to={plan.to}
        reports={plan.reports.map((report) => ({
          key: `${report.reportId}:${report.version}`,
          title: report.title,
          program: programByKey(report.program)?.name ?? report.program,
          version: report.version,
          pages: report.pages,
          bytes: report.bytes,
          periodStart: report.periodStart,
          periodEnd: report.periodEnd,
          covered: daysCovered(report, plan),
          days,
        }))}
        agreements={plan.agreements.map(({ customerAgreementId, name, revision }) => ({ key: customerAgreementId, name, revision }))}
        terms={termsOf(plan)}
        changeHref={packetHref("/packet", chosen)}
        form={
          isMember(caller) && isFresh(caller)
            ? {
                action: "/api/packets/GetPacket",
                fields: {
                  csrf: csrfTokenFor(caller.sessionId),
                  reports: plan.reports.map(({ reportId, version, terms }) => `${reportId}:${version}:${terms.revision}`).join(","),
                  agreements: plan.agreements.map(({ customerAgreementId }) => customerAgreementId).join(","),
                  from: plan.from,
                  to: plan.to,
                },
              }
            : null
        }
        confirmHref={withParams("/step-up", { return: here })}
        person={{ name: caller.kind === "person" ? caller.name : "", email: caller.kind === "person" ? caller.email : "" }}
      />
    </Frame>
  );
}

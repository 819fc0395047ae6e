import { z } from "zod";
import { heldResource } from "@/lib/agreements/models";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { packetChoice, PacketPlan, planOf } from "./packet-plan";
import { t } from "@/lib/texts/text";

/**
 * Releases an evidence packet. It gives no document by itself: each copy in it is accepted, made, watermarked and recorded as a download of its own, under the
 * same correlation, when its turn in the file comes.
 */
export const getPacket = operation({
  name: "packets:GetPacket",
  summary: "Downloads an evidence packet: marked copies of reports, certificates, coverage, receipts and a manifest, as one ZIP file.",
  access: "Write",
  reach: "member",
  door: "stream",
  stepUp: true,
  input: z.object({
    ...packetChoice,
    /** Needed where the terms of a report ask for it (`EXPLICIT`): for all of them, as they were shown. */
    accepted: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
  }),
  output: z.object({ plan: PacketPlan, fileName: z.string(), at: z.date() }),
  async handle({ db, caller, input }) {
    const plan = await planOf(db, caller, input);
    for (const report of plan.reports) {
      const shown = input.reports.find((one) => one.reportId === report.reportId && one.version === report.version)?.termsRevision;
      if (shown !== null && shown !== report.terms.revision) throw new MunimentError("TermsChanged");
      if (report.terms.acceptance === "EXPLICIT" && !input.accepted) {
        throw new MunimentError("ValidationException", t("Tick the box to say that you accept the terms of the reports."), { fields: [{ field: "accepted", message: t("Tick the box to accept the terms.") }] });
      }
    }
    const at = now();
    return { plan, fileName: `evidence-${caller.account.id}-${input.from}-${input.to}.zip`, at };
  },
  record: ({ output: { plan } }) => ({
    resources: [...plan.reports.map(({ reportId, version }) => `report/${reportId}:${version}`), ...plan.agreements.map(({ customerAgreementId }) => heldResource(customerAgreementId))],
    parameters: { reports: plan.reports.length, agreements: plan.agreements.length, from: plan.from, to: plan.to },
  }),
});

import { z } from "zod";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { Slug } from "@/lib/organizations/models";
import { findVersion } from "./find-version";
import { ReportId } from "./models";
import { t } from "@/lib/texts/text";

/** Says which agreements must be in force for an account before it gets copies of a series. It holds for all versions, and for tickets that were given out before. */
export const setRequiredAgreements = operation({
  name: "reports:SetRequiredAgreements",
  summary: "Says which agreements must be in force for an account before it gets copies of a report.",
  access: "Write",
  reach: "member",
  input: z.object({
    reportId: ReportId,
    /** Short names; none: nothing is required any more. */
    agreements: z.union([z.array(Slug).max(20), Slug.transform((one) => [one])]).default([]),
  }),
  output: z.object({ reportId: ReportId, agreements: z.array(z.string()) }),
  resource: ({ db, caller, input }) => findVersion(db, caller, { reportId: input.reportId }),
  about: ({ resource }) => resource.report,
  async handle({ db, input, resource: { seriesId } }) {
    const wanted = [...new Set(input.agreements)];
    const agreements = await db.agreement.findMany({ where: { slug: { in: wanted }, state: "OFFERED", revisions: { some: {} } }, select: { id: true, slug: true } });
    const missing = wanted.filter((slug) => !agreements.some((agreement) => agreement.slug === slug));
    if (missing.length > 0) {
      throw new MunimentError("ValidationException", t("Nobody can accept {names}: publish the agreement first.", { names: missing.join(", ") }), { fields: [{ field: "agreements", message: t("Not on offer.") }] });
    }
    await db.$queryRaw`SELECT id FROM report_series WHERE id = ${seriesId} FOR UPDATE`;
    await db.seriesAgreement.deleteMany({ where: { seriesId } });
    await db.seriesAgreement.createMany({ data: agreements.map(({ id }) => ({ seriesId, agreementId: id })) });
    return { reportId: seriesId, agreements: agreements.map(({ slug }) => slug).sort() };
  },
  record: ({ output }) => ({ resources: [`report/${output.reportId}`, ...output.agreements.map((slug) => `agreement/${slug}`)], parameters: { agreements: output.agreements } }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

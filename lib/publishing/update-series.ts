import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { holdSeries } from "@/lib/reports/add-version";
import { audienceFields, audienceOf } from "@/lib/reports/audience";
import { organizationsOf, seriesFields, termsOf, Yes } from "@/lib/reports/create-series";
import { ReportId } from "@/lib/reports/models";
import { settleLatest } from "@/lib/reports/add-version";
import { msg, t } from "@/lib/texts/text";

/** One of the operator's people. @throws MunimentError ValidationException */
async function ownerOf(db: Db, email: string): Promise<string> {
  const person = await db.person.findUnique({ where: { email: email.toLowerCase() }, select: { id: true, memberships: { where: { account: { organization: { kind: "OPERATOR" } } }, select: { accountId: true }, take: 1 } } });
  if (person && person.memberships.length > 0) return person.id;
  throw new MunimentError("ValidationException", t("The owner is one of the operator's own people."), { fields: [{ field: "owner", message: t("Nobody of the operator has this address.") }] });
}

/**
 * Changes what a series is and for whom. It holds at once, for all its versions: also copies that were not made yet of versions published long ago are given
 * under the new terms, to the new organizations alone. The short name and the program stay what they are.
 */
export const updateSeries = operation({
  name: "publishing:UpdateSeries",
  summary: "Changes the facts of a series, its terms, its owner and for whom it is.",
  access: "Write",
  reach: "member",
  stepUp: true,
  input: z.object({
    reportId: ReportId,
    ...seriesFields,
    /** Where neither it nor organizations are given, it stays for whom it is. */
    ...audienceFields,
    askable: Yes.default(false),
    viewOnly: Yes.default(false),
    /** E-mail address of the owner; absent: nobody. */
    owner: z.email(msg("An e-mail address.")).optional(),
  }),
  output: z.object({ reportId: ReportId, changed: z.array(z.string()) }),
  resource: ({ db, input }) => holdSeries(db, { id: input.reportId }),
  async handle({ db, input: { reportId, audience, organizations, owner, terms, ...facts }, resource: series }) {
    const before = await db.seriesAudience.findMany({ where: { seriesId: reportId }, select: { organizationId: true } });
    // Whose last organization is gone stays for nobody until somebody says otherwise.
    const untouched = series.audience === "NAMED" && before.length === 0 && audience === "named" && !organizations;
    const said = untouched ? null : audienceOf({ audience, organizations });
    const wanted = said ? await organizationsOf(db, said.organizations) : before.map(({ organizationId: id }) => ({ id }));
    const next = { ...facts, termsId: (await termsOf(db, terms)).id, ownerId: owner === undefined ? null : await ownerOf(db, owner), audience: said?.audience ?? series.audience };
    const changed = Object.entries(next).flatMap(([name, value]) => (series[name as keyof typeof next] === value ? [] : [name.replace(/Id$/, "")]));
    const same = before.length === wanted.length && before.every(({ organizationId }) => wanted.some(({ id }) => id === organizationId));
    await db.reportSeries.update({ where: { id: reportId }, data: next });
    if (!same) {
      await db.seriesAudience.deleteMany({ where: { seriesId: reportId } });
      await db.seriesAudience.createMany({ data: wanted.map(({ id }) => ({ seriesId: reportId, organizationId: id })) });
    }
    if (series.audience !== next.audience) await db.reportVersion.updateMany({ where: { seriesId: reportId }, data: { audience: next.audience } });
    await settleLatest(db, reportId);
    return { reportId, changed: same ? changed : [...changed, "organizations"] };
  },
  record: ({ input, output }) => ({ resources: [`report/${input.reportId}`], parameters: { changed: output.changed, audience: input.organizations ?? (input.audience === "everyone" ? "EVERYONE" : "unchanged") } }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

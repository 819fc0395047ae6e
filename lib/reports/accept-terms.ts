import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { hashToken, newToken } from "@/lib/identity/token";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { currentTerms } from "./current-terms";
import { findVersion, versionResource } from "./find-version";
import { ReportId, Ticket, VersionNumber } from "./models";
import { refuseWithoutAgreements } from "./required-agreements";
import { t } from "@/lib/texts/text";

export const ticketValidMs = 15 * 60 * 1000;

/** Accepts the terms of one version as they stand and gives a ticket: for this person, account, version and revision, 15 minutes, one download. */
export const acceptTerms = operation({
  name: "reports:AcceptTerms",
  summary: "Accepts a report's terms; answers with a ticket that is good for one download within 15 minutes.",
  access: "Write",
  reach: "member",
  input: z.object({
    reportId: ReportId,
    version: VersionNumber.optional(),
    termsRevision: z.coerce.number().int().min(1),
    /** Needed where the terms ask for it (`EXPLICIT`). */
    accepted: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
  }),
  output: z.object({ reportId: ReportId, version: z.int(), ticket: Ticket, expiresAt: z.date(), ticketId: z.uuid(), correlationId: z.uuid(), acceptance: z.string() }),
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource: version }) {
    await refuseWithoutAgreements(db, caller, version.seriesId);
    const terms = await currentTerms(db, version.termsId);
    if (terms.revision !== input.termsRevision) throw new MunimentError("TermsChanged");
    if (terms.acceptance === "EXPLICIT" && !input.accepted) {
      throw new MunimentError("ValidationException", t("Tick the box to say that you accept the terms."), { fields: [{ field: "accepted", message: t("Tick the box to accept the terms.") }] });
    }
    const at = now();
    const ticket = newToken();
    const id = uuidv7({ msecs: at.getTime() });
    const expiresAt = new Date(at.getTime() + ticketValidMs);
    await db.ticket.create({
      data: {
        id,
        tokenHash: hashToken(ticket),
        personId: caller.personId,
        accountId: caller.account.id,
        versionId: version.id,
        termsId: version.termsId,
        termsRevision: terms.revision,
        correlationId: caller.correlationId,
        issuedAt: at,
        expiresAt,
      },
    });
    return { reportId: version.seriesId, version: version.version, ticket, expiresAt, ticketId: id, correlationId: caller.correlationId, acceptance: terms.acceptance };
  },
  record: ({ input, resource, output }) => ({
    resources: [versionResource(resource), `ticket/${output.ticketId}`],
    parameters: { termsRevision: input.termsRevision, acceptance: output.acceptance },
  }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

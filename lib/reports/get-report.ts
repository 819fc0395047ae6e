import { z } from "zod";
import { hashToken } from "@/lib/identity/token";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { operation } from "@/lib/operations/operation";
import { documentBytes } from "@/lib/storage/documents";
import { personalise, PreparedManifest, type Personalisation } from "@/lib/watermark";
import { newDownloadId } from "./download-id";
import { findVersion, versionResource } from "./find-version";
import { ReportId, Ticket, VersionNumber } from "./models";
import { refuseWithoutAgreements } from "./required-agreements";

/** What the server entry needs to stream a copy; it leaves only after the event of this operation was committed. */
export const Delivery = z.object({
  downloadId: z.string(),
  fileName: z.string(),
  preparedSha256: z.instanceof(Uint8Array),
  personalisation: z.custom<Personalisation>((value) => typeof value === "object" && value !== null),
  correlationId: z.uuid(),
});
export type Delivery = z.infer<typeof Delivery>;

/**
 * Uses a ticket up and makes this person's mark. Fails closed: when the ticket, the mark, the stored document or the event is missing,
 * nothing is served and the ticket stays as it was.
 */
export const getReport = operation({
  name: "reports:GetReport",
  summary: "Downloads a copy, marked for the caller on every page, against a ticket.",
  access: "Write",
  reach: "member",
  door: "stream",
  input: z.object({ reportId: ReportId, version: VersionNumber.optional(), ticket: Ticket }),
  output: Delivery,
  resource: ({ db, caller, input }) => findVersion(db, caller, input),
  about: ({ resource }) => resource.report,
  async handle({ db, caller, input, resource: found }) {
    const at = now();
    const tokenHash = hashToken(input.ticket);
    const bound = { tokenHash, personId: caller.personId, accountId: caller.account.id, versionId: found.id };
    // The row's lock decides between parallel uses; everything below is undone with the transaction.
    const claimed = await db.ticket.updateMany({ where: { ...bound, usedAt: null, expiresAt: { gt: at } }, data: { usedAt: at } });
    if (claimed.count !== 1) throw new MunimentError("TicketInvalid");
    await refuseWithoutAgreements(db, caller, found.seriesId);
    const ticket = await db.ticket.findUniqueOrThrow({ where: { tokenHash }, select: { id: true, correlationId: true } });
    const version = await db.reportVersion.findUniqueOrThrow({ where: { id: found.id }, select: { manifest: true, preparedSha256: true, fileName: true } });
    const manifest = PreparedManifest.parse(version.manifest);
    if ((await documentBytes(version.preparedSha256)) !== manifest.bytes) throw new Error("the stored document is not the one that was prepared");
    const downloadId = newDownloadId();
    const personalisation = await personalise(manifest, {
      name: caller.name,
      email: caller.email,
      organization: caller.account.organizationName,
      account: caller.account.name,
      accountId: caller.account.id,
      at,
      downloadId,
    });
    await db.download.create({
      data: {
        id: downloadId,
        ticketId: ticket.id,
        personId: caller.personId,
        accountId: caller.account.id,
        organizationId: caller.account.organizationId,
        versionId: found.id,
        startedAt: at,
        state: "STARTED",
      },
    });
    return { downloadId, fileName: version.fileName, preparedSha256: version.preparedSha256, personalisation, correlationId: ticket.correlationId };
  },
  record: ({ resource, output }) => ({
    resources: [versionResource(resource), `download/${output.downloadId}`],
    parameters: { downloadId: output.downloadId, bytes: output.personalisation.length },
    correlationId: output.correlationId,
  }),
  recordRefusal: ({ input }) => ({ resources: [`report/${input.reportId}`] }),
});

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Db } from "@/lib/database/client";
import { hashToken } from "@/lib/identity/token";
import type { MemberCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { documentBytes } from "@/lib/storage/documents";
import { personalise, PreparedManifest, type Personalisation } from "@/lib/watermark";
import { newDownloadId } from "./download-id";
import type { FoundVersion } from "./find-version";
import { refuseWithoutAgreements } from "./required-agreements";
import { t } from "@/lib/texts/text";

/** A copy comes in one piece or in a few; more are asked for by nobody who wants to read it. */
const mostParts = 200;

/** What the server entry needs to stream a copy; it leaves only after the event of its operation was committed. */
export const Delivery = z.object({
  downloadId: z.string(),
  fileName: z.string(),
  preparedSha256: z.instanceof(Uint8Array),
  personalisation: z.custom<Personalisation>((value) => typeof value === "object" && value !== null),
  correlationId: z.uuid(),
  /** Different for every copy; the same for every part of one. */
  etag: z.string(),
  /** Goes on with a download that began before. */
  resumed: z.boolean(),
});
export type Delivery = z.infer<typeof Delivery>;

type Claim = { ticket: string; version: FoundVersion; viewed: boolean; resume: boolean };
type Claimed = { downloadId: string; startedAt: Date; correlationId: string; resumed: boolean };

function etagOf(preparedSha256: Uint8Array, { splices }: Personalisation): string {
  const hash = createHash("sha256").update(preparedSha256);
  for (const { bytes } of splices) hash.update(bytes);
  return `"${hash.digest("base64url").slice(0, 27)}"`;
}

/** Uses a ticket up; or goes on with the download it was used for, while it is valid. */
async function claim(db: Db, caller: MemberCaller, { ticket, version, viewed, resume }: Claim): Promise<Claimed> {
  const at = now();
  const tokenHash = hashToken(ticket);
  const bound = { tokenHash, personId: caller.personId, accountId: caller.account.id, versionId: version.id, expiresAt: { gt: at } };
  // The row's lock decides between parallel uses; everything below is undone with the transaction.
  const claimed = await db.ticket.updateMany({ where: { ...bound, usedAt: null }, data: { usedAt: at } });
  if (claimed.count === 1) {
    const { id: ticketId, correlationId } = await db.ticket.findUniqueOrThrow({ where: { tokenHash }, select: { id: true, correlationId: true } });
    const downloadId = newDownloadId();
    const who = { personId: caller.personId, accountId: caller.account.id, organizationId: caller.account.organizationId };
    await db.download.create({ data: { id: downloadId, ticketId, ...who, versionId: version.id, startedAt: at, state: "STARTED", viewed } });
    return { downloadId, startedAt: at, correlationId, resumed: false };
  }
  const used = resume ? await db.ticket.findFirst({ where: bound, select: { correlationId: true, download: { select: { id: true, startedAt: true, viewed: true } } } }) : null;
  if (!used?.download || used.download.viewed !== viewed) throw new MunimentError("TicketInvalid");
  const counted = await db.download.updateMany({ where: { id: used.download.id, parts: { lt: mostParts } }, data: { parts: { increment: 1 } } });
  if (counted.count !== 1) throw new MunimentError("Throttled", t("This copy was asked for in too many parts. Accept the terms again to get a new one."));
  return { downloadId: used.download.id, startedAt: used.download.startedAt, correlationId: used.correlationId, resumed: true };
}

/**
 * Makes this person's copy against a ticket. Fails closed: when the ticket, the mark or the stored document is missing, it throws, and the ticket stays as it was.
 * With `resume` a ticket that was used goes on with its download: the same mark, the same bytes, as long as it is valid.
 */
export async function claimCopy(db: Db, caller: MemberCaller, asked: Claim): Promise<Delivery> {
  const { downloadId, startedAt, correlationId, resumed } = await claim(db, caller, asked);
  await refuseWithoutAgreements(db, caller, asked.version.seriesId);
  const version = await db.reportVersion.findUniqueOrThrow({ where: { id: asked.version.id }, select: { manifest: true, preparedSha256: true, fileName: true } });
  const manifest = PreparedManifest.parse(version.manifest);
  if ((await documentBytes(version.preparedSha256)) !== manifest.bytes) throw new Error("the stored document is not the one that was prepared");
  const personalisation = await personalise(manifest, {
    name: caller.name,
    email: caller.email,
    organization: caller.account.organizationName,
    account: caller.account.name,
    accountId: caller.account.id,
    at: startedAt,
    downloadId,
  });
  const { fileName, preparedSha256 } = version;
  return { downloadId, fileName, preparedSha256, personalisation, correlationId, etag: etagOf(preparedSha256, personalisation), resumed };
}

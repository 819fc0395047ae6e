import type { Db } from "@/lib/database/client";
import type { PersonCaller } from "@/lib/operations/caller";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { t } from "@/lib/texts/text";

/** One of the caller's own keys that has not been revoked. @throws MunimentError ResourceNotFound */
export async function ownAccessKey(db: Db, caller: PersonCaller, accessKeyId: string): Promise<{ id: string; publicId: string; name: string; accountId: string; secretHash: Uint8Array<ArrayBuffer>; expiresAt: Date | null }> {
  const key = await db.accessKey.findFirst({ where: { id: accessKeyId, personId: caller.personId, revokedAt: null }, select: { id: true, publicId: true, name: true, accountId: true, secretHash: true, expiresAt: true } });
  if (!key) throw new MunimentError("ResourceNotFound");
  return { ...key, secretHash: new Uint8Array(key.secretHash) };
}

/** Ends a key at once. @throws MunimentError Conflict when it had ended */
export async function endAccessKey(db: Db, accessKeyId: string): Promise<void> {
  const ended = await db.accessKey.updateMany({ where: { id: accessKeyId, revokedAt: null }, data: { revokedAt: now() } });
  if (ended.count === 0) throw new MunimentError("Conflict", t("This access key was revoked already."));
}

import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { hashToken } from "./token";
import { t } from "@/lib/texts/text";

export type FoundReset = { id: string; expiresAt: Date; person: { id: string; name: string; email: string } };

/** An unused, unexpired reset link. @throws MunimentError LinkInvalid, the same for unknown, used, replaced and expired */
export async function findResetLink(db: Db, token: string): Promise<FoundReset> {
  const link = await db.resetLink.findUnique({ where: { tokenHash: hashToken(token) }, include: { person: { select: { id: true, name: true, email: true } } } });
  if (!link || link.usedAt || link.expiresAt <= now()) {
    throw new MunimentError("LinkInvalid", t("This link has expired, was replaced or was used already. Ask the person who gave it to you for a new one."));
  }
  return { id: link.id, expiresAt: link.expiresAt, person: link.person };
}

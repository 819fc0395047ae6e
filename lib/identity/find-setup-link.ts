import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { MunimentError } from "@/lib/operations/errors";
import { hashToken } from "./token";
import { t } from "@/lib/texts/text";

/** The id of an unused, unexpired set-up link. @throws MunimentError LinkInvalid */
export async function findSetupLink(db: Db, token: string): Promise<string> {
  const link = await db.setupLink.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!link || link.usedAt || link.expiresAt <= now()) {
    throw new MunimentError("LinkInvalid", t("This set-up link has expired or was used already. Start the portal again: it prints a new one."));
  }
  return link.id;
}

import type { Db } from "@/lib/database/client";
import type { MemberCaller } from "@/lib/operations/caller";

/** The passkey and the session are written one after the other. */
const apartMs = 2_000;

/** The credential id (base64url) of the passkey that a session was opened or confirmed with; null for other factors, and where more than one could have been it. */
export async function credentialUsed(db: Db, caller: Pick<MemberCaller, "personId" | "factor" | "factorAt">): Promise<string | null> {
  const { personId, factor, factorAt } = caller;
  if (factor !== "PASSKEY" || factorAt === null) return null;
  const around = { gte: new Date(factorAt.getTime() - apartMs), lte: new Date(factorAt.getTime() + apartMs) };
  const [only, another] = await db.passkey.findMany({ where: { personId, lastUsedAt: around }, select: { credentialId: true }, take: 2 });
  return only && !another ? Buffer.from(only.credentialId).toString("base64url") : null;
}

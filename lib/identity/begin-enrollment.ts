import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/lib/database/client";
import { now } from "@/lib/operations/clock";
import { seal } from "./seal";
import { newTotpSecret } from "./totp";

const pendingForMs = 60 * 60 * 1000;

/** Makes sure that a fresh secret waits to be confirmed. One that was begun within the hour is kept, so that a reloaded page shows the same QR code. */
export async function beginEnrollment(db: Db, personId: string): Promise<void> {
  const at = now();
  const pending = await db.totpFactor.findFirst({ where: { personId, confirmedAt: null, createdAt: { gt: new Date(at.getTime() - pendingForMs) } } });
  if (pending) return;
  await db.totpFactor.deleteMany({ where: { personId, confirmedAt: null } });
  await db.totpFactor.create({ data: { id: uuidv7({ msecs: at.getTime() }), personId, secret: seal(newTotpSecret(), personId), createdAt: at } });
}
